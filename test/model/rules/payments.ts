import type { Act } from "./act.ts";
import { propose, seconded, withdrawProposal } from "./matters.ts";
import { demandNoObjection } from "./objections.ts";
import { demandDuty, type Duty } from "./offices.ts";
import { demandStage, homeOfOrder, termsOfOrder, type Order } from "./orders.ts";
import { knownProgram } from "./programs.ts";
import { ZERO } from "./town.ts";
import { ACTION, changed, demandNotFrozen } from "./vouchers.ts";

/** Orders of one district that went to the bank together. */
export interface Payment {
  readonly home: number;
  readonly orders: readonly string[];
  /** Not settled yet. */
  open: number;
  readonly total: bigint;
  paid: bigint;
  readonly openedBy: string;
}

export interface Settlement {
  readonly order: string;
  readonly paid: boolean;
  readonly receipt: string;
}

function openOne(a: Act, id: string, home: number, payment: number): Order {
  const order = demandStage(a, id, "Redeemed");
  a.demand(a.today > order.waitEnd, "ReviewRunning", id, order.waitEnd);
  demandNoObjection(a, "orders", id, termsOfOrder(a, order).resolveDays);
  demandNotFrozen(a, order.terms.voucher);
  const actual = homeOfOrder(a, order);
  a.demand(actual === home, "OtherDistrict", id, home, actual);
  a.granted();
  order.stage = "Paying";
  order.payment = payment;
  a.tell("payments", "OrderInPayment", { payment, order: id, amount: order.amount });
  return order;
}

const budgetOf = (a: Act, order: Order) => knownProgram(a, a.town.vouchers.get(order.terms.voucher)!.program).budget;

/** @returns fen paid. */
function settleOne(a: Act, payment: number, { order: id, paid, receipt }: Settlement): bigint {
  a.demand(receipt !== ZERO, "ReceiptMissing", id);
  const order = demandStage(a, id, "Paying");
  a.demand(order.payment === payment, "InOtherPayment", id, order.payment);
  if (paid) demandNotFrozen(a, order.terms.voucher);
  a.granted();
  const { amount } = order;
  order.stage = paid ? "Paid" : "Redeemed";
  if (paid) {
    budgetOf(a, order).paid += amount;
    changed(a, order.terms.voucher, ACTION.paid, amount, id);
  }
  a.tell("payments", "OrderSettled", { payment, order: id, paid, amount, receipt });
  return paid ? amount : 0n;
}

/** What a claw-back may still be ordered for is at most what was paid. */
function demandClawBack(a: Act, id: string, amount: bigint, duty: Duty): Order {
  const order = demandStage(a, id, "Paid");
  demandDuty(a, homeOfOrder(a, order), duty);
  a.demand(amount !== 0n, "AmountMissing");
  const most = order.amount - order.clawBack.ordered;
  a.demand(amount <= most, "ClawBackExceedsPaid", id, most, amount);
  return order;
}

/** What is recovered or written off is at most what was ordered back. */
function demandOpenClawBack(a: Act, id: string, amount: bigint, duty: Duty): Order {
  const order = demandStage(a, id, "Paid");
  demandDuty(a, homeOfOrder(a, order), duty);
  a.demand(amount !== 0n, "AmountMissing");
  const { ordered, recovered, writtenOff } = order.clawBack;
  const open = ordered - recovered - writtenOff;
  a.demand(amount <= open, "ClawBackExceeded", id, open, amount);
  return order;
}

export const payments = {
  open(a: Act, home: number, ids: readonly string[]): void {
    demandDuty(a, home, "bureau");
    const payment = a.town.payments.size + 1;
    let total = 0n;
    a.each(ids, (id) => (total += openOne(a, id, home, payment).amount));
    a.town.payments.set(payment, { home, orders: ids, open: ids.length, total, paid: 0n, openedBy: a.by });
    a.tell("payments", "PaymentOpened", { payment, home, total, by: a.by });
  },

  settle(a: Act, id: number, items: readonly Settlement[]): void {
    const { home, openedBy } = a.known(a.town.payments.get(id), "PaymentUnknown", id);
    demandDuty(a, home, "finance");
    a.demand(openedBy !== a.by, "SameOfficer", a.by);
    let paid = 0n;
    a.each(items, (item) => (paid += settleOne(a, id, item)));
    const payment = a.town.payments.get(id)!;
    payment.paid += paid;
    payment.open -= items.length;
    if (payment.open === 0) a.tell("payments", "PaymentClosed", { payment: id, paid: payment.paid, by: a.by });
  },

  clawBack(a: Act, id: string, amount: bigint, reason: string): void {
    const { ordered } = demandClawBack(a, id, amount, "bureau").clawBack;
    propose(a, "payments", "clawBack", [id, ordered, amount, reason]);
  },

  confirmClawBack(a: Act, id: string, amount: bigint, reason: string): void {
    const { clawBack } = demandClawBack(a, id, amount, "approver");
    const close = seconded(a, "payments", "clawBack", [id, clawBack.ordered, amount, reason]);
    a.granted();
    close();
    clawBack.ordered += amount;
    a.tell("payments", "ClawBackOrdered", { order: id, amount, reason, by: a.by });
  },

  recover(a: Act, id: string, amount: bigint, receipt: string): void {
    const order = demandOpenClawBack(a, id, amount, "finance");
    a.demand(receipt !== ZERO, "ReceiptMissing", id);
    a.granted();
    order.clawBack.recovered += amount;
    budgetOf(a, order).recovered += amount;
    changed(a, order.terms.voucher, ACTION.recovered, amount, id);
    a.tell("payments", "ClawBackRecovered", { order: id, amount, receipt, by: a.by });
  },

  writeOff(a: Act, id: string, amount: bigint, reason: string): void {
    const { writtenOff } = demandOpenClawBack(a, id, amount, "finance").clawBack;
    propose(a, "payments", "writeOff", [id, writtenOff, amount, reason]);
  },

  confirmWriteOff(a: Act, id: string, amount: bigint, reason: string): void {
    const { clawBack } = demandOpenClawBack(a, id, amount, "approver");
    const close = seconded(a, "payments", "writeOff", [id, clawBack.writtenOff, amount, reason]);
    a.granted();
    close();
    clawBack.writtenOff += amount;
    a.tell("payments", "ClawBackWrittenOff", { order: id, amount, reason, by: a.by });
  },

  withdrawProposal: withdrawProposal("payments"),
};
