import type { Declaration } from "../../cli/define.ts";
import { acceptance } from "./acceptance.ts";
import { cancellation } from "./cancellation.ts";
import { check } from "./check.ts";
import { claim } from "./claim.ts";
import { order } from "./order.ts";
import { demand, match, offer, postWithdrawal } from "./posts.ts";
import { refusal } from "./refusal.ts";
import { withdrawal } from "./withdrawal.ts";

export const commands: readonly Declaration[] = [
  order,
  claim,
  acceptance,
  refusal,
  cancellation,
  withdrawal,
  demand,
  offer,
  match,
  postWithdrawal,
  check,
];
