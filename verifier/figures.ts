/** The amounts that a proof is about, in the order of a page. */
import type { Fact } from "./facts.ts";
import type { Text } from "./refusal.ts";

export interface Figure {
  readonly name: Text;
  readonly fen: bigint;
}

/** What stands on the page of a voucher, a program or a payment; a provider has no amounts. */
export function figuresOf(facts: readonly Fact[], kind: string): Figure[] {
  return facts.flatMap((fact): Figure[] => {
    switch (fact.kind) {
      case "voucher":
        return [{ name: NAMES.face, fen: fact.face }];
      case "figures":
        return [
          { name: fact.ended ? NAMES.returned : NAMES.remaining, fen: fact.rest },
          { name: NAMES.locked, fen: fact.locked },
          { name: NAMES.redeemed, fen: fact.redeemed },
          { name: NAMES.paid, fen: fact.paid },
          ...(fact.recovered > 0n ? [{ name: NAMES.recovered, fen: fact.recovered }] : []),
        ];
      case "budget":
        return [
          { name: NAMES.approved, fen: fact.approved },
          { name: NAMES.outstanding, fen: fact.outstanding },
          { name: NAMES.redeemed, fen: fact.redeemed },
          { name: NAMES.available, fen: fact.available },
          { name: NAMES.paid, fen: fact.paid },
          { name: NAMES.recovered, fen: fact.recovered },
        ];
      case "payment":
        if (kind !== "payment") return [];
        return [
          { name: NAMES.total, fen: fact.total },
          { name: NAMES.paid, fen: fact.paid },
        ];
      default:
        return [];
    }
  });
}

const NAMES = {
  face: { en: "Face", zh: "面额" },
  remaining: { en: "Remaining", zh: "余额" },
  returned: { en: "Returned to the budget", zh: "退回预算" },
  locked: { en: "Locked by orders", zh: "订单锁定" },
  redeemed: { en: "Redeemed", zh: "已核销" },
  paid: { en: "Recorded as paid", zh: "登记拨付" },
  recovered: { en: "Recorded as recovered", zh: "登记追回" },
  approved: { en: "Approved", zh: "批准预算" },
  outstanding: { en: "On vouchers, not redeemed", zh: "在券未核销" },
  available: { en: "Can still be issued", zh: "尚可发放" },
  total: { en: "Total", zh: "总额" },
} as const satisfies Readonly<Record<string, Text>>;
