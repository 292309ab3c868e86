/** The whole state of an order in one word, as contracts/orders/OrderWord.sol packs it. */
import { choice, flag, small, whole, wordOf } from "./word.ts";
import type { Day } from "./days.ts";

/** The stages of an order, in the order of the contract's numbers. */
export const ORDER_STAGES = [
  "None",
  "Placed",
  "Claimed",
  "Redeemed",
  "Paying",
  "Paid",
  "Cancelled",
  "Rejected",
] as const;

export type OrderStage = (typeof ORDER_STAGES)[number];

export type OrderState = {
  readonly voucher: bigint;
  readonly provider: bigint;
  /** Fen: locked while placed or claimed, then redeemed. */
  readonly amount: bigint;
  /** Moved on when a redemption is rejected for form. */
  readonly deliverBy: Day;
  /** Claimed: the last day of grace; redeemed: the last day of the notice; else 0. */
  readonly waitEnd: Day;
  /** Days by which freezes had moved the voucher's deadlines when the order was placed. */
  readonly frozenDays: number;
  /** Rises when a claim is refused or a redemption is rejected for form. */
  readonly round: number;
  /** How many invoices the standing redemption has. */
  readonly invoices: number;
  readonly stage: OrderStage;
  /** Was rejected for form: claims are taken through `deliverBy` at least. */
  readonly reopened: boolean;
  /** The payment batch that it is in, or was paid by; 0 if it never was in one. */
  readonly payment: number;
};

/**
 * | bits    | field      |
 * | ------- | ---------- |
 * | 0–47    | voucher    |
 * | 48–95   | provider   |
 * | 96–143  | amount     |
 * | 144–159 | deliverBy  |
 * | 160–175 | waitEnd    |
 * | 176–191 | frozenDays |
 * | 192–199 | round      |
 * | 200–207 | invoices   |
 * | 208–211 | stage      |
 * | 212     | reopened   |
 * | 224–255 | payment    |
 */
const WORD = wordOf({
  voucher: whole(0),
  provider: whole(48),
  amount: whole(96),
  deliverBy: small(144, 16),
  waitEnd: small(160, 16),
  frozenDays: small(176, 16),
  round: small(192, 8),
  invoices: small(200, 8),
  stage: choice(208, 4, ORDER_STAGES),
  reopened: flag(212),
  payment: small(224, 32),
});

/** Unpacks an order's word. @throws RangeError if the word is not of this layout. */
export function decodeOrder(word: bigint): OrderState {
  return WORD.decode(word);
}

/** Packs an order. @throws RangeError if a value does not fit its field. */
export function encodeOrder(order: OrderState): bigint {
  return WORD.encode(order);
}
