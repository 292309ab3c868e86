import { dayOf, yearOf, type Day } from "../../../client/days.ts";
import type { Part } from "../../../client/replay/events.ts";
import type { Town } from "./town.ts";

/** An event that is expected of one of the contracts. */
export interface Told {
  readonly part: Part | "manager";
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** An error that is expected of the ledger; `item` is the place in a batch. */
export interface Reason {
  readonly error: string;
  readonly args: readonly unknown[];
  readonly item?: number;
}

/** Everything that speaks against an act. The ledger names one of them, whichever it looks at first. */
export class Refused extends Error {
  readonly reasons: readonly Reason[];

  constructor(reasons: readonly Reason[]) {
    super(reasons.map(({ error }) => error).join(", "));
    this.reasons = reasons;
  }
}

/** Somebody's act as the rules see it: first what speaks against it, and if nothing does, what it changes and tells. */
export class Act {
  readonly town: Town;
  /** The account that acts. */
  readonly by: string;
  readonly told: Told[] = [];
  readonly #against: Reason[] = [];

  constructor(town: Town, by: string) {
    this.town = town;
    this.by = by;
  }

  get now(): number {
    return this.town.now;
  }

  get today(): Day {
    return dayOf(this.town.now);
  }

  get year(): number {
    return yearOf(this.today);
  }

  /** One thing that must hold. */
  demand(holds: boolean, error: string, ...args: unknown[]): void {
    if (!holds) this.#against.push({ error, args });
  }

  /** What the act is about, without which nothing further can be asked. */
  known<Thing>(thing: Thing | undefined, error: string, ...args: unknown[]): Thing {
    if (thing !== undefined) return thing;
    throw new Refused([...this.#against, { error, args }]);
  }

  /** From here on nothing speaks against it. @throws Refused where something does. */
  granted(): void {
    if (this.#against.length > 0) throw new Refused(this.#against);
  }

  tell(part: Told["part"], name: string, args: Told["args"]): void {
    this.told.push({ part, name, args });
  }

  /** All items in order or none: what one item leaves is what the next one finds. */
  each<Item>(items: readonly Item[], rule: (item: Item) => void): void {
    this.demand(items.length > 0, "BatchEmpty");
    this.demand(items.length <= 100, "BatchTooLong", items.length, 100);
    this.granted();
    const before = items.length > 1 ? structuredClone(this.town) : undefined;
    for (const [item, value] of items.entries()) {
      try {
        rule(value);
        this.granted();
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused;
        if (before) Object.assign(this.town, before);
        throw new Refused(refused.reasons.map((reason) => ({ ...reason, item })));
      }
    }
  }
}
