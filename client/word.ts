/**
 * Packed 256-bit words and the typed objects that they stand for. A word is declared as a table of fields, in the same offsets
 * and widths as the contracts' own.
 *
 * Reading is strict: a bit outside every field, or a number that an enumeration does not have, is refused. So encoding what was
 * decoded gives the same word back, and a word of a later layout is not misread in silence.
 */

/** One field: where it is, and how its bits are said. */
export type Field<T> = {
  /** Counted from the lowest bit. */
  readonly offset: number;
  readonly width: number;
  read(bits: bigint): T;
  write(value: T): bigint;
};

/** What a table of fields decodes to. */
export type Values<Layout> = { readonly [Name in keyof Layout]: Layout[Name] extends Field<infer T> ? T : never };

export type Word<Value> = {
  /** @throws RangeError if the word is not of this layout. */
  readonly decode: (word: bigint) => Value;
  /** @throws RangeError if a value does not fit its field. */
  readonly encode: (value: Value) => bigint;
};

/** An id or an amount in fen. */
export function whole(offset: number, width = 48): Field<bigint> {
  return { offset, width, read: (bits) => bits, write: (value) => value };
}

/** A day, a count or a number of at most 32 bits. */
export function small(offset: number, width: number): Field<number> {
  return { offset, width, read: Number, write: BigInt };
}

export function flag(offset: number): Field<boolean> {
  return { offset, width: 1, read: (bits) => bits === 1n, write: (value) => (value ? 1n : 0n) };
}

/** A member of an enumeration, by its name. */
export function choice<const Name extends string>(offset: number, width: number, names: readonly Name[]): Field<Name> {
  return {
    offset,
    width,
    read: (bits) => {
      const name = names[Number(bits)];
      if (name === undefined) throw new RangeError(`${bits} is none of ${names.join(", ")}.`);
      return name;
    },
    write: (value) => BigInt(names.indexOf(value)),
  };
}

/** Makes a word of its fields. */
export function wordOf<Layout extends Readonly<Record<string, Field<unknown>>>>(layout: Layout): Word<Values<Layout>> {
  const fields = Object.entries<Field<unknown>>(layout);
  const used = fields.reduce((mask, [, { offset, width }]) => mask | (ones(width) << BigInt(offset)), 0n);

  return {
    decode: (word) => {
      if (word < 0n || (word & ~used) !== 0n)
        throw new RangeError(`0x${word.toString(16)} has bits outside its fields.`);
      const values = fields.map(([name, field]) => [
        name,
        field.read((word >> BigInt(field.offset)) & ones(field.width)),
      ]);
      return Object.fromEntries(values) as Values<Layout>;
    },
    encode: (value) =>
      fields.reduce((word, [name, field]) => {
        const bits = field.write((value as Record<string, unknown>)[name]);
        if (bits < 0n || bits > ones(field.width))
          throw new RangeError(`${name} does not fit into ${field.width} bits.`);
        return word | (bits << BigInt(field.offset));
      }, 0n),
  };
}

function ones(width: number): bigint {
  return (1n << BigInt(width)) - 1n;
}
