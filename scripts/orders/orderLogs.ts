/** What the ledger's Orders have written about one order, looked for from the chain's end back to its placing. */
import { toBeHex, type Log } from "ethers";
import type { Reading } from "../chain/reading.ts";

/** Nodes refuse to search more blocks than this at once (Besu's own limit). */
const BLOCKS_A_SEARCH = 5_000;
const SEARCHES_AT_ONCE = 10;

/** The oldest first; an order's first one tells of its placing. */
export async function orderLogs(
  { ledger, nodes, deployment }: Pick<Reading, "ledger" | "nodes" | "deployment">,
  order: string,
): Promise<Log[]> {
  const { address, block: first } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderPlaced").fragment;
  const topics = [null, toBeHex(BigInt(order), 32)];
  let logs: Log[] = [];
  let end = await nodes.getBlockNumber();
  while (end >= first && !logs.some((log) => log.topics[0] === topicHash)) {
    const ranges: { fromBlock: number; toBlock: number }[] = [];
    for (; end >= first && ranges.length < SEARCHES_AT_ONCE; end -= BLOCKS_A_SEARCH) {
      ranges.push({ fromBlock: Math.max(first, end - BLOCKS_A_SEARCH + 1), toBlock: end });
    }
    const found = await Promise.all(ranges.map(async (range) => nodes.getLogs({ address, topics, ...range })));
    logs = [...found.reverse().flat(), ...logs];
  }
  return logs;
}
