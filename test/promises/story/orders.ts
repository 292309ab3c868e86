import { id } from "ethers";
import {
  claimOf,
  orderOf,
  payOrders,
  placeOrder,
  redeemOrder,
  type ClaimTerms,
  type Party,
} from "../../support/acts.ts";
import { sign, soon } from "../../support/messages.ts";
import { goToDay, passDays, today, type World } from "../../support/world.ts";
import { thinkBetter } from "./parties.ts";

const SEAT = { auditor: 0, home: 1, provider: 2 };
const reason = id("reason");

/** Whoever places orders with the one provider of the story. */
export interface Trade {
  readonly w: World;
  readonly provider: Party;
}

/** Brings a claim that the enterprise has not accepted. */
async function claim({ w, provider }: Trade, order: string, over: Partial<ClaimTerms> = {}): Promise<ClaimTerms> {
  const terms = await claimOf(order, over);
  await w.orders.connect(w.operator).claim(terms, await sign(w, provider.key, "Claim", { ...terms }));
  return terms;
}

/** Cancelled by both while claimed, and cancelled when overdue; the contract is then used again. */
export async function cancelling({ w, provider }: Trade, voucher: bigint, enterprise: Party): Promise<void> {
  const both = await placeOrder(w, voucher, enterprise, provider, { amount: 1_000_000n });
  await claim({ w, provider }, both);
  const message = { order: both, deadline: await soon() };
  const signatures = [enterprise, provider].map(({ key }) => sign(w, key, "Cancellation", message));
  const [buyers, sellers] = (await Promise.all(signatures)) as [string, string];
  await w.orders.connect(w.operator).cancel(both, message.deadline, buyers, sellers);
  const deliverBy = (await today()) + 1;
  const overdue = await placeOrder(w, voucher, enterprise, provider, { amount: 500_000n, deliverBy });
  await goToDay(deliverBy + 16);
  await w.orders.connect(w.stranger).cancelOverdue(overdue);
}

/** Refused by the enterprise; claimed again and refused in its stead; claimed again and accepted in its stead. */
export async function deciding(trade: Trade, voucher: bigint, enterprise: Party): Promise<string> {
  const { w, provider } = trade;
  const order = await placeOrder(w, voucher, enterprise, provider, { amount: 2_000_000n });
  await claim(trade, order);
  const refusal = { order, round: 0, reason, deadline: await soon() };
  const signature = await sign(w, enterprise.key, "Refusal", refusal);
  await w.orders.connect(w.operator).refuse(order, reason, refusal.deadline, signature);
  for (const [round, accepted] of [
    [1, false],
    [2, true],
  ] as const) {
    const terms = await claim(trade, order, { round });
    await passDays(16);
    await w.orders.connect(w.wujin.bureau).decide(terms, accepted, reason);
    await w.orders.connect(w.wujin.approver).confirmDecide(terms, accepted, reason, (await today()) + 5);
  }
  return order;
}

/** Claimed, accepted by the enterprise, rejected for form after an objection, and redeemed again for less; its notice ends. */
export async function rejectingForForm(trade: Trade, voucher: bigint, enterprise: Party): Promise<string> {
  const { w, provider } = trade;
  const order = await placeOrder(w, voucher, enterprise, provider);
  const terms = await claim(trade, order);
  const deadline = await soon();
  const acceptance = await sign(w, enterprise.key, "Acceptance", { claim: terms, deadline });
  await w.orders.connect(w.operator).accept(terms, deadline, acceptance, (await today()) + 5);
  await w.orders.connect(w.yangpu.bureau).object(order, SEAT.provider, reason);
  await w.orders.connect(w.wujin.bureau).reject(order, false, reason);
  const invoices = terms.invoices.map(({ nullifier }) => nullifier);
  await w.orders.connect(w.wujin.approver).confirmRejectForForm(order, reason, invoices);
  const amounts = [2_000_000n, 1_000_001n];
  const noticeEnd = await redeemOrder(w, order, enterprise, provider, {
    round: 1,
    invoices: amounts.map((amount, i) => ({ nullifier: `0x${String(i + 1).repeat(64)}`, amount })),
  });
  await w.orders.connect(w.auditor).object(order, SEAT.auditor, reason);
  await w.orders.connect(w.safe).endAuditorsObjection(order, reason);
  await w.orders.connect(w.wujin.bureau).object(order, SEAT.home, reason);
  await w.orders.connect(w.wujin.bureau).resolve(order, SEAT.home, reason);
  await w.orders.connect(w.wujin.approver).confirmResolve(order, SEAT.home, reason);
  await goToDay(noticeEnd + 1);
  return order;
}

/** Redeemed, and ended by two officers who find that nothing was delivered. */
export async function rejectingForCause({ w, provider }: Trade, voucher: bigint, enterprise: Party): Promise<void> {
  const order = await placeOrder(w, voucher, enterprise, provider, { amount: 700_000n });
  await redeemOrder(w, order, enterprise, provider);
  const bureau = w.orders.connect(w.wujin.bureau);
  await thinkBetter(bureau, bureau.reject(order, false, reason));
  await bureau.reject(order, true, reason);
  await w.orders.connect(w.wujin.approver).confirmRejectForCause(order, reason);
}

/** One order is returned by the bank and paid with the next payment; one is paid at once and partly clawed back. */
export async function paying({ w }: Trade, first: string, second: string): Promise<void> {
  const { wujin } = w;
  await w.payments.connect(wujin.bureau).open(wujin.id, [first, second]);
  const payment = await w.payments.count();
  const finance = w.payments.connect(wujin.finance);
  await finance.settle(payment, [{ order: first, paid: false, receipt: id("returned") }]);
  await finance.settle(payment, [{ order: second, paid: true, receipt: id("paid") }]);
  await payOrders(w, wujin, [first]);

  await w.payments.connect(wujin.bureau).clawBack(second, 900_000n, reason);
  await w.payments.connect(wujin.approver).confirmClawBack(second, 900_000n, reason);
  await finance.recover(second, 300_000n, id("receipt"));
  await finance.recover(second, 200_000n, id("receipt 2"));
  await thinkBetter(finance, finance.writeOff(second, 100_000n, reason));
  await finance.writeOff(second, 400_000n, reason);
  await w.payments.connect(wujin.approver).confirmWriteOff(second, 400_000n, reason);
}

/** One message withdrawn by the signer's signature, before anybody used it. */
export async function withdrawing({ w, provider }: Trade, voucher: bigint, enterprise: Party): Promise<void> {
  const message = await w.orders.orderIdOf(await orderOf(voucher, provider.id));
  const signature = await sign(w, enterprise.key, "Withdrawal", { message });
  await w.orders.connect(w.stranger).withdrawMessage(enterprise.key.address, message, signature);
}
