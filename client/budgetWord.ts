/** The five figures of a program in one word, as contracts/lib/Budget.sol packs them. All in fen. */
import { whole, wordOf } from "./word.ts";

export type Budget = {
  /** What Finance and the Approver allow to be issued. */
  readonly approved: bigint;
  /** Remaining and locked on living vouchers, locked on ended ones. */
  readonly outstanding: bigint;
  /** Claimed and accepted, paid or not. */
  readonly redeemed: bigint;
  /** Settled through the bank. */
  readonly paid: bigint;
  /** Clawed back and received. */
  readonly recovered: bigint;
};

/**
 * | bits    | figure      |
 * | ------- | ----------- |
 * | 0–47    | approved    |
 * | 48–95   | outstanding |
 * | 96–143  | redeemed    |
 * | 144–191 | paid        |
 * | 192–239 | recovered   |
 */
const WORD = wordOf({
  approved: whole(0),
  outstanding: whole(48),
  redeemed: whole(96),
  paid: whole(144),
  recovered: whole(192),
});

/** Unpacks a budget's word. @throws RangeError if the word is not of this layout. */
export function decodeBudget(word: bigint): Budget {
  return WORD.decode(word);
}

/** Packs a budget. @throws RangeError if a figure does not fit its field. */
export function encodeBudget(budget: Budget): bigint {
  return WORD.encode(budget);
}

/** What can still be issued. */
export function availableOf({ approved, outstanding, redeemed }: Budget): bigint {
  return approved - outstanding - redeemed;
}
