/** Which providers a voucher's orders are with, from the ledger's events. */
import { formatProvider } from "../../client/ids.ts";
import type { LedgerEvent } from "../../client/replay/events.ts";
import { Following } from "../following.ts";
import type { OfficeLedger } from "../ledger.ts";

export class Sellers {
  readonly #following: Following;
  /** By the voucher, as people write them. */
  readonly #sellers = new Map<bigint, Set<string>>();

  constructor(at: OfficeLedger) {
    // To take an event twice changes nothing.
    this.#following = new Following(at, ["orders"], (event) => this.#take(event));
  }

  /** Of every order that was ever placed on a voucher. */
  async of(voucher: bigint): Promise<ReadonlySet<string>> {
    await this.#following.readOn();
    return this.#sellers.get(voucher) ?? new Set();
  }

  #take(event: LedgerEvent): void {
    if (event.name !== "OrderPlaced") return;
    const { voucher, terms } = event.args;
    const sellers = this.#sellers.get(voucher) ?? new Set();
    this.#sellers.set(voucher, sellers.add(formatProvider(terms.provider)));
  }
}
