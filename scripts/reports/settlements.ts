/** What the ledger says that the bank did: the orders of a district's payments, by the references that the bank repeats. */
import type { Day } from "../../client/days.ts";
import type { Settlement } from "../../client/replay/payments.ts";
import { referenceOf } from "../payments/reference.ts";
import { settlementKey } from "./acts.ts";
import type { LedgerView } from "./view.ts";

export interface LedgerItem {
  readonly reference: string;
  readonly payment: bigint;
  readonly order: string;
  readonly provider: bigint;
  /** Fen. */
  readonly amount: bigint;
  /** Undefined while the ledger waits for the bank. */
  readonly settled: Settlement | undefined;
  readonly settledOn: Day | undefined;
}

/** In the order in which they were put into payments. */
export function settlementsOf(view: LedgerView, district: bigint): LedgerItem[] {
  const { payments, orders } = view.state;
  return [...payments.payments]
    .filter(([, { home }]) => home === district)
    .flatMap(([payment, { items }]) =>
      items.map(({ order, amount, settled }, place) => ({
        reference: referenceOf(payment, place),
        payment,
        order,
        provider: orders.orders.get(order)?.state.provider ?? 0n,
        amount,
        settled,
        settledOn: view.settledOn.get(settlementKey(payment, order)),
      })),
    );
}
