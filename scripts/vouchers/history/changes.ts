/** Every change of a voucher, as the ledger's events tell them. */
import { dataSlice, getAddress, type Log } from "ethers";
import { dayOf } from "../../../client/days.ts";
import { ACTIONS, follow, type Change, type Story, type TermsOfChange } from "../../../client/replay/voucherChange.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { searchLogs } from "../../../client/deploy/logs.ts";
import { matterOf } from "../../chain/proposals.ts";
import type { Reading } from "../../chain/reading.ts";
import type { Held } from "../held.ts";

export interface ToldChange extends Change {
  readonly block: number;
  readonly transaction: string;
}

/** Nodes refuse to search more blocks than this at once (Besu's own limit). */
const BLOCKS_A_SEARCH = 5_000;
const SEARCHES_AT_ONCE = 10;

/**
 * The changes of a voucher through the block of which it is, the first one first. The newest blocks are looked into first, and
 * none before its issue.
 */
export async function changesOf(
  { nodes, ledger, deployment }: Pick<Reading, "nodes" | "ledger" | "deployment">,
  { id, block, voucher }: Held,
): Promise<ToldChange[]> {
  const { interface: abi } = ledger.vouchers;
  const { address, block: first } = deployment.contracts.vouchers;
  const event = abi.getEvent("VoucherChanged");
  const topics = abi.encodeFilterTopics(event, [id]);
  let logs: Log[] = [];
  for (let end = block; end >= first && logs.length < voucher.sequence;) {
    const ranges: { fromBlock: number; toBlock: number }[] = [];
    for (; end >= first && ranges.length < SEARCHES_AT_ONCE; end -= BLOCKS_A_SEARCH) {
      ranges.push({ fromBlock: Math.max(first, end - BLOCKS_A_SEARCH + 1), toBlock: end });
    }
    const found = await Promise.all(ranges.map(async (range) => nodes.getLogs({ address, topics, ...range })));
    logs = [...found.reverse().flat(), ...logs];
  }
  const days = await daysOf(nodes, logs);
  return logs.map(({ data, topics: words, blockNumber, transactionHash }) => {
    const told = abi.decodeEventLog(event, data, words) as unknown as Told;
    return {
      sequence: Number(told.sequence),
      action: ACTIONS[Number(told.action)] ?? "Issued",
      amount: told.amount,
      subject: told.subject,
      word: told.state,
      day: days.get(blockNumber) ?? 0,
      block: blockNumber,
      transaction: transactionHash,
    };
  });
}

interface Told {
  readonly sequence: bigint;
  readonly action: bigint;
  readonly amount: bigint;
  readonly subject: string;
  readonly state: bigint;
}

async function daysOf(nodes: Reading["nodes"], logs: readonly Log[]): Promise<Map<number, number>> {
  const blocks = [...new Set(logs.map(({ blockNumber }) => blockNumber))];
  const found = await nodes.sendMany(
    "eth_getBlockByNumber",
    blocks.map((block) => [`0x${block.toString(16)}`, false]),
  );
  return new Map(blocks.map((block, i) => [block, dayOf(Number((found[i] as { timestamp: string }).timestamp))]));
}

/**
 * Follows the changes one by one from nothing.
 *
 * @returns what they make of the voucher; or what is wrong with them, undefined where they just end too early.
 */
export function replayed(
  id: bigint,
  changes: readonly Change[],
  terms: TermsOfChange,
): { readonly story: Story | undefined; readonly fault: TongduiError | undefined } {
  let story: Story | undefined;
  for (const change of changes) {
    try {
      story = follow(id, story, change, terms);
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      return { story, fault: error };
    }
  }
  return { story, fault: undefined };
}

/** Acts on vouchers that one officer proposed and another confirmed: who proposed each; undefined for what takes one officer. */
export async function proposersOf(
  { nodes, ledger, deployment }: Pick<Reading, "nodes" | "ledger" | "deployment">,
  id: bigint,
  changes: readonly ToldChange[],
): Promise<(string | undefined)[]> {
  const { vouchers } = ledger;
  const { address, block: from } = deployment.contracts.vouchers;
  const event = vouchers.interface.getEvent("MatterProposed");
  return Promise.all(
    changes.map(async ({ action, amount, subject: reason, block: to }) => {
      const matters =
        action === "Revoked"
          ? [matterOf("revoke", { id, reason })]
          : action === "Frozen"
            ? [true, false].map((byAuditor) => matterOf("freezeAgain", { id, length: amount, reason, byAuditor }))
            : [];
      if (matters.length === 0) return undefined;
      const logs = await searchLogs(nodes, { address, topics: [event.topicHash, matters], from, to });
      const by = logs.at(-1)?.topics[2];
      return by === undefined ? undefined : getAddress(dataSlice(by, 12));
    }),
  );
}

/**
 * Who sent the transactions of some changes; where one went through a Safe, that Safe.
 *
 * @returns accounts with their checksums, in the order of the changes.
 */
export async function sendersOf(
  { nodes, deployment }: Pick<Reading, "nodes" | "deployment">,
  changes: readonly ToldChange[],
): Promise<string[]> {
  const hashes = [...new Set(changes.map(({ transaction }) => transaction))];
  const found = await nodes.sendMany(
    "eth_getTransactionByHash",
    hashes.map((hash) => [hash]),
  );
  const own = new Set(Object.values(deployment.contracts).map(({ address }) => address.toLowerCase()));
  const by = new Map(
    hashes.map((hash, i) => {
      const { from, to } = found[i] as { readonly from: string; readonly to: string | null };
      return [hash, getAddress(to === null || own.has(to.toLowerCase()) ? from : to)];
    }),
  );
  return changes.map(({ transaction }) => by.get(transaction) ?? "");
}
