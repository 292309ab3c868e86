/** The terms of orders as both parties signed them: the ledger keeps them in the events of placing. */
import { toBeHex, type Log } from "ethers";
import { searchLogs } from "../../client/deploy/logs.ts";
import type { Order } from "../../client/messages.ts";
import type { Reading } from "../chain/reading.ts";

const ORDERS_A_SEARCH = 100;

type Chain = Pick<Reading, "nodes" | "ledger" | "deployment">;

/** By id, the terms of some orders that were placed. */
export async function placedTerms(open: Chain, orders: readonly string[]): Promise<ReadonlyMap<string, Order>> {
  const { nodes, ledger, deployment } = open;
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderPlaced").fragment;
  const to = await nodes.getBlockNumber();
  const found = new Map<string, Order>();
  for (let first = 0; first < orders.length; first += ORDERS_A_SEARCH) {
    const topics = [topicHash, orders.slice(first, first + ORDERS_A_SEARCH)];
    for (const log of await searchLogs(nodes, { address, topics, from, to })) {
      found.set(log.topics[1] ?? "", termsIn(open, log));
    }
  }
  return found;
}

/** By id, the terms of the orders that were placed on a voucher. */
export async function placedOn(open: Chain, voucher: bigint): Promise<ReadonlyMap<string, Order>> {
  const { nodes, ledger, deployment } = open;
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderPlaced").fragment;
  const topics = [topicHash, null, toBeHex(voucher, 32)];
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  return new Map(logs.map((log) => [log.topics[1] ?? "", termsIn(open, log)]));
}

function termsIn({ ledger }: Pick<Chain, "ledger">, { data, topics }: Log): Order {
  const { terms } = ledger.orders.interface.decodeEventLog("OrderPlaced", data, topics) as unknown as {
    readonly terms: { readonly [K in keyof Order]: Order[K] extends number ? bigint : Order[K] };
  };
  return {
    voucher: terms.voucher,
    provider: terms.provider,
    amount: terms.amount,
    contractValue: terms.contractValue,
    contractDay: Number(terms.contractDay),
    serviceClass: Number(terms.serviceClass),
    deliverBy: Number(terms.deliverBy),
    contractCommitment: terms.contractCommitment,
    referenceTo: terms.referenceTo,
    deadline: terms.deadline,
  };
}
