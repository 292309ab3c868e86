/**
 * Whether orders, claw-backs and payments agree with what a voucher's history says of them. The ledger writes each of them together with
 * the voucher's change; so where they differ, something is made up.
 */
import { refuse, type Text } from "../refusal.ts";
import type { Draw } from "./history.ts";
import type { OrderStage, OrderState } from "./orderWord.ts";
import type { ClawBack, PaymentState } from "./payment.ts";
import type { Action } from "./voucherChanged.ts";

/** In which stages an order can be after the last change that names it. */
const STAGES_AFTER: Partial<Record<Action, readonly OrderStage[]>> = {
  locked: ["placed", "claimed"],
  reopened: ["placed", "claimed"],
  unlocked: ["cancelled"],
  redeemed: ["redeemed", "paying"],
  rejected: ["rejected"],
  paid: ["paid"],
  recovered: ["paid"],
};

/** @throws Refusal `OrderElsewhere`. */
export function demandOrderAgrees(voucher: bigint, draw: Draw, state: OrderState): void {
  const demand = (holds: boolean, what: Text): void => {
    if (!holds) refuse("OrderElsewhere", draw.order, what);
  };
  demand(state.voucher === voucher, { en: "the voucher", zh: "所用双创券" });
  demand(state.amount === draw.amount, { en: "the amount", zh: "金额" });
  demand(STAGES_AFTER[draw.last]?.includes(state.stage) === true, { en: "the stage", zh: "办理环节" });
  const sentBack = { en: "whether it was sent back for correction", zh: "是否曾退回补正" };
  demand(state.reopened === draw.reopenings > 0 && state.round >= draw.reopenings, sentBack);
}

/** @throws Refusal `ClawBackElsewhere`. */
export function demandClawBackAgrees(draw: Draw, { ordered, recovered }: ClawBack): void {
  if (recovered !== draw.recovered || ordered > draw.paid) refuse("ClawBackElsewhere", draw.order);
}

/**
 * @param home the district of the voucher's holder.
 * @param orders those of the voucher whose words name this payment.
 * @throws Refusal `PaymentElsewhere`.
 */
export function demandPaymentAgrees(
  id: bigint,
  payment: PaymentState,
  home: number,
  orders: readonly OrderState[],
): void {
  const waiting = sumOf(orders.filter(({ stage }) => stage === "paying"));
  const paid = sumOf(orders.filter(({ stage }) => stage === "paid"));
  // Redeemed again, or rejected since.
  const returned = sumOf(orders.filter(({ stage }) => stage !== "paying" && stage !== "paid"));
  const settled = payment.orders - payment.open;
  const fits =
    payment.home === home &&
    waiting.count <= payment.open &&
    paid.count + returned.count <= settled &&
    paid.amount <= payment.paid &&
    payment.paid + waiting.amount + returned.amount <= payment.total;
  const isWhole = orders.length === payment.orders;
  const sums = sumOf(orders).amount === payment.total && paid.amount === payment.paid;
  if (!fits || (isWhole && !sums)) refuse("PaymentElsewhere", id);
}

function sumOf(orders: readonly OrderState[]): { readonly count: number; readonly amount: bigint } {
  return { count: orders.length, amount: orders.reduce((sum, { amount }) => sum + amount, 0n) };
}
