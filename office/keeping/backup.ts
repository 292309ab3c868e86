/**
 * A backup: all that an office keeps, of one moment, in one enciphered file. The office's key is in it, sealed with the office's password:
 * the file and the password are all that a restore needs, and whoever has only one of them has nothing.
 */
import { createHash, randomUUID } from "node:crypto";
import { link, unlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { shown } from "../../client/files/secretFile.ts";
import { headOf, logAccess } from "../log/accesses.ts";
import type { Store } from "../store.ts";
import { openSealedKey, type OpenedKey } from "../vault/keyFile.ts";
import { FramesDamaged, FrameWriter, readFrames, readHeader } from "./frames.ts";
import { readTables, TABLE_NAMES, type Piece } from "./tables.ts";

export const headerSchema = z.strictObject({
  kind: z.literal("backup of an office"),
  format: z.literal(1),
  made: z.iso.datetime(),
  district: z.number().nullable(),
  /** The office's key, sealed with its password. */
  key: z.string(),
});

/** At the end of a backup, so that it is known to be whole. */
const endSchema = z.strictObject({ rows: z.int().min(0), hash: z.string() });
const pieceSchema = z.strictObject({
  table: z.enum(TABLE_NAMES as [(typeof TABLE_NAMES)[number], ...typeof TABLE_NAMES]),
  rows: z.array(z.record(z.string(), z.unknown())),
});

export interface Backup {
  readonly header: z.infer<typeof headerSchema>;
  readonly rows: number;
}

/**
 * Writes a backup, reads it back, and only then gives it its name.
 *
 * @param file that does not exist yet.
 * @throws TongduiError `BackupTaken`, `BackupDamaged`.
 */
export async function backUp({ database, key }: Store, file: string, now: number): Promise<Backup> {
  const name = path.resolve(file);
  const draft = path.join(path.dirname(name), `.backup.${randomUUID()}`);
  await disk.makeFolder(path.dirname(name));
  try {
    const head = await database.transaction(async (within) => {
      await within.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      const { rows } = await within.query<{ district: number }>("SELECT district FROM office");
      const header = {
        kind: "backup of an office" as const,
        format: 1 as const,
        made: new Date(now).toISOString(),
        district: rows[0]?.district ?? null,
        key: key.sealed,
      };
      await write(draft, key, header, readTables(within));
      return headOf(within);
    });
    const read = await readBackup(draft, key, shown(name), async () => Promise.resolve());
    await link(draft, name).catch((cause: unknown) => {
      throw taken(name, cause);
    });
    await disk.sync(path.dirname(name));
    await database.transaction(async (within) => {
      await within.query("INSERT INTO backups (id, made, file, log_number, log_hash) VALUES ($1, $2, $3, $4, $5)", [
        randomUUID(),
        new Date(now),
        name,
        head.number,
        head.hash,
      ]);
      const about = path.basename(name);
      await logAccess(within, key.vault, { account: undefined, what: "backup", about, outcome: 200 }, now);
    });
    return read;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

/**
 * Reads a whole backup.
 *
 * @param key undefined to open it with the password.
 * @param take is handed each piece; whether the backup is whole is known only at the end.
 * @throws TongduiError `BackupDamaged`.
 */
export async function readBackup(
  file: string,
  key: Pick<OpenedKey, "vault">,
  shownName: string,
  take: (piece: Piece) => Promise<void>,
): Promise<Backup> {
  try {
    const { value, line } = await readHeader(file);
    const header = headerSchema.safeParse(value);
    if (!header.success) throw new FramesDamaged("no such backup");
    const hash = createHash("sha256");
    let rows = 0;
    let end: z.infer<typeof endSchema> | undefined;
    for await (const frame of readFrames(file, key.vault.backupKey(), line)) {
      const content: unknown = JSON.parse(frame.toString("utf8"));
      end = endSchema.safeParse(content).data;
      if (end) continue;
      const piece = pieceSchema.parse(content);
      hash.update(frame);
      rows += piece.rows.length;
      await take(piece);
    }
    if (end?.rows !== rows || end.hash !== hash.digest("hex")) throw new FramesDamaged("the end is missing");
    return { header: header.data, rows };
  } catch (error) {
    if (error instanceof FramesDamaged || error instanceof z.ZodError) throw damaged(shownName, error);
    throw error;
  }
}

/** The key of a backup. @throws TongduiError `BackupDamaged`, `PasswordWrong`. */
export async function keyOf(file: string, password: string): Promise<OpenedKey> {
  const { value } = await readHeader(file).catch((error: unknown) => {
    throw error instanceof FramesDamaged ? damaged(shown(file), error) : error;
  });
  const header = headerSchema.safeParse(value);
  if (!header.success) throw damaged(shown(file), header.error);
  return openSealedKey(header.data.key, password, shown(file));
}

async function write(
  draft: string,
  key: OpenedKey,
  header: z.infer<typeof headerSchema>,
  pieces: AsyncIterable<Piece>,
): Promise<void> {
  const writer = await FrameWriter.create(draft, key.vault.backupKey(), header);
  const hash = createHash("sha256");
  let rows = 0;
  try {
    for await (const piece of pieces) {
      const frame = Buffer.from(JSON.stringify(piece));
      hash.update(frame);
      rows += piece.rows.length;
      await writer.add(frame, false);
    }
    await writer.add(Buffer.from(JSON.stringify({ rows, hash: hash.digest("hex") })), true);
  } finally {
    await writer.close();
  }
}

function taken(name: string, cause: unknown): TongduiError {
  return new TongduiError(
    "BackupTaken",
    { en: `${shown(name)} cannot be made, or exists already.`, zh: `无法创建 ${shown(name)}，或该文件已存在。` },
    { hint: { en: "Name a new file.", zh: "请指定新的文件名。" }, cause },
  );
}

function damaged(shownName: string, cause: unknown): TongduiError {
  return new TongduiError(
    "BackupDamaged",
    {
      en: `${shownName} is not a backup of this office, or is damaged.`,
      zh: `${shownName} 不是该办公系统的备份，或已损坏。`,
    },
    { hint: { en: "Take another backup.", zh: "请使用其他备份。" }, cause },
  );
}
