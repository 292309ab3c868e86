import { acceptance, claim } from "./claim.ts";
import type { Kind, KindName, Messages } from "./kind.ts";
import { order } from "./order.ts";
import { cancellation, refusal, withdrawal } from "./others.ts";

export const KINDS: { readonly [K in KindName]: Kind<Messages[K]> } = {
  order,
  claim,
  acceptance,
  refusal,
  cancellation,
  withdrawal,
};
