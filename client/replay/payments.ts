/** Payments and claw-backs, rebuilt: contracts/Payments.sol. */
import type { EventOf } from "./events.ts";
import { gap, told, untold } from "./faults.ts";
import { applyToMatters, type Matters } from "./matters.ts";
import { mapped } from "./stored.ts";
import type { Variables } from "./storageMap.ts";

export type Settlement = { readonly paid: boolean; readonly receipt: string };

/** One order in a payment; `settled` is missing while the payment waits for the bank. */
export type PaymentItem = { readonly order: string; readonly amount: bigint; settled?: Settlement };

/** Amounts in fen. */
export type PaymentRecord = {
  readonly home: bigint;
  readonly items: readonly PaymentItem[];
  /** Orders that are not settled yet. */
  open: number;
  readonly total: bigint;
  paid: bigint;
  readonly openedBy: string;
};

/** Amounts in fen. */
export type ClawBackRecord = { ordered: bigint; recovered: bigint; writtenOff: bigint };

export type PaymentsState = {
  readonly payments: Map<bigint, PaymentRecord>;
  /** By the order. */
  readonly clawBacks: Map<string, ClawBackRecord>;
  count: bigint;
  readonly proposals: Matters;
  /** The orders of the payment that is being opened: each is told of before the payment is. */
  opening: PaymentItem[];
};

export function begin(): PaymentsState {
  return { payments: new Map(), clawBacks: new Map(), count: 0n, proposals: new Map(), opening: [] };
}

export function apply(state: PaymentsState, event: EventOf<"payments">): void {
  switch (event.name) {
    case "OrderInPayment":
      state.opening.push({ order: event.args.order, amount: event.args.amount });
      break;
    case "PaymentOpened": {
      const { payment, home, total, by } = event.args;
      const items = state.opening;
      state.opening = [];
      state.payments.set(payment, { home, items, open: items.length, total, paid: 0n, openedBy: by });
      const next = state.count + 1n;
      state.count = payment;
      if (payment !== next) throw gap("payment", next, payment);
      break;
    }
    case "OrderSettled": {
      const { order, paid, amount, receipt } = event.args;
      const payment = told(state.payments, event.args.payment, "payment");
      const item = payment.items.find((it) => it.order === order);
      if (item === undefined || item.settled !== undefined) throw untold("order in payment", order);
      item.settled = { paid, receipt };
      payment.open -= 1;
      if (paid) payment.paid += amount;
      break;
    }
    case "ClawBackOrdered":
      clawBack(state, event.args.order).ordered += event.args.amount;
      break;
    case "ClawBackRecovered":
      clawBack(state, event.args.order).recovered += event.args.amount;
      break;
    case "ClawBackWrittenOff":
      clawBack(state, event.args.order).writtenOff += event.args.amount;
      break;
    case "MatterProposed":
    case "MatterConfirmed":
    case "MatterWithdrawn":
      applyToMatters(state.proposals, event);
      break;
    // Follows from the settlements.
    case "PaymentClosed":
      break;
  }
}

export function storageOf({ payments, clawBacks, count, proposals }: PaymentsState): Variables {
  const stored = ({ items, ...payment }: PaymentRecord) => ({ ...payment, orders: items.length });
  return { payments: mapped(payments, stored), clawBacks, count, proposals };
}

function clawBack(state: PaymentsState, order: string): ClawBackRecord {
  const record = state.clawBacks.get(order) ?? { ordered: 0n, recovered: 0n, writtenOff: 0n };
  state.clawBacks.set(order, record);
  return record;
}
