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
  const { rows } = await database.query("SELECT 1 FROM documents WHERE erased IS NOT NULL AND NOT wiped LIMIT 1");
  if (rows.length === 0) return;
  const until = new Date();
  await database.run("VACUUM FULL documents");
  if (database.kind === "PGlite") await database.run("SELECT pg_switch_wal()");
  await database.run("CHECKPOINT").catch(unlessForbidden);
  await database.query("UPDATE documents SET wiped = true WHERE erased <= $1", [until]);
}

/** On a server a role may not be allowed to: then the old file of the table goes with the server's own next checkpoint. */
function unlessForbidden(error: unknown): void {
  if ((error as { code?: unknown }).code !== "42501") throw error;
}

/** The backups made while a document was here and not yet erased. */
export async function backupsThatHold(
  database: Pick<Database, "query">,
  commitment: string,
): Promise<BackupThatHolds[]> {
  const { rows } = await database.query<{ file: string; made: Date }>(
    `SELECT file, backups.made AS made FROM backups, documents
     WHERE commitment = $1 AND (erased IS NULL OR backups.made <= erased) ORDER BY backups.made`,
    [commitment],
  );
  return rows.map(({ file, made }) => ({ file, made: made.toISOString() }));
}
