/** What the stories stand on: one consortium for all of them, and from the second on one ledger with its officers. */
import { setTimeout as pause } from "node:timers/promises";
import { JsonRpcProvider } from "ethers";
import type { Office } from "../scripts/support/office.ts";
import type { Consortium } from "./consortium.ts";

export class Ground {
  #consortium: Consortium | undefined;
  #office: Office | undefined;
  readonly #figures: string[] = [];

  get consortium(): Consortium {
    if (!this.#consortium) throw new Error("The consortium has not come up.");
    return this.#consortium;
  }

  set consortium(consortium: Consortium) {
    this.#consortium = consortium;
  }

  get office(): Office {
    if (!this.#office) throw new Error("The ledger was not deployed.");
    return this.#office;
  }

  set office(office: Office) {
    this.#office = office;
  }

  /** For the end of the run. */
  note(figure: string): void {
    this.#figures.push(figure);
  }

  get figures(): readonly string[] {
    return this.#figures;
  }

  async close(): Promise<void> {
    await this.#office?.close().catch(() => undefined);
    await this.#consortium?.close({ keep: process.env["KEEP_NETWORK"] === "1" });
  }
}

export function providerAt(url: string): JsonRpcProvider {
  return new JsonRpcProvider(url, undefined, {
    cacheTimeout: -1,
    pollingInterval: 100,
    staticNetwork: true,
    batchMaxCount: 1,
  });
}

/** Seconds since a moment of `Date.now()`, to a tenth. */
export function since(began: number): string {
  return `${((Date.now() - began) / 1_000).toFixed(1)} s`;
}

export { pause };
