/** What became of the items that earlier runs, or other clerks, issued: their transactions' receipts tell it as one's own do. */
import { searchLogs } from "../../client/deploy/logs.ts";
import type { Reading } from "../chain/reading.ts";
import type { IssuedItems } from "./issuedItems.ts";
import { announcementOf } from "./listSaid.ts";

const RECEIPTS_AT_ONCE = 8;

interface ChunkTold {
  readonly first: number;
  readonly transaction: string;
}

/** Takes over what is not known yet. */
export async function takeEarlierChunks(open: Reading, batch: string, issued: IssuedItems): Promise<void> {
  const { nodes, ledger, deployment } = open;
  const { vouchers } = ledger;
  const event = vouchers.interface.getEvent("ChunkIssued");
  const { block: from } = await announcementOf(open, batch);
  const to = await nodes.getBlockNumber();
  const { address } = deployment.contracts.vouchers;
  const logs = await searchLogs(nodes, { address, topics: [event.topicHash, batch], from, to });
  const unknown: ChunkTold[] = [];
  let done = 0;
  for (const { data, topics, transactionHash: transaction } of logs) {
    const first = done;
    const told = vouchers.interface.decodeEventLog(event, data, topics) as unknown as { done: bigint };
    done = Number(told.done);
    if (!issued.isKnown(first)) unknown.push({ first, transaction });
  }
  for (let next = 0; next < unknown.length; next += RECEIPTS_AT_ONCE) {
    const some = unknown.slice(next, next + RECEIPTS_AT_ONCE);
    const receipts = await Promise.all(some.map(async ({ transaction }) => nodes.receiptOf(transaction)));
    some.forEach(({ first }, i) => issued.take(first, receipts[i]?.logs ?? []));
  }
}
