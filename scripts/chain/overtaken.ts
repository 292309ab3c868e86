/** Whether somebody else's transaction is on its way that does the same. */
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import { TransactionRefused } from "../../client/outcome.ts";
import type { Draft } from "../../client/send.ts";
import type { Acting } from "./acting.ts";

/** A block comes every few seconds. */
const BLOCK_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 250;

/**
 * A node may count what is on its way already, and refuses what the ledger, as it stands, would take. Then the next block is waited
 * for, after which it shows what has become of it.
 *
 * @returns whether there is a new block now in which to look.
 */
export async function isOvertaken(
  { outbox, nodes, context }: Acting,
  draft: () => Promise<Draft>,
  error: TongduiError,
): Promise<boolean> {
  if (!(error instanceof TransactionRefused) || error.transaction !== undefined) return false;
  if (await outbox.refusalOf(await draft())) return false;
  const height = await nodes.getBlockNumber();
  const until = Date.now() + BLOCK_MILLISECONDS;
  while (Date.now() < until && !context.signal.aborted) {
    if ((await nodes.getBlockNumber()) > height) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  return false;
}
