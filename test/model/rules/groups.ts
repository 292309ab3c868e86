import type { Act } from "./act.ts";
import { ZERO, type Town } from "./town.ts";

/** All firms of one actual controller, and what they were issued in the year that it was last looked at. */
export interface Group {
  readonly number: number;
  year: number;
  issued: bigint;
}

export function demandGroup(a: Act, nullifier: string): void {
  a.demand(nullifier !== ZERO, "GroupMissing");
}

/** A controller gets a number when it is met first. */
export function enrol(a: Act, nullifier: string): Group {
  const known = a.town.groups.get(nullifier);
  if (known) return known;
  const group = { number: a.town.groups.size + 1, year: a.year, issued: 0n };
  a.town.groups.set(nullifier, group);
  a.tell("enterprises", "GroupEnrolled", { group: group.number, nullifier });
  return group;
}

/** What a group was issued in a year; another year begins from nothing. */
export function issuedIn(town: Town, nullifier: string, year: number): bigint {
  const group = town.groups.get(nullifier);
  return group?.year === year ? group.issued : 0n;
}
