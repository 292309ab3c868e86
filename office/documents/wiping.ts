/**
 * Erased bytes leave the files of the database too: the tables are written anew without them, and the log of changes in which they
 * stood is ended and removed. Where they still are after that: backups, and the parts of a disk that files once lay in.
 */
import { NO_LOG, type Log } from "../../client/observing/log.ts";
import type { Database } from "../database/database.ts";

/** What an erasure cannot reach. */
export interface BackupThatHolds {
  readonly file: string;
  readonly made: string;
}

/** Tables from which something is erased, each with what its rows are known by. */
export const ERASED_FROM = { documents: "commitment", applications: "id", application_papers: "id" } as const;

export type ErasedFrom = keyof typeof ERASED_FROM;

/** Tables that lose something along with a row of another one, or before: papers are also removed before they are handed in. */
const ALONG: Readonly<Record<ErasedFrom, readonly string[]>> = {
  documents: [],
  applications: ["application_steps", "application_papers"],
  application_papers: [],
};

/** What was erased and is not out of the files yet. */
export async function notWiped(database: Pick<Database, "query">, table: ErasedFrom): Promise<string[]> {
  const { rows } = await database.query<{ key: string }>(
    `SELECT ${ERASED_FROM[table]} AS key FROM ${table} WHERE erased IS NOT NULL AND NOT wiped`,
  );
  return rows.map(({ key }) => key);
}

/**
 * Ends every erasure that is not at its end, also one during which the office was killed.
 *
 * On a PostgreSQL server the log of changes is the server's: it goes as the server's settings say.
 */
export async function wipe(database: Database): Promise<void> {
  const tables = Object.keys(ERASED_FROM) as ErasedFrom[];
  const all = await Promise.all(tables.map(async (table) => ({ table, keys: await notWiped(database, table) })));
  const found = all.filter(({ keys }) => keys.length > 0);
  if (found.length === 0) return;
  const anew = new Set(found.flatMap(({ table }) => [table, ...ALONG[table]]));
  for (const table of anew) await database.run(`VACUUM FULL ${table}`);
  if (database.kind === "PGlite") await database.run("SELECT pg_switch_wal()");
  await database.run("CHECKPOINT").catch(unlessForbidden);
  // Not those that somebody has erased meanwhile: they may still be in the files.
  for (const { table, keys } of found)
    await database.query(
      `UPDATE ${table} SET wiped = true WHERE ${ERASED_FROM[table]} IN (SELECT jsonb_array_elements_text($1))`,
      [JSON.stringify(keys)],
    );
}

const EVERY_MILLISECONDS = 3_600_000;

/**
 * Wipes now and then, and at the end, what nobody waits for: drafts that were taken back. Their owners do not choose the moment, for the
 * office stands still meanwhile.
 *
 * @returns ends it.
 */
export function keepWiping(database: Database, log: Log = NO_LOG): () => Promise<void> {
  const turn = async (): Promise<void> =>
    wipe(database).catch((error: unknown) => {
      log.warn("not wiped", { why: error instanceof Error ? error.message : "unknown" });
    });
  let under = Promise.resolve();
  const timer = setInterval(() => {
    under = turn();
  }, EVERY_MILLISECONDS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await under;
    await turn();
  };
}

/** On a server a role may not be allowed to: then the old file of the table goes with the server's own next checkpoint. */
function unlessForbidden(error: unknown): void {
  if ((error as { code?: unknown }).code !== "42501") throw error;
}

/** The backups made while something was here and not yet erased, the oldest first. */
export async function backupsThatHold(
  database: Pick<Database, "query">,
  table: ErasedFrom,
  key: string,
): Promise<BackupThatHolds[]> {
  const { rows } = await database.query<{ file: string; made: Date }>(
    `SELECT file, backups.made AS made FROM backups, ${table} t
     WHERE t.${ERASED_FROM[table]} = $1 AND log_number >= kept_line AND (erased_line IS NULL OR log_number < erased_line)
     ORDER BY log_number`,
    [key],
  );
  return rows.map(({ file, made }) => ({ file, made: made.toISOString() }));
}
