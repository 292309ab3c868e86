/** How far the tables have come. */
import { db } from "ponder:api";
import { sql } from "ponder";

export interface Height {
  readonly block: number;
  /** Its time, in Unix seconds. */
  readonly time: number;
}

interface Rows {
  readonly rows: readonly { readonly latest_checkpoint: string; readonly ready: boolean }[];
}

/**
 * Ponder's own record: ten digits of the block's time, sixteen of the chain, sixteen of the block's number, and more.
 *
 * @returns undefined until the past is indexed. Started again, Ponder first takes back what the last blocks changed and goes on naming
 * the block that the tables had before: an answer of that time would be of no block at all.
 */
export async function indexedBlock(): Promise<Height | undefined> {
  const answer = (await db.execute(
    sql`select latest_checkpoint, value->>'is_ready' = '1' as ready from _ponder_checkpoint, _ponder_meta where key = 'app'`,
  )) as Rows;
  const [row] = answer.rows;
  if (!row?.ready) return undefined;
  return { block: Number(row.latest_checkpoint.slice(26, 42)), time: Number(row.latest_checkpoint.slice(0, 10)) };
}
