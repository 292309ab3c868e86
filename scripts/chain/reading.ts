/** A ledger that is open for reading: through the profile's nodes, as the deployment's file says. */
import { dayOf, type Day } from "../../client/days.ts";
import { readDeployment } from "../../client/deploy/fileStore.ts";
import type { Deployment } from "../../client/deployment.ts";
import { connectLedger, type Ledger } from "../../client/ledger.ts";
import { ledgerDomain, type LedgerDomain } from "../../client/messages.ts";
import type { Context } from "../cli/context.ts";
import { readProfile, type Profile } from "../profile/profile.ts";
import { Nodes } from "../../client/nodes.ts";

export interface Reading {
  readonly context: Context;
  readonly profile: Profile;
  readonly deployment: Deployment;
  readonly nodes: Nodes;
  readonly ledger: Ledger;
  /** What signatures of parties are bound to. */
  readonly domain: LedgerDomain;
  /** The Shanghai day of the newest block: the ledger's own today. */
  readonly today: () => Promise<Day>;
  readonly close: () => void;
}

/**
 * Opens the ledger that the profile names.
 *
 * @throws TongduiError `ProfileMissing`, `ProfileUnreadable`, `Deployment…`.
 */
export async function openReading(context: Context): Promise<Reading> {
  const profile = await readProfile(context.profile);
  const deployment = await readDeployment(profile.deployment);
  const nodes = new Nodes({
    urls: profile.nodes,
    chain: { chainId: deployment.chainId, genesis: deployment.genesis },
    note: context.io.note,
    watch: context.watch,
    signal: context.signal,
  });
  return {
    context,
    profile,
    deployment,
    nodes,
    ledger: connectLedger(deployment, nodes),
    domain: ledgerDomain(deployment.chainId, deployment.contracts.orders.address, deployment.plan.salt),
    today: async () => dayOf((await nodes.getBlock("latest"))?.timestamp ?? 0),
    close: () => nodes.destroy(),
  };
}

/** Opens the ledger for a piece of work, and closes it whatever comes of it. */
export async function reading<T>(context: Context, work: (open: Reading) => Promise<T>): Promise<T> {
  const open = await openReading(context);
  try {
    return await work(open);
  } finally {
    open.close();
  }
}
