/** All changes of one voucher, as its events tell them. */
import { toBeHex } from "ethers";
import { Vouchers__factory } from "../../typechain-types/index.ts";
import { firstSecondOf, type Day } from "../days.ts";
import { ACTIONS, type Action } from "../replay/voucherChange.ts";
import type { TongduiError } from "../errors/tongduiError.ts";
import { eventReader } from "../replay/abi.ts";
import type { Rpc } from "../replay/logs.ts";
import { contradiction } from "./faults.ts";
import { blockOf, isTrouble, logsOf, type RawLog } from "./node.ts";

const EVENT = Vouchers__factory.createInterface().getEvent("VoucherChanged");
const read = eventReader(EVENT);
/** Two of its values are indexed; the others are four words of 64 digits. */
const TOPICS = 3;
const DATA = 2 + 4 * 64;

/** Most blocks that Besu searches at once; where a node searches fewer, the range is halved until it does. */
const MOST_BLOCKS = 5_000;
const SEARCHES_AT_ONCE = 4;

export interface Change {
  readonly block: number;
  readonly log: RawLog;
  readonly action: Action;
  /** 32 bytes in hex: the order, where the action is an order's. */
  readonly subject: string;
}

export interface Search {
  /** The contract Vouchers. */
  readonly address: string;
  readonly voucher: bigint;
  /** How many changes there were through `to`. */
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The voucher's changes 1 to `count`, each once.
 *
 * @throws TongduiError `NodeContradictsItself` where one is missing, or there are others.
 */
export async function changesOf(rpc: Rpc, search: Search): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const logs of searched(rpc, search)) {
    for (const log of logs) {
      if (log.topics.length !== TOPICS || log.data.length !== DATA) throw incomplete(search, changes.length + 1);
      const { sequence, action, subject } = read(log.topics, log.data);
      if (sequence !== BigInt(changes.length + 1)) throw incomplete(search, changes.length + 1);
      const name = ACTIONS[Number(action)] as Action;
      changes.push({ block: Number(log.blockNumber), log, action: name, subject: subject as string });
    }
    if (changes.length >= search.count) break;
  }
  if (changes.length !== search.count) throw incomplete(search, changes.length + 1);
  return changes;
}

/** The first block of a day or later; looked for between two blocks, the second of which is not before that day. */
export async function firstBlockOf(rpc: Rpc, day: Day, from: number, to: number): Promise<number> {
  const time = firstSecondOf(day);
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { timestamp } = await blockOf(rpc, middle);
    if (Number(timestamp) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The logs, range after range; some ranges are asked for at a time. */
async function* searched(rpc: Rpc, { address, voucher, from, to }: Search): AsyncGenerator<RawLog[]> {
  const topics = [EVENT.topicHash, toBeHex(voucher, 32)];
  let blocks = MOST_BLOCKS;
  const logsIn = async (first: number, last: number): Promise<RawLog[]> => {
    try {
      return await logsOf(rpc, { address, topics }, first, last);
    } catch (error) {
      if (isTrouble(error) || first === last) throw error;
      const middle = Math.floor((first + last) / 2);
      blocks = Math.min(blocks, middle - first + 1);
      return [...(await logsIn(first, middle)), ...(await logsIn(middle + 1, last))];
    }
  };
  for (let first = from; first <= to;) {
    const asked: Promise<RawLog[]>[] = [];
    for (; first <= to && asked.length < SEARCHES_AT_ONCE; first += blocks) {
      asked.push(logsIn(first, Math.min(first + blocks - 1, to)));
    }
    yield (await Promise.all(asked)).flat();
  }
}

function incomplete({ count }: Search, sequence: number): TongduiError {
  return contradiction({
    en: `by its state the voucher was changed ${count} times, and the event of change ${sequence} is missing`,
    zh: `按其状态该券已变更 ${count} 次，却缺少第 ${sequence} 次变更的事件`,
  });
}
