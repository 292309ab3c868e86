import { id } from "ethers";
import { cancellation, paying, placed, redeemed, type Redeemed } from "../support/stages.ts";
import { goToDay } from "../support/world.ts";

const reason = id("reason");

/** Two home officers reject the redemption. */
async function reject({ w, order, claim }: Redeemed, forCause: boolean): Promise<void> {
  await w.orders.connect(w.wujin.bureau).reject(order, forCause, reason);
  const approver = w.orders.connect(w.wujin.approver);
  const invoices = claim.invoices.map(({ nullifier }) => nullifier);
  if (forCause) await approver.confirmRejectForCause(order, reason);
  else await approver.confirmRejectForForm(order, reason, invoices);
}

/** The order is open again. */
export async function rejectedForForm() {
  const s = await redeemed();
  await reject(s, false);
  return s;
}

/** The order has ended. */
export async function rejectedForCause() {
  const s = await redeemed();
  await reject(s, true);
  return s;
}

/** The bank sent the money back, and the order is payable again. */
export async function returned() {
  const s = await paying();
  const settlement = { order: s.order, paid: false, receipt: reason };
  await s.w.payments.connect(s.w.wujin.finance).settle(s.payment, [settlement]);
  return s;
}

/** Both parties gave the order up. */
export async function cancelledByBoth() {
  const s = await placed();
  await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
  return s;
}

/** Nobody claimed in time, and somebody cancelled. */
export async function cancelledOverdue() {
  const s = await placed();
  await goToDay(s.terms.deliverBy + 16);
  await s.w.orders.connect(s.w.stranger).cancelOverdue(s.order);
  return s;
}
