/** The file of an office's key: made with the office, for the owner alone, and never overwritten. */
import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { seal, sealedSchema, unseal, type Sealed } from "../../client/documents/sealed.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { shown } from "../../client/files/secretFile.ts";
import { Vault } from "./vault.ts";

const OF = "key of a district's office";
const fileSchema = z.strictObject({ kind: z.literal(OF), ...sealedSchema.shape });

/** A key that was opened, with its sealed form for a backup. */
export interface OpenedKey {
  readonly vault: Vault;
  readonly sealed: string;
}

export function keyFileIn(folder: string): string {
  return path.join(folder, "office.key.json");
}

/**
 * Opens the key in a folder; where there is none, draws one.
 *
 * @param scryptCost of a new one; lower only in tests, which have no half second to lose.
 * @throws TongduiError `OfficeKeyUnreadable`, `PasswordWrong`.
 */
export async function openKey(folder: string, password: string, scryptCost?: number): Promise<OpenedKey> {
  const file = keyFileIn(folder);
  const there = await disk.read(file);
  if (there !== undefined) return openSealedKey(there, password, shown(file));
  const made = await seal(randomBytes(32), password, OF, scryptCost);
  await writeKey(folder, textOf(made));
  // Whoever was faster has the name, and its key is the office's.
  return openSealedKey((await disk.read(file)) ?? "", password, shown(file));
}

/** Errors as {@link openKey}. @param shownName names the file in errors. */
export async function openSealedKey(text: string, password: string, shownName: string): Promise<OpenedKey> {
  const result = fileSchema.safeParse(jsonOrUndefined(text));
  if (!result.success) throw unreadable(shownName);
  return { vault: new Vault(await unseal(result.data, password, OF, shownName)), sealed: textOf(result.data) };
}

/** Puts a key's file into a folder that has none. */
export async function writeKey(folder: string, text: string): Promise<void> {
  await disk.makeFolder(folder);
  const draft = path.join(folder, `.key.${randomUUID()}`);
  try {
    await disk.write(draft, text);
    await disk.link(draft, keyFileIn(folder));
  } finally {
    await disk.remove(draft);
  }
  await disk.sync(folder);
}

function textOf({ scrypt, aes256gcm }: Sealed): string {
  return `${JSON.stringify({ kind: OF, scrypt, aes256gcm }, null, 2)}\n`;
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: a parser's message quotes what it could not read.
    return undefined;
  }
}

function unreadable(shownName: string): TongduiError {
  return new TongduiError("OfficeKeyUnreadable", {
    en: `${shownName} is not the key of an office, or is damaged.`,
    zh: `${shownName} 不是办公系统的密钥文件，或已损坏。`,
  });
}
