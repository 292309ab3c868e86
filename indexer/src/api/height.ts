/** How far the tables have come. */
import { db } from "ponder:api";
import { sql } from "ponder";

export interface Height {
  /** 0 before the first one. */
  readonly block: number;
  /** Its time, in Unix seconds. */
  readonly time: number;
}

interface Rows {
  readonly rows: readonly { readonly latest_checkpoint: string }[];
}

/** Ponder's own record: ten digits of the block's time, sixteen of the chain, sixteen of the block's number, and more. */
export async function indexedBlock(): Promise<Height> {
  const answer = (await db.execute(sql`select latest_checkpoint from _ponder_checkpoint`)) as Rows;
  const [row] = answer.rows;
  if (row === undefined) return { block: 0, time: 0 };
  return { block: Number(row.latest_checkpoint.slice(26, 42)), time: Number(row.latest_checkpoint.slice(0, 10)) };
}
