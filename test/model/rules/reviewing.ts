import type { Act } from "./act.ts";
import { propose, seconded } from "./matters.ts";
import { hearAnew } from "./objections.ts";
import { demandDuty } from "./offices.ts";
import { catchUp, demandStage, homeOfOrder, termsOfOrder, type Order } from "./orders.ts";
import { ACTION, changed, freePot, move } from "./vouchers.ts";

/** Two home officers reject what was redeemed; `close` is the confirmation. */
function rejecting(a: Act, id: string, forCause: boolean, reason: string): { order: Order; close: () => void } {
  const order = demandStage(a, id, "Redeemed");
  demandDuty(a, homeOfOrder(a, order), "approver");
  return { order, close: seconded(a, "orders", "reject", [id, order.round, forCause, reason]) };
}

/** All nullifiers of the redemption, each once. */
function demandItsInvoices(a: Act, id: string, order: Order, invoices: readonly string[]): void {
  const count = order.invoices.length;
  a.demand(invoices.length === count, "NotItsInvoices", id, count, invoices.length);
  for (const [i, nullifier] of invoices.entries()) {
    const its = a.town.invoices.get(nullifier) === id && invoices.indexOf(nullifier) === i;
    a.demand(its, "NotItsInvoice", id, nullifier);
  }
}

export const reviewing = {
  reject(a: Act, id: string, forCause: boolean, reason: string): void {
    const order = demandStage(a, id, "Redeemed");
    demandDuty(a, homeOfOrder(a, order), "bureau");
    propose(a, "orders", "reject", [id, order.round, forCause, reason]);
  },

  /** The redeemed amount is a lock again, the invoices are free, and there is time for a better claim. */
  confirmRejectForForm(a: Act, id: string, reason: string, invoices: readonly string[]): void {
    const { order, close } = rejecting(a, id, false, reason);
    demandItsInvoices(a, id, order, invoices);
    a.granted();
    close();
    for (const nullifier of order.invoices) a.town.invoices.delete(nullifier);
    catchUp(a, order);
    order.deliverBy = Math.max(order.deliverBy, a.today + termsOfOrder(a, order).graceDays);
    order.stage = "Placed";
    order.reopened = true;
    order.round += 1;
    order.invoices = [];
    order.waitEnd = 0;
    order.payment = 0;
    hearAnew(a.town, "orders", id);
    const voucher = a.town.vouchers.get(order.terms.voucher)!;
    move(a.town, voucher, "redeemed", "locked", order.amount);
    changed(a, order.terms.voucher, ACTION.reopened, order.amount, id);
    const { round, deliverBy } = order;
    a.tell("orders", "OrderReopened", { order: id, round, deliverBy, reason, by: a.by });
  },

  confirmRejectForCause(a: Act, id: string, reason: string): void {
    const { order, close } = rejecting(a, id, true, reason);
    a.granted();
    close();
    order.stage = "Rejected";
    const voucher = a.town.vouchers.get(order.terms.voucher)!;
    move(a.town, voucher, "redeemed", freePot(voucher), order.amount);
    changed(a, order.terms.voucher, ACTION.rejected, order.amount, id);
    a.tell("orders", "OrderRejected", { order: id, reason, by: a.by });
  },
};
