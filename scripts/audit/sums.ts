/** What all vouchers of a ledger add up to, for whoever holds another list against an audit. */
import type { LedgerState } from "../../client/replay/replay.ts";
import { remainingOf, returnedOf } from "../../client/voucherWord.ts";

/** In fen. */
export interface Sums {
  /** Of the faces; the four that follow make it up. */
  readonly issued: bigint;
  readonly remaining: bigint;
  readonly locked: bigint;
  readonly redeemed: bigint;
  readonly returned: bigint;
  readonly paid: bigint;
  readonly recovered: bigint;
}

export function sumsOf({ vouchers }: Pick<LedgerState, "vouchers">): Sums {
  const sums = { issued: 0n, remaining: 0n, locked: 0n, redeemed: 0n, returned: 0n, paid: 0n, recovered: 0n };
  for (const { story } of vouchers.vouchers.values()) {
    sums.issued += story.voucher.face;
    sums.remaining += remainingOf(story.voucher);
    sums.locked += story.voucher.locked;
    sums.redeemed += story.voucher.redeemed;
    sums.returned += returnedOf(story.voucher);
    for (const { paid, recovered } of story.draws.values()) {
      sums.paid += paid;
      sums.recovered += recovered;
    }
  }
  return sums;
}
