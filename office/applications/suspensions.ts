/** Suspensions of providers as the ledger has them, and why, as far as this office keeps the words. */
import { getAddress } from "ethers";
import { z } from "zod";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { formatProvider, parseProvider } from "../../client/ids.ts";
import type { LedgerEvent } from "../../client/replay/events.ts";
import { PROVIDER_STATUSES } from "../../client/replay/providers.ts";
import type { Suspension } from "../../client/suspensionAppeals.ts";
import { contentOf } from "../documents/documents.ts";
import { Following } from "../following.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Office } from "../office.ts";

/** What an appeal is about. */
export interface SuspensionAt extends Suspension {
  /** Block and place of its event: the same words may be suspended for a second time. */
  readonly event: string;
}

const SUSPENDED = PROVIDER_STATUSES.indexOf("Suspended");

export class Suspensions {
  readonly #at: OfficeLedger;
  readonly #following: Following;
  /** By the provider: under which it is by its last event. */
  readonly #last = new Map<bigint, SuspensionAt>();

  constructor(at: OfficeLedger) {
    this.#at = at;
    // Taken twice, from an earlier event on, they come to the same.
    this.#following = new Following(at, ["providers"], (event) => this.#take(event));
  }

  /** The suspension that a provider is under; undefined where it is under none. @param provider `P2-1`, one that there is. */
  async of(provider: string): Promise<SuspensionAt | undefined> {
    const id = parseProvider(provider);
    await this.#following.readOn();
    const { status } = await this.#at.ledger.providers.providerOf(id);
    return Number(status) === SUSPENDED ? this.#last.get(id) : undefined;
  }

  /** Whether a provider is still under this very suspension. */
  async stillStands({ provider, event }: SuspensionAt): Promise<boolean> {
    return (await this.of(provider))?.event === event;
  }

  #take(event: LedgerEvent): void {
    if (event.name !== "ProviderStatusChanged") return;
    const { provider: id, status, reason, by } = event.args;
    const { block, time } = event.origin;
    if (Number(status) !== SUSPENDED) this.#last.delete(id);
    else
      this.#last.set(id, {
        ...{ provider: formatProvider(id), reason, by: getAddress(by) },
        on: isoOfDay(dayOf(time)),
        event: `${block}-${event.logIndex}`,
      });
  }
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
