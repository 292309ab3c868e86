/**
 * Words of 256 bits, taken apart. A word is listed as its fields from the lowest bit up, as the contracts' own tables do; what lies
 * between two fields is listed as `unused`. A bit that no field owns is refused: the ledger never sets one, and a layout that differs
 * from ours is not to be misread in silence.
 */
import { refuse, type Text } from "../refusal.ts";

type Fields = readonly (readonly [name: string, width: number])[];
type Named<F extends Fields> = Exclude<F[number][0], "unused">;

/**
 * @param what whose word it is, as a refusal says it.
 * @throws Refusal `WordImpossible` for bits outside the fields.
 */
export function unpack<const F extends Fields>(word: bigint, fields: F, what: Text): Record<Named<F>, bigint> {
  const values: Record<string, bigint> = {};
  let rest = word;
  for (const [name, width] of fields) {
    const bits = rest & ((1n << BigInt(width)) - 1n);
    rest >>= BigInt(width);
    if (name === "unused") demandWord(bits === 0n, what);
    else values[name] = bits;
  }
  demandWord(rest === 0n, what);
  return values;
}

/** A yes or no that the compiler gives a whole byte. @throws Refusal `WordImpossible`. */
export function yesOrNo(value: bigint, what: Text): boolean {
  demandWord(value <= 1n, what);
  return value === 1n;
}

/** A member of an enumeration, by its number. @throws Refusal `WordImpossible`. */
export function named<const Name extends string>(number: bigint, names: readonly Name[], what: Text): Name {
  return names[Number(number)] ?? refuse("WordImpossible", what);
}

/** @throws Refusal `WordImpossible` unless it holds. */
export function demandWord(holds: boolean, what: Text): void {
  if (!holds) refuse("WordImpossible", what);
}
