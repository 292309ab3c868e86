import type { Matter } from "../../../client/documents/record.ts";

/** A reason about voucher `i` that no other text of the store resembles. */
export function matterOf(i: number): Matter {
  return { purpose: "revoke", subject: `voucher 3-${i}`, document: { reason: `sham contract, case ${i}` } };
}
