/** All logs of some contracts, in order, by ranges of blocks that fit into one answer of a node. */
import type { Log, Origin } from "./events.ts";

/** A node. Providers of ethers and of Hardhat are such. */
export type Rpc = { send(method: string, params: unknown[]): Promise<unknown> };

/** Blocks, the first and the last one included. */
export type Range = { readonly fromBlock: number; readonly toBlock: number };

export type LogWithOrigin = { readonly log: Log; readonly origin: Origin };

type Asked = { readonly answer: Promise<LogWithOrigin[]>; readonly toBlock: number };

/** Most blocks asked for at once; Besu's own limit for logs is 5,000. */
const MOST_BLOCKS = 2_000;
/** A range is halved or doubled so that its answer has about as many logs: about ten megabytes. */
const GOOD_ANSWER = 10_000;

/**
 * The logs of a range as each answer has them. While one answer is used the next is under way; so there are two at a time at most.
 */
export async function* logsOf(rpc: Rpc, addresses: readonly string[], range: Range): AsyncGenerator<LogWithOrigin[]> {
  let blocks = 250;
  const ask = (fromBlock: number): Asked | undefined => {
    if (fromBlock > range.toBlock) return undefined;
    const toBlock = Math.min(fromBlock + blocks - 1, range.toBlock);
    const answer = logsIn(rpc, addresses, { fromBlock, toBlock });
    // Whoever stops reading early is not told how the answer that nobody waits for went.
    answer.catch(() => undefined);
    return { answer, toBlock };
  };
  for (let asked = ask(range.fromBlock); asked !== undefined;) {
    const logs = await asked.answer;
    if (logs.length > GOOD_ANSWER) blocks = Math.max(1, Math.floor(blocks / 2));
    else if (logs.length < GOOD_ANSWER / 4) blocks = Math.min(MOST_BLOCKS, blocks * 2);
    asked = ask(asked.toBlock + 1);
    yield logs;
  }
}

/** A number as JSON-RPC writes it. */
export function quantity(value: number): string {
  return `0x${value.toString(16)}`;
}

async function logsIn(rpc: Rpc, address: readonly string[], { fromBlock, toBlock }: Range): Promise<LogWithOrigin[]> {
  const filter = { address, fromBlock: quantity(fromBlock), toBlock: quantity(toBlock) };
  const logs = (await rpc.send("eth_getLogs", [filter])) as Log[];
  const times = await timesOf(rpc, logs);
  const placed = logs.map((log) => ({ log, block: Number(log.blockNumber), index: Number(log.logIndex) }));
  placed.sort((a, b) => a.block - b.block || a.index - b.index);

  let origin: Origin | undefined;
  return placed.map(({ log, block }) => {
    if (origin?.transaction !== log.transactionHash) {
      origin = { block, time: times.get(log.blockNumber) as number, transaction: log.transactionHash };
    }
    return { log, origin };
  });
}

/** By the block number as the log has it; blocks are asked for where the logs do not say their time. */
async function timesOf(rpc: Rpc, logs: readonly Log[]): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const unknown = new Set<string>();
  for (const { blockNumber, blockTimestamp } of logs) {
    if (blockTimestamp === undefined) unknown.add(blockNumber);
    else times.set(blockNumber, Number(blockTimestamp));
  }
  const ask = async (block: string): Promise<void> => {
    const { timestamp } = (await rpc.send("eth_getBlockByNumber", [block, false])) as { timestamp: string };
    times.set(block, Number(timestamp));
  };
  await Promise.all([...unknown].map(ask));
  return times;
}
