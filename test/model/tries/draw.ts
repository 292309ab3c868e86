import { id } from "ethers";
import type { Act } from "../rules/act.ts";
import { DUTY, holdersOf, type Duty } from "../rules/offices.ts";
import type { Matter } from "../rules/matters.ts";
import type { Town } from "../rules/town.ts";
import type { People } from "../people.ts";
import { Dice, REASONS } from "./dice.ts";

/** Where a try is made up: what there is, who there is, and the dice. */
export class Draw {
  readonly town: Town;
  readonly people: People;
  readonly dice: Dice;

  constructor(town: Town, people: People, dice: Dice) {
    this.town = town;
    this.people = people;
    this.dice = dice;
  }

  /** A hash that nothing has had before; it does not change when other tries are left out. */
  fresh(what: string): string {
    const name = `${what} ${this.dice.mark}`;
    let own = name;
    for (let i = 2; this.town.made.has(own); i += 1) own = `${name} ${i}`;
    this.town.made.add(own);
    return id(own);
  }

  get everybody(): string[] {
    return [...this.people.names.keys()];
  }

  /** A holder of one of the duties; the wrong one is anybody. */
  officer(district: number, ...duties: Duty[]): string {
    const may = duties.flatMap((duty) => holdersOf(this.town, district, duty));
    return this.dice.one(may, this.everybody) ?? this.people.stranger;
  }

  /** A holder of the duty who is not the first officer, unless that one has both duties and forgets it; the wrong one is anybody. */
  second(district: number, duty: Duty, first: string): string {
    const all = holdersOf(this.town, district, duty);
    const forgets = this.dice.chance(25) && all.includes(first);
    const may = forgets ? [first] : all.filter((account) => account !== first);
    return this.dice.one(may, [first], this.everybody) ?? first;
  }

  anybody(): string {
    return this.dice.one([this.people.stranger, ...this.everybody])!;
  }

  reason(): string {
    return this.dice.one(REASONS)!;
  }

  /** What stands proposed of a kind, still open; the wrong one has lapsed, or is about something else. */
  matter(part: Matter["part"], kind: string, fits: (matter: Matter) => boolean = () => true): Matter | undefined {
    const all = [...this.town.matters.values()].filter((matter) => matter.part === part && matter.kind === kind);
    const open = all.filter(fits).filter(({ time }) => this.town.now <= time + 30 * 86_400);
    const other = all.map((matter) => ({ ...matter, values: otherwise(matter.values) }));
    return this.dice.one(open, [...all.filter((matter) => !open.includes(matter)), ...other]);
  }
}

/** The same matter with another last word. */
function otherwise(values: readonly unknown[]): unknown[] {
  const last = values.at(-1);
  const changed = typeof last === "bigint" ? last + 1n : typeof last === "boolean" ? !last : last;
  const other = typeof last === "string" ? REASONS.find((reason) => reason !== last) : changed;
  return [...values.slice(0, -1), other];
}

/** Who does it, and with which values; undefined where there is nothing to do it with. */
export type Drawn<Args extends readonly unknown[]> = readonly [by: string, ...args: Args] | undefined;

/** For each rule, how a try of it is made up. */
export type Draws<Nouns> = {
  readonly [Name in keyof Nouns]: Nouns[Name] extends (a: Act, ...args: infer Args) => void
    ? (draw: Draw) => Drawn<Args>
    : never;
};

export const ALL_DUTIES = Object.keys(DUTY) as Duty[];
