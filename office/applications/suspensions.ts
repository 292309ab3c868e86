/** Suspensions of providers as the ledger has them, and why, as far as this office keeps the words. */
import { toBeHex } from "ethers";
import { z } from "zod";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { parseProvider } from "../../client/ids.ts";
import { PROVIDER_STATUSES } from "../../client/replay/providers.ts";
import type { Suspension } from "../../client/suspensionAppeals.ts";
import { contentOf } from "../documents/documents.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Office } from "../office.ts";

/** What an appeal is about. */
export interface SuspensionAt extends Suspension {
  /** Block and place of its event: the same words may be suspended for a second time. */
  readonly event: string;
}

const SUSPENDED = BigInt(PROVIDER_STATUSES.indexOf("Suspended"));

/** @returns the suspension that a provider is under; undefined where it is under none. @param provider `P2-1`, one that there is. */
export async function suspensionOf(
  { nodes, ledger, deployment }: Pick<OfficeLedger, "nodes" | "ledger" | "deployment">,
  provider: string,
): Promise<SuspensionAt | undefined> {
  const id = parseProvider(provider);
  if ((await ledger.providers.providerOf(id)).status !== SUSPENDED) return undefined;
  const { address, block: from } = deployment.contracts.providers;
  const { topicHash } = ledger.providers.getEvent("ProviderStatusChanged").fragment;
  const to = await nodes.getBlockNumber();
  const logs = await searchLogs(nodes, { address, topics: [topicHash, toBeHex(id, 32)], from, to });
  const log = logs.at(-1);
  if (log === undefined) return undefined;
  const { status, reason, by } = changeIn(ledger, log);
  if (status !== SUSPENDED) return undefined;
  const block = await nodes.getBlock(log.blockNumber);
  const on = isoOfDay(dayOf(block?.timestamp ?? 0));
  return { provider, reason, by, on, event: `${log.blockNumber}-${log.index}` };
}

function changeIn(
  { providers }: OfficeLedger["ledger"],
  { data, topics }: { readonly data: string; readonly topics: readonly string[] },
) {
  return providers.interface.decodeEventLog("ProviderStatusChanged", data, topics) as unknown as {
    readonly status: bigint;
    readonly reason: string;
    readonly by: string;
  };
}

/** Whether a provider is still under this very suspension. */
export async function stillStands(
  at: Pick<OfficeLedger, "nodes" | "ledger" | "deployment">,
  { provider, event }: SuspensionAt,
): Promise<boolean> {
  return (await suspensionOf(at, provider))?.event === event;
}

const whySchema = z.object({ purpose: z.literal("suspend"), subject: z.string(), reason: z.string() });

/** Why, in words. Nothing but what was kept as the reason of a suspension of this provider is told. */
export async function whyOf(
  { database, vault }: Pick<Office, "database" | "vault">,
  { provider, reason }: Suspension,
): Promise<string | null> {
  const said = whySchema.safeParse(await contentOf(database, { vault }, reason));
  return said.success && said.data.subject === `provider ${provider}` ? said.data.reason : null;
}
