/** Follows events of the ledger, from the edition's first block on: each time it is asked, what has come since. */
import { logsOf } from "../client/replay/logs.ts";
import { EventReader, PARTS, type Addresses, type LedgerEvent, type Part } from "../client/replay/events.ts";
import type { OfficeLedger } from "./ledger.ts";

export class Following {
  readonly #at: OfficeLedger;
  readonly #addresses: readonly string[];
  readonly #reader: EventReader;
  readonly #take: (event: LedgerEvent) => void;
  #next: number;
  #reading: Promise<void> = Promise.resolve();
  #following: Promise<void> | undefined;

  /** @param take is given the events in their order; after a node failed, some of them once more, from an earlier one on. */
  constructor(at: OfficeLedger, parts: readonly Part[], take: (event: LedgerEvent) => void) {
    this.#at = at;
    this.#take = take;
    const { contracts } = at.deployment;
    this.#addresses = parts.map((part) => contracts[part].address);
    this.#next = contracts.edition.block;
    this.#reader = new EventReader(
      Object.fromEntries(PARTS.map((part) => [part, contracts[part].address])) as Addresses,
    );
  }

  /** Reads the events that have come since. */
  async readOn(): Promise<void> {
    // One that is under way may have begun before what the caller looks for: all who come share the one that follows it.
    this.#following ??= this.#reading
      .catch(() => undefined)
      .then(async () => {
        this.#following = undefined;
        this.#reading = this.#read();
        await this.#reading;
      });
    await this.#following;
  }

  async #read(): Promise<void> {
    const { nodes } = this.#at;
    const toBlock = await nodes.getBlockNumber();
    if (toBlock < this.#next) return;
    for await (const logs of logsOf(nodes, this.#addresses, { fromBlock: this.#next, toBlock })) {
      for (const { log, origin } of logs) this.#take(this.#reader.read(log, origin));
    }
    // Only now: what a node failed to give is asked for again.
    this.#next = toBlock + 1;
  }
}
