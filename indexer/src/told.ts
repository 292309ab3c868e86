/** What every event says beside its arguments. */
import { dayOf, type Day } from "../../client/days.ts";

export type Hex = `0x${string}`;

/** As Ponder gives an event, of which only this is needed. */
interface FromBlock {
  readonly block: { readonly timestamp: bigint };
}

export function dayIn({ block }: FromBlock): Day {
  return dayOf(block.timestamp);
}

export function timeIn({ block }: FromBlock): number {
  return Number(block.timestamp);
}

/** Where and when a notice was given. */
export function placeOf(event: {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly log: { readonly logIndex: number };
}) {
  return { since: dayIn(event), time: timeIn(event), block: Number(event.block.number), logIndex: event.log.logIndex };
}

/** A row that the ledger's order of events makes sure of. @throws Error if it is missing: then events are, and the tables are wrong. */
export function told<Row>(row: Row | null, what: string, id: bigint | number | string): Row {
  if (row !== null) return row;
  throw new Error(`An event tells of ${what} ${id}, of which no event told before.`);
}

/** The name of a number in a contract's enumeration. @throws RangeError for a number that it does not have. */
export function nameOf<const Name extends string>(names: readonly Name[], number: number): Name {
  const name = names[number];
  if (name === undefined) throw new RangeError(`${number} is none of ${names.join(", ")}.`);
  return name;
}
