/** PostgreSQL in this process, its files in a folder that one process at a time has. */
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { disk } from "../../client/files/disk.ts";
import { takeFile, type Holder } from "../../client/files/hold.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { Database, Queryable } from "./database.ts";

/**
 * Opens the database in a folder, which is made if it is missing.
 *
 * @throws TongduiError `OfficeHeld` where another process has it open: two would spoil it.
 */
export async function openPglite(folder: string): Promise<Database> {
  await disk.makeFolder(folder);
  const held = await takeFile(path.join(folder, "office.lock"));
  if (!("giveUp" in held)) throw officeHeld(folder, held.holder);
  let pglite: PGlite;
  try {
    pglite = await PGlite.create(path.join(folder, "tables"));
    // So that what was erased is gone from the log of changes too, and not kept in files for later use.
    await pglite.exec("SET wal_recycle = off");
  } catch (error) {
    await held.giveUp();
    throw error;
  }
  return {
    kind: "PGlite",
    query: askable(pglite),
    transaction: async <T>(work: (within: Queryable) => Promise<T>) =>
      // Undefined would come back only from one that is rolled back by hand.
      (await pglite.transaction(async (within) => work({ query: askable(within) }))) as T,
    run: async (sql) => {
      await pglite.exec(sql);
    },
    close: async () => {
      await pglite.close();
      await held.giveUp();
    },
  };
}

function askable(connection: Pick<PGlite, "query">): Queryable["query"] {
  return async (sql, values = []) => connection.query(sql, [...values]);
}

function officeHeld(folder: string, holder: Holder | undefined): TongduiError {
  const by = holder ? ` (${holder.machine}, process ${holder.process}, since ${holder.since})` : "";
  const zhBy = holder ? `（${holder.machine}，进程 ${holder.process}，自 ${holder.since} 起）` : "";
  return new TongduiError(
    "OfficeHeld",
    {
      en: `Another process has the office in ${shown(folder)} open${by}.`,
      zh: `${shown(folder)} 中的办公系统正由另一进程使用${zhBy}。`,
    },
    { hint: { en: "End it first.", zh: "请先停止该进程。" } },
  );
}
