/** Claims that were recorded without the enterprise: the ledger keeps their hash, its events what they say. */
import { searchLogs } from "../../client/deploy/logs.ts";
import { claimHashOf, type Claim } from "../../client/messages.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Argument } from "./waiting.ts";

interface ClaimInEvent {
  readonly order: string;
  readonly round: bigint;
  readonly invoices: readonly { readonly nullifier: string; readonly amount: bigint }[];
  readonly evidence: string;
  readonly deadline: bigint;
}

/** A claim, and the same as an argument. */
export interface WaitingClaim {
  readonly claim: Claim;
  readonly args: Argument;
}

/** The claim that an order waits for an answer to; undefined where none waits. @param hash of the claim that is meant. */
export async function claimWaiting(at: OfficeLedger, order: string, hash?: string): Promise<WaitingClaim | undefined> {
  const { nodes, ledger, deployment } = at;
  const wanted = hash ?? (await ledger.orders.claimOf(order));
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderClaimed").fragment;
  const logs = await searchLogs(nodes, { address, topics: [topicHash, order], from, to: await nodes.getBlockNumber() });
  const claims = logs.map(({ data, topics }) => {
    const told = ledger.orders.interface.decodeEventLog("OrderClaimed", data, topics) as unknown as {
      readonly claim: ClaimInEvent;
    };
    return claimIn(told.claim);
  });
  const claim = claims.findLast((one) => claimHashOf(one) === wanted);
  return claim && { claim, args: argumentOf(claim) };
}

/** As JSON writes it. */
export function argumentOf({ order, round, invoices, evidence, deadline }: Claim): Argument {
  return {
    order,
    round,
    invoices: invoices.map(({ nullifier, amount }) => ({ nullifier, amount: String(amount) })),
    evidence,
    deadline: String(deadline),
  };
}

function claimIn({ order, round, invoices, evidence, deadline }: ClaimInEvent): Claim {
  return {
    order,
    round: Number(round),
    invoices: invoices.map(({ nullifier, amount }) => ({ nullifier, amount })),
    evidence,
    deadline,
  };
}
