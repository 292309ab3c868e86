/** The whole state of a voucher in one word, as contracts/vouchers/Voucher.sol packs it. */
import { choice, flag, small, whole, wordOf } from "./word.ts";
import type { Day } from "./days.ts";

/** The states of a voucher, in the order of the contract's numbers. */
export const VOUCHER_STATUSES = ["None", "Active", "Revoked", "Expired"] as const;

export type VoucherStatus = (typeof VOUCHER_STATUSES)[number];

export type Voucher = {
  /** Whose it is, for good. */
  readonly enterprise: bigint;
  /** Fen, never changes. */
  readonly face: bigint;
  /** Fen drawn on by placed orders. */
  readonly locked: bigint;
  /** Fen claimed and accepted, paid or not. */
  readonly redeemed: bigint;
  readonly issuedOn: Day;
  /** The last day on which an order can be placed. */
  readonly useBy: Day;
  readonly status: VoucherStatus;
  /** The one extension was given. */
  readonly extended: boolean;
  /** A freeze was ordered at some time. */
  readonly frozenOnce: boolean;
  /** The number of the last change, from 1. */
  readonly sequence: number;
};

/**
 * | bits    | field      |
 * | ------- | ---------- |
 * | 0–47    | enterprise |
 * | 48–95   | face       |
 * | 96–143  | locked     |
 * | 144–191 | redeemed   |
 * | 192–207 | issuedOn   |
 * | 208–223 | useBy      |
 * | 224–231 | status     |
 * | 232     | extended   |
 * | 233     | frozenOnce |
 * | 240–255 | sequence   |
 */
const WORD = wordOf({
  enterprise: whole(0),
  face: whole(48),
  locked: whole(96),
  redeemed: whole(144),
  issuedOn: small(192, 16),
  useBy: small(208, 16),
  status: choice(224, 8, VOUCHER_STATUSES),
  extended: flag(232),
  frozenOnce: flag(233),
  sequence: small(240, 16),
});

/** Unpacks a voucher's word. @throws RangeError if the word is not of this layout. */
export function decodeVoucher(word: bigint): Voucher {
  return WORD.decode(word);
}

/** Packs a voucher. @throws RangeError if a value does not fit its field. */
export function encodeVoucher(voucher: Voucher): bigint {
  return WORD.encode(voucher);
}

/** Fen that a living voucher can still be drawn on for; 0 once it has ended. */
export function remainingOf(voucher: Voucher): bigint {
  return voucher.status === "Active" ? restOf(voucher) : 0n;
}

/** Fen that an ended voucher gave back to its budget; 0 while it lives. */
export function returnedOf(voucher: Voucher): bigint {
  return voucher.status === "Active" ? 0n : restOf(voucher);
}

function restOf({ face, locked, redeemed }: Voucher): bigint {
  return face - locked - redeemed;
}
