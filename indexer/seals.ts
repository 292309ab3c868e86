/**
 * When each validator was last seen at work: whoever sealed a block, or made it, was there. A node tells of none of them that it is
 * silent (it counts its connections, and a node that is connected may well seal nothing), and its peers are other nodes than the validators.
 */
import { headerOf } from "../client/proof/header.ts";
import type { RawBlock } from "../client/proof/node.ts";
import { hexOf } from "../verifier/bytes.ts";
import { readHeader } from "../verifier/header.ts";
import { signerOf } from "../verifier/signatures.ts";

export interface Sealing {
  readonly number: number;
  /** Unix seconds. */
  readonly time: number;
  /** Addresses in lower case. */
  readonly validators: readonly string[];
  /** Those who sealed it, and who made it. */
  readonly seen: readonly string[];
}

/** @throws TongduiError `NodeContradictsItself`, Refusal: it is no block of the consortium, or not the one meant. */
export function sealingOf(block: RawBlock, meant = Number(block.number)): Sealing {
  const { number, time, bytes } = headerOf(block, "qbft", meant);
  const { consensus } = readHeader(bytes, 0, "qbft");
  const { validators = [], seals = [], sealed = new Uint8Array() } = consensus ?? {};
  const known = validators.map((address): string => hexOf(address));
  const named = [...seals.map((seal) => signerOf(sealed, seal, 0)), String(block["miner"]).toLowerCase()];
  return { number, time, validators: known, seen: known.filter((address) => named.includes(address)) };
}

/** A block by its number, undefined for the newest; null for one that the node does not have. */
export type BlockReader = (number?: number) => Promise<RawBlock | null>;

const AT_ONCE = 20;
/** So far it looks back for a validator, at its start. */
const LONGEST_SECONDS = 7_200;
/** Of a chain that ran away meanwhile, the last ones. */
const MOST_BLOCKS = 1_000;

export class LastSeals {
  readonly #read: BlockReader;
  readonly #seen = new Map<string, number>();
  #validators: readonly string[] = [];
  #height: number | undefined;

  constructor(read: BlockReader) {
    this.#read = read;
  }

  /** For each validator of the newest block, the time of the last one that it had a part in, in Unix seconds. */
  get all(): ReadonlyMap<string, number> {
    return new Map(this.#validators.map((one) => [one, this.#seen.get(one) ?? 0]));
  }

  /** Takes in what came since. @throws as the reader, and as {@link sealingOf}. */
  async follow(): Promise<void> {
    const found = await this.#read();
    if (!found) return;
    const newest = sealingOf(found);
    if (this.#height === undefined) await this.#lookBack(newest);
    else await this.#take(Math.max(this.#height + 1, newest.number - MOST_BLOCKS), newest.number - 1);
    this.#note(newest);
    this.#validators = newest.validators;
    this.#height = newest.number;
    // A validator that joined and never sealed is silent from now on.
    for (const one of newest.validators) if (!this.#seen.has(one)) this.#seen.set(one, newest.time);
  }

  /** Of whom nothing is found, no more is said than that they were silent that long. */
  async #lookBack(newest: Sealing): Promise<void> {
    this.#note(newest);
    let oldest = newest.time;
    let first = newest.number;
    const isMissing = (): boolean => !newest.validators.every((one) => this.#seen.has(one));
    while (first > 1 && newest.time - oldest < LONGEST_SECONDS && isMissing()) {
      const last = first - 1;
      first = Math.max(1, first - AT_ONCE);
      oldest = (await this.#take(first, last)) ?? oldest;
    }
    for (const one of newest.validators) if (!this.#seen.has(one)) this.#seen.set(one, oldest);
  }

  /** @returns the time of the first of them. */
  async #take(from: number, to: number): Promise<number | undefined> {
    let earliest: number | undefined;
    for (let first = from; first <= to; first += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, to - first + 1) }, (_, i) => first + i);
      const blocks = await Promise.all(
        numbers.map(async (number) => {
          const block = await this.#read(number);
          return block ? [sealingOf(block, number)] : [];
        }),
      );
      for (const block of blocks.flat()) this.#note(block);
      earliest ??= blocks.flat()[0]?.time;
    }
    return earliest;
  }

  #note({ time, seen }: Sealing): void {
    for (const one of seen) this.#seen.set(one, Math.max(time, this.#seen.get(one) ?? 0));
  }
}
