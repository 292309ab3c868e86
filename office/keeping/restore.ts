/** Puts a backup into a place where nothing is yet. What dies on the way leaves a place that is still empty. */
import { randomUUID } from "node:crypto";
import { readdir, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { shown } from "../../client/files/secretFile.ts";
import { headOf, logAccess } from "../log/accesses.ts";
import { demandKey, openTables, ownOf, type StoreOptions } from "../store.ts";
import { keyFileIn, writeKey, type OpenedKey } from "../vault/keyFile.ts";
import { keyOf, readBackup, type Backup } from "./backup.ts";
import { writePiece } from "./tables.ts";

/**
 * @param data a folder that does not exist or is empty; with PostgreSQL, one for the key, and a database without tables in use.
 * @throws TongduiError `BackupDamaged`, `PasswordWrong`, `RestoreNotEmpty`.
 */
export async function restore(
  file: string,
  { data, databaseUrl, password }: Omit<StoreOptions, "scryptCost">,
  now: number,
): Promise<Backup> {
  const key = await keyOf(file, password);
  // To its end before anything is written: half a backup is no backup.
  await readBackup(file, key, shown(file), async () => Promise.resolve());
  const folder = path.resolve(data);
  if (databaseUrl !== undefined) {
    const there = await disk.read(keyFileIn(folder));
    if (there !== undefined && there !== key.sealed) throw notEmpty(folder);
    await writeKey(folder, key.sealed);
    return fill(file, key, { data, databaseUrl }, now);
  }
  await demandEmpty(folder);
  const aside = `${folder}.restoring`;
  await rm(aside, { recursive: true, force: true });
  const filled = await fill(file, key, { data: aside, databaseUrl: undefined }, now);
  await writeKey(aside, key.sealed);
  await rmdir(folder).catch(() => undefined);
  await rename(aside, folder);
  await disk.sync(path.dirname(folder));
  return filled;
}

async function fill(
  file: string,
  key: OpenedKey,
  where: Pick<StoreOptions, "data" | "databaseUrl">,
  now: number,
): Promise<Backup> {
  const database = await openTables(where);
  try {
    return await database.transaction(async (within) => {
      if (await ownOf(within)) throw notEmpty(path.resolve(where.data));
      await within.query("DELETE FROM accesses_head");
      const read = await readBackup(file, key, shown(file), async (piece) => writePiece(within, piece));
      const own = await ownOf(within);
      if (own) demandKey(key.vault, own);
      // What is erased here from now on is still in it, and no backup names itself.
      const head = await headOf(within);
      await within.query("INSERT INTO backups (id, made, file, log_number, log_hash) VALUES ($1, $2, $3, $4, $5)", [
        randomUUID(),
        new Date(read.header.made),
        path.resolve(file),
        head.number,
        head.hash,
      ]);
      // What came after the backup is missing, and whoever reads the log is to know why.
      const about = `backup of ${read.header.made}`;
      await logAccess(within, key.vault, { account: undefined, what: "restore", about, outcome: 200 }, now);
      return read;
    });
  } finally {
    await database.close();
  }
}

async function demandEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  if (names.length > 0) throw notEmpty(folder);
}

function notEmpty(folder: string): TongduiError {
  return new TongduiError(
    "RestoreNotEmpty",
    {
      en: `There is an office in ${shown(folder)} already, or in its database; nothing was changed.`,
      zh: `${shown(folder)} 或其数据库中已有办公系统数据，未作任何更改。`,
    },
    { hint: { en: "Restore into an empty folder and database.", zh: "请恢复到空的文件夹和数据库。" } },
  );
}
