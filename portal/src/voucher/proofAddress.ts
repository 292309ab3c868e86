import type { VoucherPageAnswer } from "../app/answers.ts";

/** Where its district's office gives the voucher's proof, to those who may have it. */
export function proofAddress({ voucher, district }: Pick<VoucherPageAnswer, "voucher" | "district">): string {
  return `/office/${district}/proofs/${voucher}`;
}
