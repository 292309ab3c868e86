/** Whether somebody else's transaction is on its way that does the same. */
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import { TransactionRefused } from "../../client/outcome.ts";
import type { Draft } from "../../client/send.ts";
import type { Acting } from "./acting.ts";

/** What was refused. */
interface Refused {
  readonly draft: () => Promise<Draft>;
  /** Whether the ledger shows it, or some of it, as done. */
  readonly isDone: () => Promise<boolean>;
}

/** A block comes every few seconds. */
const BLOCK_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 250;

/**
 * A node may count what is on its way already, and refuses what the ledger, as it stands, would take. Then the next block is waited
 * for, after which it shows what has become of it.
 *
 * @returns whether it is worth another look: there is a new block, or it is done.
 */
export async function isOvertaken(
  { outbox, nodes, context }: Acting,
  { draft, isDone }: Refused,
  error: TongduiError,
): Promise<boolean> {
  if (!(error instanceof TransactionRefused) || error.transaction !== undefined) return false;
  // Before the ledger is asked, so that a block between the two questions is not waited past.
  const height = await nodes.getBlockNumber();
  // Refused as the ledger stands: the block with what was on its way may have come since it was last looked for.
  if (await outbox.refusalOf(await draft())) return isDone();
  const until = Date.now() + BLOCK_MILLISECONDS;
  while (Date.now() < until && !context.signal.aborted) {
    if ((await nodes.getBlockNumber()) > height) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  return false;
}
