/**
 * What the ledger's own errors say to people: what is wrong, the values that explain it, and what to do. By the names of the custom
 * errors; where two contracts give one name to different arguments, by the name with the names of its arguments.
 *
 * `ItemFailed` has no sentence of its own: it only wraps the error of the item, which is explained in its place.
 */
import type { Sentences } from "./catalogue.ts";
import { MATCHING_SENTENCES } from "./ledger/matching.ts";
import { ORDER_SENTENCES } from "./ledger/orders.ts";
import { PARTY_SENTENCES } from "./ledger/parties.ts";
import { PROGRAM_SENTENCES } from "./ledger/programs.ts";
import { SHARED_SENTENCES } from "./ledger/shared.ts";
import { VOUCHER_SENTENCES } from "./ledger/vouchers.ts";

export const LEDGER_SENTENCES: Sentences = {
  ...SHARED_SENTENCES,
  ...PARTY_SENTENCES,
  ...PROGRAM_SENTENCES,
  ...VOUCHER_SENTENCES,
  ...ORDER_SENTENCES,
  ...MATCHING_SENTENCES,
};
