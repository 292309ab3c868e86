/**
 * Which of the posts that an office names have still to be fetched. An office may name what the ledger lacks, or give no text of what it
 * names, as much as it likes: so it is remembered what was looked for in vain, and a round ends once it has looked for so much.
 */
import { isoOfDay } from "../../client/days.ts";
import { TEXTS_AT_ONCE, type TextGiven } from "./office.ts";
import type { PostOnLedger, PostText } from "./texts.ts";

/** Looked up among the ledger's at once. */
const ROWS_AT_ONCE = 1_000;
/** In a round: then what is left waits for the next one. */
const MOST_IN_VAIN = 1_000;

/** Where posts and their texts come from, and where they go. */
export interface Sources {
  /** The ledger's, of the office's district. */
  readonly onLedger: (posts: readonly string[]) => Promise<readonly PostOnLedger[]>;
  /** Undefined where the office does not answer. */
  readonly textsOf: (posts: readonly string[]) => Promise<ReadonlyMap<string, TextGiven> | undefined>;
  readonly add: (texts: readonly PostText[]) => Promise<void>;
  /** Told when a round ends because so much was in vain, and not again until one has come to its end. */
  readonly putOff: (posts: number) => void;
}

export class Wanted {
  /** To be looked for, in this order. */
  #queue: Set<string> = new Set();
  /** What the ledger lacked: a later block may have it. */
  #absent: Set<string> = new Set();
  /** What the office gave no text of, or none that fits: with another list it may. */
  #refused: Set<string> = new Set();
  #block = -1;
  #isPutOff = false;

  /** Another list, in the place of the one before. What was never looked for comes first. @param here whose texts are there. */
  takeList(listed: ReadonlySet<string>, here: ReadonlySet<string>): void {
    const isKnown = (id: string): boolean => this.#queue.has(id) || this.#absent.has(id) || this.#refused.has(id);
    const wanted = new Set([...listed].filter((id) => !here.has(id)));
    const fresh = [...wanted].filter((id) => !isKnown(id));
    const again = [...this.#queue, ...this.#refused].filter((id) => wanted.has(id));
    this.#queue = new Set([...fresh, ...again]);
    this.#absent = new Set([...this.#absent].filter((id) => wanted.has(id)));
    this.#refused = new Set();
  }

  /** Looks for what is wanted. @param block that the tables are of. */
  async fetch(block: number, sources: Sources): Promise<void> {
    if (block !== this.#block) {
      for (const id of this.#absent) this.#queue.add(id);
      this.#absent = new Set();
      this.#block = block;
    }
    let vain = 0;
    while (this.#queue.size > 0 && vain < MOST_IN_VAIN) {
      const some = firstOf(this.#queue, ROWS_AT_ONCE);
      const rows = await sources.onLedger(some);
      const there = new Set(rows.map(({ id }) => id));
      const absent = some.filter((id) => !there.has(id));
      this.#move(absent, this.#absent);
      const refused = await this.#fetchTexts(rows, MOST_IN_VAIN - absent.length, sources);
      if (refused === undefined) return;
      vain += absent.length + refused;
    }
    if (this.#queue.size > 0 && !this.#isPutOff) sources.putOff(this.#queue.size);
    this.#isPutOff = this.#queue.size > 0;
  }

  /** @returns of how many there was no text; undefined where the office does not answer. */
  async #fetchTexts(
    rows: readonly PostOnLedger[],
    most: number,
    { textsOf, add }: Sources,
  ): Promise<number | undefined> {
    let vain = 0;
    for (let i = 0; i < rows.length && vain < most; i += TEXTS_AT_ONCE) {
      const some = rows.slice(i, i + TEXTS_AT_ONCE);
      const given = await textsOf(some.map(({ id }) => id));
      if (given === undefined) return undefined;
      const found = some.flatMap((row) => {
        const one = given.get(row.id);
        return one !== undefined && isOf(one, row) ? [{ ...row, title: one.title, text: one.text }] : [];
      });
      if (found.length > 0) await add(found);
      for (const { id } of found) this.#queue.delete(id);
      const refused = some.filter(({ id }) => this.#queue.has(id)).map(({ id }) => id);
      this.#move(refused, this.#refused);
      vain += refused.length;
    }
    return vain;
  }

  #move(ids: readonly string[], to: Set<string>): void {
    for (const id of ids) {
      this.#queue.delete(id);
      to.add(id);
    }
  }
}

/** Whether it says of the post what the ledger says of it. */
function isOf({ kind, serviceClass, district, through }: TextGiven, row: PostOnLedger): boolean {
  return (
    kind === row.kind &&
    serviceClass === row.serviceClass &&
    (district ?? 0) === row.sought &&
    through === isoOfDay(row.through)
  );
}

function firstOf<T>(all: Iterable<T>, most: number): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.push(one) === most) break;
  }
  return found;
}
