import { id } from "ethers";

/** How a try is made up: a number for each of its choices, and which of the choices is wrong on purpose, if any. */
export interface Throw {
  readonly numbers: readonly number[];
  /** Counted from 0, over and over; undefined for an honest try. */
  readonly wrong?: number | undefined;
}

/** The greatest number thrown. */
export const SIDES = 256;

/**
 * Makes the choices of one try, in the order in which they are asked for. The same number picks the same thing as long as that thing
 * is there, whatever else comes or goes: so a run from which steps are left out still means nearly the same.
 */
export class Dice {
  readonly #throw: Throw;
  #choice = 0;

  constructor(thrown: Throw) {
    this.#throw = thrown;
  }

  /** Some number, which is no choice between right and wrong. */
  number(below: number): number {
    return Math.floor((this.#number() * below) / SIDES);
  }

  /** The plainest number says no. */
  chance(percent: number): boolean {
    return this.number(100) >= 100 - percent;
  }

  /**
   * One of those that are right; where this choice is the wrong one, mostly one that is nearly right, else any other. Undefined where
   * there is none.
   */
  one<Thing>(right: readonly Thing[], near: readonly Thing[] = [], far: readonly Thing[] = []): Thing | undefined {
    if (!this.#isWrong()) return this.#pick(right);
    const wrong = far.length === 0 || (near.length > 0 && this.number(4) < 3) ? near : far;
    return this.#pick(wrong.length > 0 ? wrong : right);
  }

  /** Some of those that are right, at most so many, at least one where there is any. */
  some<Thing>(right: readonly Thing[], most: number, wrong: readonly Thing[] = []): Thing[] {
    const count = 1 + this.number(most);
    const odd = this.#isWrong() ? this.#pick(wrong) : undefined;
    const from = [...right];
    const chosen: Thing[] = [];
    while (chosen.length < count && from.length > 0) {
      const one = this.#pick(from)!;
      chosen.push(one);
      from.splice(from.indexOf(one), 1);
    }
    if (odd !== undefined) chosen.push(odd);
    return chosen;
  }

  /** An amount of at most so much; the wrong one is a fen too much, or nothing. */
  amount(most: bigint): bigint {
    const number = this.#number();
    if (this.#isWrong()) return number % 4 === 3 ? 0n : most + 1n;
    if (most <= 1n || number < SIDES / 8) return most;
    const part = (most * BigInt(number)) / BigInt(SIDES);
    return part === 0n ? 1n : part;
  }

  /** A number from one to another, the first one often; the wrong one lies next to them. */
  between(least: number, most: number): number {
    const number = this.#number();
    if (this.#isWrong()) return number % 2 === 0 ? Math.max(0, least - 1) : most + 1;
    return number < SIDES / 3 ? least : least + Math.floor(((most - least + 1) * number) / SIDES);
  }

  /** The value, or where this choice is the wrong one, another. */
  or<Value>(right: Value, wrong: Value): Value {
    return this.#isWrong() ? wrong : right;
  }

  /** What tells this throw from others. */
  get mark(): string {
    return this.#throw.numbers.join(" ");
  }

  /** The throw with the numbers alone that were of any use. */
  get used(): readonly number[] {
    return this.#throw.numbers.map((number, i) => (i < this.#choice ? number : 0));
  }

  /** How many choices could have been wrong so far. */
  get asked(): number {
    return this.#asked;
  }

  #number(): number {
    const { numbers } = this.#throw;
    return numbers[this.#choice++ % numbers.length]!;
  }

  #asked = 0;
  #isWrong(): boolean {
    return this.#asked++ === this.#throw.wrong;
  }

  /** The one that number and thing rank highest. */
  #pick<Thing>(things: readonly Thing[]): Thing | undefined {
    const number = this.#number();
    if (number === 0) return things[0];
    let best: Thing | undefined;
    let highest = -1;
    for (const [i, thing] of things.entries()) {
      const rank = mixed(`${number} ${markOf(thing) ?? i}`);
      if (rank > highest) [best, highest] = [thing, rank];
    }
    return best;
  }
}

/** What a thing is known by: an order, alone or with its id, by its contract, because its id changes with its day. */
function markOf(thing: unknown): string | undefined {
  if (typeof thing === "string") return thing;
  if (typeof thing === "bigint" || typeof thing === "number") return thing.toString();
  if (typeof thing !== "object" || thing === null) return undefined;
  if (Array.isArray(thing)) return markOf(thing[1]) ?? markOf(thing[0]);
  return "contractNullifier" in thing ? (thing.contractNullifier as string) : undefined;
}

/** A number that changes wholly with each letter. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Reasons are few, so that proposals meet again. */
export const REASONS = ["reason", "second reason"].map((text) => id(text));
