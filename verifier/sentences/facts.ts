/** A sentence for each kind of fact. They say what is proved and nothing beyond it. */
import type { FactKinds } from "../facts.ts";
import type { Text } from "../refusal.ts";
import { CHAIN_SENTENCES } from "./chain.ts";
import { ORDER_SENTENCES } from "./orders.ts";
import { REGISTER_SENTENCES } from "./registers.ts";
import { VOUCHER_SENTENCES } from "./vouchers.ts";

/** How each of some kinds is said. */
export type Sentences<Kinds> = { readonly [Kind in keyof Kinds]: (values: Kinds[Kind]) => Text };

export const FACT_SENTENCES: Sentences<FactKinds> = {
  ...CHAIN_SENTENCES,
  ...VOUCHER_SENTENCES,
  ...ORDER_SENTENCES,
  ...REGISTER_SENTENCES,
};
