/** What an office finds waiting for somebody, while it reckons with it, and how it is told: client/queue.ts. */
import type { Day } from "../../client/days.ts";
import { isoOfDay } from "../../client/days.ts";
import type { Fact, FactValue, Waiting as WaitingOn, WaitingTold } from "../../client/queue.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Parties } from "../people/parties.ts";
import type { Person } from "../people/person.ts";
import type { IndexReader } from "./indexReader.ts";

export type { Argument, Fact, Need, Offer, OrderAtBank } from "../../client/queue.ts";

/** With days as numbers. */
export type Waiting = WaitingOn<Day>;

/** All that the queue of one person is made from. */
export interface Sight {
  readonly person: Person;
  /** The office's; 0 is the consortium's. */
  readonly district: number;
  readonly today: Day;
  /** The ledger's, Unix seconds. */
  readonly now: number;
  readonly index: IndexReader;
  readonly at: OfficeLedger;
  readonly parties: Parties;
}

/** What waits, as it is told: days as dates, with its age in days. */
export function told({ since, due, ...rest }: Waiting, today: Day): WaitingTold {
  const age = Math.max(0, today - since);
  return { ...rest, since: isoOfDay(since), due: due === null ? null : isoOfDay(due), ageDays: age };
}

/** What is due first comes first, then what has waited longest; what need not be done comes last. */
export function inOrder(items: readonly Waiting[]): Waiting[] {
  const rank = ({ optional, due }: Waiting): number => (optional === true ? 1e9 : 0) + (due ?? 1e8);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.since - b.since || (a.id < b.id ? -1 : 1));
}

export const fact = (en: string, zh: string, value: FactValue): Fact => ({ name: { en, zh }, value });

export const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
