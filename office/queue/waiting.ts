/**
 * What waits for somebody: what it is about, since when, until when, and the acts that deal with it. An act is named by its function, with
 * its arguments as far as they are known here; the page makes the transaction of it and says itself what that will record.
 */
import type { ActingPart } from "../../client/acts/acts.ts";
import type { Day } from "../../client/days.ts";
import { isoOfDay } from "../../client/days.ts";
import type { Duty } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { OfficeLedger } from "../ledger.ts";
import type { Parties } from "../people/parties.ts";
import type { Person } from "../people/person.ts";
import type { IndexReader } from "./indexReader.ts";

/** An argument as JSON holds it, numbers beyond 53 bits as text; or what a person has yet to give. */
export type Argument = string | number | boolean | readonly Argument[] | { readonly [field: string]: Argument } | Need;

/** What a person gives at the desk. */
export type Need =
  /** Why, in words: kept at the office, its commitment goes into the act. */
  | { readonly need: "reason"; readonly purpose: string; readonly subject: string }
  /** The last day of a notice, within these. */
  | { readonly need: "noticeEnd"; readonly earliest: string; readonly latest: string }
  /** The plan's file, of which the act takes the next part. */
  | { readonly need: "plan"; readonly list: string; readonly done: number }
  /** The contract's mark, of both parties' credit codes and its number, where whoever drafted the order said them. */
  | {
      readonly need: "contractMark";
      readonly enterprise?: string;
      readonly provider?: string;
      readonly number?: string;
    }
  /** What the bank did with each order of a payment. */
  | { readonly need: "bank"; readonly payment: number; readonly orders: readonly OrderAtBank[] };

export interface OrderAtBank {
  readonly order: string;
  /** By which the bank's list names it. */
  readonly reference: string;
  readonly voucher: string;
  readonly provider: string;
  /** Fen. */
  readonly amount: string;
}

export interface Offer {
  readonly part: ActingPart;
  readonly name: string;
  readonly args: readonly Argument[];
}

export interface Fact {
  readonly name: Text;
  readonly value: Text | string;
}

export interface Waiting {
  /** The same for as long as it waits. */
  readonly id: string;
  readonly kind: string;
  readonly duty: Duty | "party";
  readonly district: number;
  readonly title: Text;
  readonly facts: readonly Fact[];
  readonly since: Day;
  /** The last day on which it can be done, or should be; null where nothing presses. */
  readonly due: Day | null;
  /** It can be done and need not be. */
  readonly optional?: boolean;
  readonly offers: readonly Offer[];
  /** The request that is to be signed or was. */
  readonly request?: string;
}

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
export function told({ since, due, ...rest }: Waiting, today: Day): object {
  const age = Math.max(0, today - since);
  return { ...rest, since: isoOfDay(since), due: due === null ? null : isoOfDay(due), ageDays: age };
}

/** What is due first comes first, then what has waited longest; what need not be done comes last. */
export function inOrder(items: readonly Waiting[]): Waiting[] {
  const rank = ({ optional, due }: Waiting): number => (optional === true ? 1e9 : 0) + (due ?? 1e8);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.since - b.since || (a.id < b.id ? -1 : 1));
}

export const fact = (en: string, zh: string, value: Text | string): Fact => ({ name: { en, zh }, value });

export const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
