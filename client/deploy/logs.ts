import type { Log, Provider } from "ethers";

/** Nodes refuse to search more blocks than this at once (Besu's own limit). */
const BLOCKS_A_SEARCH = 5_000;

export interface Search {
  readonly address: string;
  readonly topics?: (string | string[] | null)[];
  /** The first and the last block to look into. */
  readonly from: number;
  readonly to: number;
}

/** All logs of a contract in a range of blocks of any length, in their order. */
export async function searchLogs(provider: Provider, { address, topics = [], from, to }: Search): Promise<Log[]> {
  const found: Log[] = [];
  for (let fromBlock = from; fromBlock <= to; fromBlock += BLOCKS_A_SEARCH) {
    const toBlock = Math.min(fromBlock + BLOCKS_A_SEARCH - 1, to);
    found.push(...(await provider.getLogs({ address, topics, fromBlock, toBlock })));
  }
  return found;
}
