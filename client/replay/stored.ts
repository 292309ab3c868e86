import type { Value } from "./storageMap.ts";

/** The pairs of a map with each value as the contract stores it, one after the other: a large map is not held twice. */
export function* mapped<Key, Entry>(
  map: ReadonlyMap<Key, Entry>,
  stored: (entry: Entry) => Value,
): Generator<readonly [Key, Value]> {
  for (const [key, entry] of map) yield [key, stored(entry)];
}

/** The number of a name in the contract's enumeration. */
export function numberOf<const Name extends string>(names: readonly Name[], name: Name): number {
  return names.indexOf(name);
}

/** The name of a number in the contract's enumeration. @throws RangeError for a number that it does not have. */
export function nameOf<const Name extends string>(names: readonly Name[], number: bigint): Name {
  const name = names[Number(number)];
  if (name === undefined) throw new RangeError(`${number} is none of ${names.join(", ")}.`);
  return name;
}
