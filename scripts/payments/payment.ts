/** A payment as the ledger holds it, with its orders and the references by which the bank's list names them. */
import { dayOf, type Day } from "../../client/days.ts";
import { decodeOrder, type OrderState } from "../../client/orderWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import type { Reading } from "../chain/reading.ts";
import { referenceOf } from "./reference.ts";

export interface PaymentItem {
  /** `TD12-3`: the third order of payment 12. It fits into a bank's remark. */
  readonly reference: string;
  readonly order: string;
  /** Fen. */
  readonly amount: bigint;
  readonly state: OrderState;
  /** Whether it still waits for the bank in this payment. */
  readonly open: boolean;
}

export interface KnownPayment {
  readonly id: number;
  readonly home: number;
  /** Fen. */
  readonly total: bigint;
  readonly paid: bigint;
  readonly openedBy: string;
  /** The block in which it was opened, and its day. */
  readonly block: number;
  readonly openedOn: Day;
  readonly items: readonly PaymentItem[];
}

/**
 * Looks a payment up.
 *
 * @throws TongduiError `PaymentUnknown`.
 */
export async function paymentOf(
  { ledger, nodes, deployment }: Pick<Reading, "ledger" | "nodes" | "deployment">,
  id: number,
): Promise<KnownPayment> {
  if (BigInt(id) > (await ledger.payments.count())) throw paymentUnknown(id);
  const { home, total, paid, openedBy } = await ledger.payments.paymentOf(id);
  const orders = await ordersOf({ ledger, nodes, deployment }, id);
  const states = await Promise.all(orders.map(async ({ order }) => decodeOrder(await ledger.orders.wordOf(order))));
  const items = orders.map(({ order, amount }, i): PaymentItem => {
    const state = states[i] as OrderState;
    const isOpen = state.stage === "Paying" && state.payment === id;
    return { reference: referenceOf(id, i), order, amount, state, open: isOpen };
  });
  const block = orders[0]?.block ?? deployment.contracts.payments.block;
  const openedOn = dayOf((await nodes.getBlock(block))?.timestamp ?? 0);
  return { id, home: Number(home), total, paid, openedBy, block, openedOn, items };
}

/** Its orders, in the order in which the ledger took them; the newest blocks are looked into first. */
async function ordersOf({ ledger, nodes, deployment }: Pick<Reading, "ledger" | "nodes" | "deployment">, id: number) {
  const { interface: abi } = ledger.payments;
  const event = abi.getEvent("OrderInPayment");
  const topics = abi.encodeFilterTopics(event, [id]) as string[];
  const { address, block: first } = deployment.contracts.payments;
  for (let to = await nodes.getBlockNumber(); to >= first; to -= BLOCKS_A_SEARCH) {
    const from = Math.max(first, to - BLOCKS_A_SEARCH + 1);
    const logs = await searchLogs(nodes, { address, topics, from, to });
    if (logs.length === 0) continue;
    return logs.map((log) => {
      const { order, amount } = abi.decodeEventLog(event, log.data, log.topics);
      return { order: order as string, amount: amount as bigint, block: log.blockNumber };
    });
  }
  return [];
}

const BLOCKS_A_SEARCH = 5_000;

function paymentUnknown(id: number): TongduiError {
  return new TongduiError("PaymentUnknown", {
    en: `There is no payment ${id} on the ledger.`,
    zh: `账本上没有拨付批次 ${id}。`,
  });
}
