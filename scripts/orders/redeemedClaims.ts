/** By which claim an order was redeemed. Its word does not say; its newest event does. */
import type { Log } from "ethers";
import { claimHashOf, type Claim } from "../../client/messages.ts";
import type { Reading } from "../chain/reading.ts";

const BLOCKS_A_SEARCH = 5_000;
const ORDERS_A_SEARCH = 100;

/**
 * For each of some orders that are redeemed, the struct hash of the claim by which they are. Looked for from the chain's end
 * backwards: what a killed run did is near it.
 */
export async function redeemedClaims(
  open: Pick<Reading, "nodes" | "ledger" | "deployment">,
  orders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let first = 0; first < orders.length; first += ORDERS_A_SEARCH) {
    await search(open, new Set(orders.slice(first, first + ORDERS_A_SEARCH)), found);
  }
  return found;
}

async function search(
  { nodes, ledger, deployment }: Pick<Reading, "nodes" | "ledger" | "deployment">,
  missing: Set<string>,
  found: Map<string, string>,
): Promise<void> {
  const { address, block: begin } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderRedeemed").fragment;
  for (let to = await nodes.getBlockNumber(); to >= begin && missing.size > 0; to -= BLOCKS_A_SEARCH) {
    const from = Math.max(begin, to - BLOCKS_A_SEARCH + 1);
    const topics = [topicHash, [...missing]];
    const logs: Log[] = await nodes.getLogs({ address, topics, fromBlock: from, toBlock: to });
    for (const log of logs.reverse()) {
      const order = log.topics[1] ?? "";
      if (!missing.delete(order)) continue;
      const { claim } = ledger.orders.interface.decodeEventLog("OrderRedeemed", log.data, log.topics) as unknown as {
        readonly claim: ClaimInEvent;
      };
      found.set(order, claimHashOf(claimIn(claim)));
    }
  }
}

/** A claim as an event holds it. */
export interface ClaimInEvent {
  readonly order: string;
  readonly round: bigint;
  readonly invoices: readonly { readonly nullifier: string; readonly amount: bigint }[];
  readonly evidence: string;
  readonly deadline: bigint;
}

export function claimIn({ order, round, invoices, evidence, deadline }: ClaimInEvent): Claim {
  return {
    order,
    round: Number(round),
    invoices: invoices.map(({ nullifier, amount }) => ({ nullifier, amount })),
    evidence,
    deadline,
  };
}
