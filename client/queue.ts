/**
 * What waits for somebody, as an office tells it and the desk shows it. An act is named by its function, with its arguments as far as they
 * are known; the page makes the transaction of it and says itself what that will record.
 */
import type { ActingPart } from "./acts/acts.ts";
import type { Duty } from "./ids.ts";
import type { Text } from "./text/text.ts";

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
  readonly value: FactValue;
}

/** Words, a number, a code, a day as `2019-12-13`; or districts by their numbers, for whoever knows their names. */
export type FactValue = Text | string | { readonly districts: readonly number[] };

/** @typeParam When how days are written: as numbers while they are reckoned with, as `2019-12-13` where they are told. */
export interface Waiting<When> {
  /** The same for as long as it waits. */
  readonly id: string;
  readonly kind: string;
  readonly duty: Duty | "party";
  readonly district: number;
  readonly title: Text;
  readonly facts: readonly Fact[];
  readonly since: When;
  /** The last day on which it can be done, or should be; null where nothing presses. */
  readonly due: When | null;
  /** It can be done and need not be. */
  readonly optional?: boolean;
  readonly offers: readonly Offer[];
  /** The request that is to be signed or was. */
  readonly request?: string;
  /** A demand or an offer that its party has handed in: whoever brings it reads its text first. */
  readonly post?: string;
  /** A match that the other party has signed. */
  readonly match?: string;
  /** Where at the office it is refused with a reason by whoever is to bring it, where it can be: `/handed/0x…/refuse`. */
  readonly refusal?: string;
  /** Of an application, which is no act on the ledger: its page at the desk, as `/desk/applications/…`. */
  readonly page?: string;
}

export interface WaitingTold extends Waiting<string> {
  readonly ageDays: number;
}
