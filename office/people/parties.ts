/**
 * Which enterprises and providers an account signs for. The ledger says whose wallet a party has; the other way round is found in
 * its events, and what is found there is held against the ledger each time.
 */
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { LedgerEvent } from "../../client/replay/events.ts";
import { Following } from "../following.ts";
import type { OfficeLedger } from "../ledger.ts";

export type Register = "enterprise" | "provider";

export interface Party {
  readonly register: Register;
  readonly id: bigint;
  /** As people write it: `2-15`, `P2-1`. */
  readonly written: string;
}

export class Parties {
  readonly #at: OfficeLedger;
  readonly #following: Following;
  /** Every party that an account was ever named as the wallet of. */
  readonly #known = new Map<string, Map<string, Party>>();

  constructor(at: OfficeLedger) {
    this.#at = at;
    // To take an event twice changes nothing.
    this.#following = new Following(at, ["enterprises", "providers"], (event) => this.#take(event));
  }

  /** The parties whose wallet an account is at the moment; one whose wallet is being replaced has none. */
  async of(account: string): Promise<Party[]> {
    await this.readOn();
    const known = [...(this.#known.get(account.toLowerCase())?.values() ?? [])];
    const held = await Promise.all(known.map(async (party) => (await this.walletOf(party)) === account.toLowerCase()));
    return known.filter((_, i) => held[i]);
  }

  /** In small letters; undefined while it is being replaced. Reverts for a party that does not exist. */
  async walletOf({ register, id }: Pick<Party, "register" | "id">): Promise<string | undefined> {
    const { enterprises, providers } = this.#at.ledger;
    const found = register === "enterprise" ? await enterprises.enterpriseOf(id) : await providers.providerOf(id);
    return found.stopped ? undefined : found.wallet.toLowerCase();
  }

  /** Reads the events that have come since. */
  async readOn(): Promise<void> {
    await this.#following.readOn();
  }

  #take(event: LedgerEvent): void {
    if (event.name === "EnterpriseRegistered") this.#hold(event.args.wallet, "enterprise", event.args.enterprise);
    else if (event.name === "ProviderProposed") {
      this.#hold(event.args.admission.wallet, "provider", event.args.provider);
    } else if (event.name === "WalletRotated") {
      this.#hold(event.args.wallet, event.part === "enterprises" ? "enterprise" : "provider", event.args.party);
    }
  }

  #hold(wallet: string, register: Register, id: bigint): void {
    const written = register === "enterprise" ? formatEnterprise(id) : formatProvider(id);
    const parties = this.#known.get(wallet.toLowerCase()) ?? new Map<string, Party>();
    parties.set(written, { register, id, written });
    this.#known.set(wallet.toLowerCase(), parties);
  }
}
