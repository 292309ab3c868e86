/** The items of a list with the lines of the file that they came from, in a few bytes each: lists have a hundred thousand. */
import type { Item, Items } from "../../client/list.ts";

export class ItemList implements Items {
  #lines = new Uint32Array(256);
  /** Ids and amounts of 48 bits, which a double holds exactly. */
  #enterprises = new Float64Array(256);
  #faces = new Float64Array(256);
  #length = 0;
  readonly #notes = new Map<number, string>();

  get length(): number {
    return this.#length;
  }

  /** @param item `face` in fen; `line` counted from 1. */
  add({ line, enterprise, face, note }: Item & { readonly line: number; readonly note?: string | undefined }): void {
    if (this.#length === this.#lines.length) this.#grow();
    this.#lines[this.#length] = line;
    this.#enterprises[this.#length] = Number(enterprise);
    this.#faces[this.#length] = Number(face);
    if (note !== undefined) this.#notes.set(this.#length, note);
    this.#length += 1;
  }

  at(place: number): Item | undefined {
    if (place < 0 || place >= this.#length) return undefined;
    return { enterprise: BigInt(this.#enterprises[place] ?? 0), face: BigInt(this.#faces[place] ?? 0) };
  }

  /** The line of the file, counted from 1. */
  lineOf(place: number): number {
    return this.#lines[place] ?? 0;
  }

  noteOf(place: number): string | undefined {
    return this.#notes.get(place);
  }

  /** Some of the items, in order. */
  slice(first: number, end: number): Item[] {
    return Array.from({ length: Math.min(end, this.#length) - first }, (_, i) => this.at(first + i) as Item);
  }

  /** Fen. */
  total(): bigint {
    let total = 0n;
    for (let place = 0; place < this.#length; place += 1) total += BigInt(this.#faces[place] ?? 0);
    return total;
  }

  #grow(): void {
    this.#lines = grown(this.#lines, new Uint32Array(this.#length * 2));
    this.#enterprises = grown(this.#enterprises, new Float64Array(this.#length * 2));
    this.#faces = grown(this.#faces, new Float64Array(this.#length * 2));
  }
}

function grown<Numbers extends Uint32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
