/**
 * The file of a node's backup: what it cannot get again from anybody, sealed with a password. The content is enciphered with AES-256-GCM
 * under a key of 32 random bytes, and that key is sealed as other secrets of ours are (client/documents/sealed.ts); what stands
 * readable in the file is authenticated with both.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { seal, SCRYPT_COST, sealedSchema, unseal } from "../../client/documents/sealed.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** A file of the node, by its name below the folder in which it is restored, parts joined with `/`. */
export interface KeptFile {
  readonly name: string;
  /** Permission bits. */
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** What anybody may read of it. */
export interface BackupLabel {
  readonly node: string;
  /** The address of the node's key, in lower case. */
  readonly address: string;
  /** As in 2026-12-01T08:00:00.000Z. */
  readonly made: string;
}

const KIND = "backup of a node";
/** Everything unpacked; configuration has less than a megabyte. */
const MOST_BYTES = 32 * 1024 * 1024;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const labelSchema = z.object({ node: z.string(), address: z.string(), made: z.iso.datetime() });
const fileSchema = z.strictObject({
  kind: z.literal(KIND),
  format: z.literal(1),
  ...labelSchema.shape,
  key: sealedSchema,
  content: z.strictObject({ nonce: hex(12), tag: hex(16), text: z.base64() }),
});

/** Names in a backup lead nowhere but below the folder. */
const NAME = /^(?!\.{1,2}(?:\/|$))[^/\\\0]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\0]+)*$/;
const contentSchema = z.array(
  z.strictObject({ name: z.string().regex(NAME), mode: z.int().min(0).max(0o777), bytes: z.base64() }),
);

/** @param scryptCost lower only in tests, which have no half second to lose. */
export async function backupText(
  label: BackupLabel,
  files: readonly KeptFile[],
  password: string,
  scryptCost = SCRYPT_COST,
): Promise<string> {
  const vouched = vouchedFor(label);
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(vouched));
  const content = files.map(({ name, mode, bytes }) => ({ name, mode, bytes: Buffer.from(bytes).toString("base64") }));
  const text = Buffer.concat([cipher.update(gzipSync(JSON.stringify(content))), cipher.final()]);
  const { node, address, made } = label;
  const file: z.infer<typeof fileSchema> = {
    kind: KIND,
    format: 1,
    node,
    address,
    made,
    key: await seal(key, password, vouched, scryptCost),
    content: {
      nonce: nonce.toString("hex"),
      tag: cipher.getAuthTag().toString("hex"),
      text: text.toString("base64"),
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * What anybody can read in a backup. Nothing vouches for it before it is opened.
 *
 * @param shownName names the file in errors.
 * @throws TongduiError `BackupUnreadable`.
 */
export function labelOf(text: string, shownName: string): BackupLabel {
  const { node, address, made } = parse(text, shownName);
  return { node, address, made };
}

/** @throws TongduiError `BackupUnreadable`, `PasswordWrong`. */
export async function openBackup(text: string, password: string, shownName: string): Promise<KeptFile[]> {
  const { node, address, made, key: sealed, content } = parse(text, shownName);
  const vouched = vouchedFor({ node, address, made });
  const key = await unseal(sealed, password, vouched, shownName);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(content.nonce, "hex"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(vouched));
  decipher.setAuthTag(Buffer.from(content.tag, "hex"));
  let value: unknown;
  try {
    const packed = Buffer.concat([decipher.update(Buffer.from(content.text, "base64")), decipher.final()]);
    value = JSON.parse(gunzipSync(packed, { maxOutputLength: 2 * MOST_BYTES }).toString("utf8"));
  } catch {
    throw unreadable(shownName);
  }
  const { data } = contentSchema.safeParse(value);
  if (!data) throw unreadable(shownName);
  return data.map(({ name, mode, bytes }) => ({ name, mode, bytes: Buffer.from(bytes, "base64") }));
}

/** @throws TongduiError `BackupTooLarge`. */
export function demandSmall(files: readonly Pick<KeptFile, "bytes">[]): void {
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= MOST_BYTES) return;
  throw new TongduiError(
    "BackupTooLarge",
    {
      en: "The folder holds more than 32 MiB: chain data do not belong into a backup.",
      zh: "文件夹内容超过 32 MiB：链数据不应备份。",
    },
    {
      hint: {
        en: "Name the folder of the node's configuration alone; chain data come again from its peers.",
        zh: "请只指定节点的配置文件夹；链数据可从对等节点重新同步。",
      },
    },
  );
}

function parse(text: string, shownName: string): z.infer<typeof fileSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(shownName);
  }
  const { data } = fileSchema.safeParse(value);
  if (!data) throw unreadable(shownName);
  return data;
}

function vouchedFor({ node, address, made }: BackupLabel): string {
  return JSON.stringify([KIND, 1, node, address, made]);
}

function unreadable(shownName: string): TongduiError {
  return new TongduiError(
    "BackupUnreadable",
    {
      en: `${shownName} is not the backup of a node, or is damaged.`,
      zh: `${shownName} 不是节点备份文件，或已损坏。`,
    },
    {
      hint: {
        en: "Such files are made by tongdui network backup; take another copy.",
        zh: "此类文件由 tongdui network backup 生成；请改用另一份副本。",
      },
    },
  );
}
