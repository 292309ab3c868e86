/** Where the tables are, if not in a PostgreSQL database. */
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { takeFile } from "../client/files/hold.ts";
import { shown } from "../client/files/secretFile.ts";
import type { Settings } from "./settings.ts";

/** The fetched blocks of two chains must not meet, so each has a folder. */
export function tablesFolder({ data, deployment }: Pick<Settings, "data" | "deployment">): string {
  return path.join(data, deployment.genesis.slice(2, 14));
}

/**
 * Makes the folder ready: one that is there loses its tables, and the ledger fills them again.
 *
 * In a PGlite Ponder carries out each statement by itself, where in a PostgreSQL database it has transactions: an index that ended
 * between a block's rows and the note that they are there would take the block's events a second time. So what a process left is
 * not gone on from; fetched blocks, which are kept beside it, are.
 *
 * @param schema of the tables.
 */
export async function prepareTables(folder: string, schema: string): Promise<void> {
  if (!existsSync(folder)) return makeTables(folder);
  const database = new PGlite(folder);
  await database.exec(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await database.close();
}

/**
 * Makes the folder, for PGlite to hand its log to the operating system without waiting for the disk at each page,
 * which would be most of what indexing takes. If the computer loses its power, the folder can be spoilt, and is thrown away: the ledger
 * tells everything again.
 */
async function makeTables(folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  // Whoever is killed in the middle leaves no folder that is half made.
  const made = await mkdtemp(`${folder}-`);
  const database = new PGlite(made);
  await database.exec("ALTER SYSTEM SET wal_sync_method = fdatasync");
  await database.close();
  try {
    await rename(made, folder);
  } catch (error) {
    await rm(made, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Has the folder for this process until it ends: two would spoil it.
 *
 * @throws TongduiError `IndexHeld`.
 */
export async function holdTables(folder: string): Promise<void> {
  const lock = `${folder}.lock`;
  await mkdir(path.dirname(folder), { recursive: true });
  const held = await takeFile(lock);
  if ("giveUp" in held) {
    process.once("exit", () => rmSync(lock, { force: true }));
    return;
  }
  const { holder } = held;
  const by = holder ? ` (${holder.machine}, process ${holder.process}, since ${holder.since})` : "";
  const zhBy = holder ? `（${holder.machine}，进程 ${holder.process}，自 ${holder.since} 起）` : "";
  throw new TongduiError(
    "IndexHeld",
    {
      en: `Another process has the index's tables in ${shown(folder)} open${by}.`,
      zh: `${shown(folder)} 中的索引数据表正由另一进程使用${zhBy}。`,
    },
    {
      hint: {
        en: "End it first, or give another folder with --data.",
        zh: "请先停止该进程，或用 --data 指定其他文件夹。",
      },
    },
  );
}
