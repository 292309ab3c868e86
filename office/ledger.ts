/** The ledger as an office asks it: through the district's nodes, at every request anew. */
import type { Deployment } from "../client/deployment.ts";
import { connectLedger, type Ledger } from "../client/ledger.ts";
import { ledgerDomain, type LedgerDomain } from "../client/messages.ts";
import { Nodes } from "../client/nodes.ts";

export interface OfficeLedger {
  readonly deployment: Deployment;
  readonly nodes: Nodes;
  readonly ledger: Ledger;
  /** What signatures of parties are bound to. */
  readonly domain: LedgerDomain;
  /** The newest block's time, in Unix seconds: the ledger's own now. */
  readonly time: () => Promise<number>;
  readonly close: () => void;
}

/** Somebody waits at a screen: what no node answers in this time is told. */
const PATIENCE_SECONDS = 5;

/** @param urls JSON-RPC of the nodes; where one does not answer, the next is asked. */
export function openLedger(deployment: Deployment, urls: readonly string[]): OfficeLedger {
  const { chainId, genesis, contracts, plan } = deployment;
  const nodes = new Nodes({
    urls,
    chain: { chainId, genesis },
    requestSeconds: PATIENCE_SECONDS,
    patienceSeconds: PATIENCE_SECONDS,
  });
  return {
    deployment,
    nodes,
    ledger: connectLedger(deployment, nodes),
    domain: ledgerDomain(chainId, contracts.orders.address, plan.salt),
    time: async () => (await nodes.getBlock("latest"))?.timestamp ?? 0,
    close: () => nodes.destroy(),
  };
}
