/**
 * Puts values where the compiler puts them: a contract's state variables into 256-bit slots, by the `storageLayout` of the build.
 *
 * https://docs.soliditylang.org/en/latest/internals/layout_in_storage.html
 */
import { readWord, writeWord } from "./bytes.ts";
import { keccak } from "./keccak.ts";

type Place = { readonly label: string; readonly slot: string; readonly offset: number; readonly type: string };

type Type = {
  readonly encoding: string;
  readonly label: string;
  readonly numberOfBytes: string;
  /** Of a struct. */
  readonly members?: readonly Place[];
  /** Of an array. */
  readonly base?: string;
  /** Of a mapping. */
  readonly key?: string;
  readonly value?: string;
};

/** The compiler's `storageLayout` of one contract. */
export type StorageLayout = {
  readonly storage: readonly Place[];
  readonly types: Readonly<Record<string, Type>> | null;
};

/** A number, an enumeration's number, an address or bytes in hex. */
export type Scalar = bigint | number | boolean | string;

/** A value of any type: a struct by its members' names, an array in order, a mapping as its pairs. */
export type Value =
  Scalar | readonly Value[] | { readonly [member: string]: Value } | Iterable<readonly [Scalar, Value]>;

/** Every state variable of a contract, by its name. */
export type Variables = Readonly<Record<string, Value>>;

/** A variable, member or element within its slot; `offset` and `width` in bits, from the lowest. */
export type Field = { readonly path: string; readonly offset: number; readonly width: number };

export type Slot = { readonly slot: bigint; word: bigint; readonly fields: Field[] };

/** Where a contract keeps what. */
export class StorageMap {
  readonly #layout: StorageLayout;

  constructor(layout: StorageLayout) {
    this.#layout = layout;
  }

  /**
   * All slots that the variables take, those that hold nothing included.
   *
   * @throws Error for a variable of the contract that has no value here, or the reverse.
   */
  *slots(variables: Variables): Generator<Slot> {
    yield* this.#struct(this.#layout.storage, 0n, variables, "");
  }

  /** Members of a struct, or a contract's own variables; what shares a slot is gathered into one. */
  *#struct(members: readonly Place[], base: bigint, values: Variables, path: string): Generator<Slot> {
    const names = members.map(({ label }) => label);
    const odd = Object.keys(values).find((name) => !names.includes(name));
    if (odd !== undefined) throw new Error(`The contract has no ${path}${odd}.`);

    let shared: Slot | undefined;
    for (const { label, slot, offset, type: id } of members) {
      const value = values[label];
      if (value === undefined) throw new Error(`The replay says nothing about ${path}${label}.`);
      const at = base + BigInt(slot);
      const type = this.#type(id);
      if (!isScalar(type)) {
        if (shared) yield shared;
        shared = undefined;
        yield* this.#value(type, at, value, path + label);
        continue;
      }
      if (shared?.slot !== at) {
        if (shared) yield shared;
        shared = { slot: at, word: 0n, fields: [] };
      }
      put(shared, offset, type, value as Scalar, path + label);
    }
    if (shared) yield shared;
  }

  /** A mapping, an array or a struct, each of which begins a slot. */
  *#value(type: Type, at: bigint, value: Value, path: string): Generator<Slot> {
    if (type.key !== undefined && type.value !== undefined) {
      const of = this.#type(type.value);
      for (const [key, entry] of value as Iterable<readonly [Scalar, Value]>) {
        const place = slotOfKey(key, at);
        const name = `${path}[${String(key)}]`;
        if (isScalar(of)) yield only(place, of, entry as Scalar, name);
        else yield* this.#value(of, place, entry, name);
      }
    } else if (type.members) {
      yield* this.#struct(type.members, at, value as Variables, `${path}.`);
    } else {
      yield* this.#array(type, at, value as readonly Value[], path);
    }
  }

  *#array(type: Type, at: bigint, values: readonly Value[], path: string): Generator<Slot> {
    const item = type.base === undefined ? undefined : this.#type(type.base);
    if (type.encoding !== "inplace" || item === undefined || !isScalar(item)) {
      throw new Error(`${path} is of the type ${type.label}, which the ledger does not use.`);
    }
    const size = Number(item.numberOfBytes);
    const each = Math.floor(32 / size);
    for (let first = 0; first < values.length; first += each) {
      const slot: Slot = { slot: at + BigInt(first / each), word: 0n, fields: [] };
      values.slice(first, first + each).forEach((value, i) => {
        put(slot, i * size, item, value as Scalar, `${path}[${first + i}]`);
      });
      yield slot;
    }
  }

  #type(id: string): Type {
    const type = this.#layout.types?.[id];
    if (type === undefined) throw new Error(`The layout does not explain its type ${id}.`);
    return type;
  }
}

function isScalar(type: Type): boolean {
  return type.encoding === "inplace" && type.members === undefined && type.base === undefined;
}

function only(at: bigint, type: Type, value: Scalar, path: string): Slot {
  const slot: Slot = { slot: at, word: 0n, fields: [] };
  put(slot, 0, type, value, path);
  return slot;
}

/** @param offset in bytes. */
function put(slot: Slot, offset: number, type: Type, value: Scalar, path: string): void {
  const width = 8 * Number(type.numberOfBytes);
  const bits = BigInt(value);
  if (bits < 0n || bits >> BigInt(width) !== 0n) throw new RangeError(`${path} does not fit into ${width} bits.`);
  slot.word |= bits << BigInt(8 * offset);
  slot.fields.push({ path, offset: 8 * offset, width });
}

/** Keys are whole numbers, addresses or 32 bytes, all of which are padded on the left. */
function slotOfKey(key: Scalar, mapping: bigint): bigint {
  const place = new Uint8Array(64);
  const view = new DataView(place.buffer);
  writeWord(BigInt(key), view, 0);
  writeWord(mapping, view, 32);
  return readWord(keccak(place));
}

/** The 64 digits of a word. */
export function hexWord(word: bigint): string {
  return word.toString(16).padStart(64, "0");
}
