import type { Log, Provider, TopicFilter } from "ethers";

/** Nodes refuse to search more blocks than this at once (Besu's own limit). */
const BLOCKS_A_SEARCH = 5_000;
const SEARCHES_AT_ONCE = 10;

/**
 * The newest log that fits, looked for from the chain's end backwards.
 *
 * @param from the block before which there is none.
 */
export async function newestLog(
  provider: Provider,
  { address, topics, from }: { readonly address: string; readonly topics: TopicFilter; readonly from: number },
): Promise<Log | undefined> {
  let end = await provider.getBlockNumber();
  while (end >= from) {
    const ranges: { fromBlock: number; toBlock: number }[] = [];
    for (; end >= from && ranges.length < SEARCHES_AT_ONCE; end -= BLOCKS_A_SEARCH) {
      ranges.push({ fromBlock: Math.max(from, end - BLOCKS_A_SEARCH + 1), toBlock: end });
    }
    const found = await Promise.all(ranges.map(async (range) => provider.getLogs({ address, topics, ...range })));
    const newest = found.map((logs) => logs.at(-1)).find((log) => log !== undefined);
    if (newest) return newest;
  }
  return undefined;
}
