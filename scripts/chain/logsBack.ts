import type { Log, TopicFilter } from "ethers";
import { searchLogs } from "../../client/deploy/logs.ts";
import type { Nodes } from "../../client/nodes.ts";

const BLOCKS_A_SEARCH = 5_000;

/**
 * The logs that fit, from the chain's end backwards, the newest first.
 *
 * @param from the block before which there is none.
 * @param since seconds before the newest block; of what is older, a few may come and the rest is not looked for.
 */
export async function* logsBack(
  nodes: Nodes,
  {
    address,
    topics,
    from: begin,
    since,
  }: { readonly address: string; readonly topics: TopicFilter; readonly from: number; readonly since: number },
): AsyncGenerator<Log> {
  const newest = await nodes.getBlock("latest");
  for (let to = newest?.number ?? 0; to >= begin; to -= BLOCKS_A_SEARCH) {
    const from = Math.max(begin, to - BLOCKS_A_SEARCH + 1);
    const logs = await searchLogs(nodes, { address, topics: topics, from, to });
    yield* logs.reverse();
    const oldest = await nodes.getBlock(from);
    if (oldest && oldest.timestamp < (newest?.timestamp ?? 0) - since) return;
  }
}
