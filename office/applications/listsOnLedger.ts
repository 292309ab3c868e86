/** The lists of a program as the ledger has them, and what was done of one. */
import { toBeHex } from "ethers";
import { dayOf, type Day } from "../../client/days.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { LAPSE_DAYS, type Item } from "../../client/list.ts";
import { ACTIONS } from "../../client/replay/voucherChange.ts";
import { LIST_STAGES } from "../../client/replay/vouchers.ts";
import { decodeVoucher } from "../../client/voucherWord.ts";
import type { OfficeLedger } from "../ledger.ts";

type Asked = Pick<OfficeLedger, "nodes" | "ledger" | "deployment">;

export interface OnLedger {
  readonly batch: string;
  readonly chain: string;
  readonly count: number;
  /** Fen. */
  readonly total: bigint;
  /** Items that were issued or passed over. */
  readonly done: number;
  /** Neither withdrawn nor lapsed before any of it was issued. */
  readonly stands: boolean;
  /** Nothing of it will be issued any more: it is done, was withdrawn or has lapsed. */
  readonly isOver: boolean;
  /** Of its announcement. */
  readonly block: number;
  readonly day: Day;
}

/** All that were ever announced, the oldest first. */
export async function listsOnLedger(at: Asked, program: number, today: Day): Promise<OnLedger[]> {
  const { nodes, ledger, deployment } = at;
  const { address, block: from } = deployment.contracts.vouchers;
  const { topicHash } = ledger.vouchers.getEvent("BatchAnnounced").fragment;
  const topics = [topicHash, null, toBeHex(program, 32)];
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  return Promise.all(
    logs.map(async ({ data, topics: told, blockNumber: block }) => {
      const { batch, chain } = ledger.vouchers.interface.decodeEventLog("BatchAnnounced", data, told) as unknown as {
        readonly batch: string;
        readonly chain: string;
      };
      const [{ count, total, done, stage, lastAct }, head] = await Promise.all([
        ledger.vouchers.batchOf(batch),
        nodes.getBlock(block),
      ]);
      const state = LIST_STAGES[Number(stage)];
      const isOpen = state === "Announced" && today <= Number(lastAct) + LAPSE_DAYS;
      const stands = isOpen || state === "Done" || done > 0n;
      const day = dayOf(head?.timestamp ?? 0);
      return { batch, chain, count: Number(count), total, done: Number(done), stands, isOver: !isOpen, block, day };
    }),
  );
}

/** What was issued and passed over of one, as the transactions tell it. */
export async function dealtWith(
  { nodes, ledger, deployment }: Asked,
  { batch, block: from }: Pick<OnLedger, "batch" | "block">,
): Promise<Item[]> {
  const { address } = deployment.contracts.vouchers;
  const { interface: abi } = ledger.vouchers;
  const [chunk, changed, passed] = (["ChunkIssued", "VoucherChanged", "ItemPassedOver"] as const).map(
    (name) => abi.getEvent(name as "ChunkIssued").topicHash,
  );
  const logs = await searchLogs(nodes, {
    address,
    topics: [chunk ?? "", batch],
    from,
    to: await nodes.getBlockNumber(),
  });
  const items: Item[] = [];
  for (const transaction of new Set(logs.map(({ transactionHash }) => transactionHash))) {
    const told = (await nodes.receiptOf(transaction))?.logs ?? [];
    for (const { topics, data } of told.filter((log) => log.address.toLowerCase() === address.toLowerCase())) {
      if (topics[0] === changed) {
        const { action, subject, state } = abi.decodeEventLog("VoucherChanged", data, topics) as unknown as {
          readonly action: bigint;
          readonly subject: string;
          readonly state: bigint;
        };
        if (subject === batch && ACTIONS[Number(action)] === "Issued") items.push(decodeVoucher(state));
      } else if (topics[0] === passed && topics[1] === batch) {
        items.push(abi.decodeEventLog("ItemPassedOver", data, topics) as unknown as Item);
      }
    }
  }
  return items;
}
