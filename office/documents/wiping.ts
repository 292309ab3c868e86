/**
 * Erased bytes leave the files of the database too: the table is written anew without them, and the log of changes in which they
 * stood is ended and removed. Where they still are after that: backups, and the parts of a disk that files once lay in.
 */
import type { Database } from "../database/database.ts";

/** What an erasure cannot reach. */
export interface BackupThatHolds {
  readonly file: string;
  readonly made: string;
}

/**
 * Ends every erasure that is not at its end, also one during which the office was killed.
 *
 * On a PostgreSQL server the log of changes is the server's: it goes as the server's settings say.
 */
export async function wipe(database: Database): Promise<void> {
  const { rows } = await database.query<{ commitment: string }>(
    "SELECT commitment FROM documents WHERE erased IS NOT NULL AND NOT wiped",
  );
  if (rows.length === 0) return;
  await database.run("VACUUM FULL documents");
  if (database.kind === "PGlite") await database.run("SELECT pg_switch_wal()");
  await database.run("CHECKPOINT").catch(unlessForbidden);
  // Not those that somebody has erased meanwhile: they may still be in the files.
  await database.query("UPDATE documents SET wiped = true WHERE commitment IN (SELECT jsonb_array_elements_text($1))", [
    JSON.stringify(rows.map(({ commitment }) => commitment)),
  ]);
}

/** On a server a role may not be allowed to: then the old file of the table goes with the server's own next checkpoint. */
function unlessForbidden(error: unknown): void {
  if ((error as { code?: unknown }).code !== "42501") throw error;
}

/** The backups made while a document was here and not yet erased, the oldest first. */
export async function backupsThatHold(
  database: Pick<Database, "query">,
  commitment: string,
): Promise<BackupThatHolds[]> {
  const { rows } = await database.query<{ file: string; made: Date }>(
    `SELECT file, backups.made AS made FROM backups, documents
     WHERE commitment = $1 AND log_number >= kept_line AND (erased_line IS NULL OR log_number < erased_line)
     ORDER BY log_number`,
    [commitment],
  );
  return rows.map(({ file, made }) => ({ file, made: made.toISOString() }));
}
