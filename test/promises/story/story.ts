import { id } from "ethers";
import { placeOrder, redeemOrder, type Party } from "../../support/acts.ts";
import { goToDay, passDays, world, type World } from "../../support/world.ts";
import { issueJointly, issueOwn, programs } from "./budgets.ts";
import { matching } from "./matching.ts";
import { cancelling, deciding, paying, rejectingForCause, rejectingForForm, withdrawing } from "./orders.ts";
import { enterprises, merge, providers, thinkBetter, type Enterprises } from "./parties.ts";

const reason = id("reason");

/** Everything that the ledger can do, done at least once; it ends with a district retired and the edition closed. */
export async function story() {
  const w = await world();
  await w.districts.connect(w.yangpu.administrator).changeProfile(w.yangpu.id, id("new profile"));
  const e = await enterprises(w);
  const provider = await providers(w);
  const { own, jointly } = await programs(w);
  const vouchers = await issueOwn(w, own, e);
  const [spent, mixed, cancelled, , first, second, third, fourth, regrouped, ofMerged] = vouchers as [
    bigint,
    ...bigint[],
  ] &
    bigint[];
  const voucherOfNanhu = await issueJointly(w, jointly, e);
  await merge(w, e);

  const trade = { w, provider };
  await cancelling(trade, cancelled!, e.rotated);
  await freezing(w, first!, second!);
  const late = await deciding(trade, mixed!, e.rotated);
  await rejectingForCause(trade, mixed!, e.rotated);
  const reopened = await rejectingForForm(trade, spent, e.rotated);
  await paying(trade, late, reopened);
  await withdrawing(trade, spent, e.rotated);
  await matching(trade, spent, e.rotated);
  await placeOrder(w, voucherOfNanhu, e.neighbour, provider);
  await placeOrder(w, ofMerged!, e.regrouped, provider, { amount: 250_000n });

  await ending(w, e, { third: third!, fourth: fourth!, regrouped: regrouped! }, provider);
  await w.districts.connect(w.safe).retire(w.hefei.id);
  await w.districts.connect(w.safe).close();
  return { w, vouchers: [...vouchers, voucherOfNanhu], voucher: spent };
}

/** The Auditor freezes one and gives it free early; the Bureau's goes on, is repeated, and ended by the Safe. */
async function freezing(w: World, first: bigint, second: bigint): Promise<void> {
  await w.vouchers.connect(w.auditor).freeze(first, 30, reason);
  await passDays(3);
  await w.vouchers.connect(w.auditor).unfreeze(first, reason);
  await w.vouchers.connect(w.wujin.bureau).freeze(second, 4, reason);
  await passDays(5);
  await w.vouchers.connect(w.auditor).freezeAgain(second, 20, reason);
  await w.vouchers.connect(w.wujin.approver).confirmFreezeAgain(second, 20, reason, true);
  await passDays(1);
  await w.vouchers.connect(w.safe).unfreeze(second, reason);
  const bureau = w.vouchers.connect(w.wujin.bureau);
  await bureau.extend(second, reason);
  await thinkBetter(bureau, bureau.revoke(second, reason));
}

interface Last {
  readonly third: bigint;
  readonly fourth: bigint;
  readonly regrouped: bigint;
}

/** Revoked with a lock that is then redeemed for less; revoked untouched; expired; frozen after its end. */
async function ending(w: World, e: Enterprises, last: Last, provider: Party): Promise<void> {
  const { third, fourth, regrouped } = last;
  const order = await placeOrder(w, third, e.thawed, provider);
  const deferred = await placeOrder(w, fourth, e.thawed, provider);
  for (const voucher of [third, regrouped]) {
    await w.vouchers.connect(w.wujin.bureau).revoke(voucher, reason);
    await w.vouchers.connect(w.wujin.approver).confirmRevoke(voucher, reason);
  }
  await redeemOrder(w, order, e.thawed, provider, { invoices: [{ nullifier: id("little"), amount: 1_000_000n }] });
  await goToDay(Number(((await w.vouchers.wordOf(fourth)) >> 208n) & 0xffffn) + 1);
  await w.vouchers.connect(w.stranger).expire([fourth, third, regrouped]);
  await w.vouchers.connect(w.wujin.bureau).freeze(fourth, 10, reason);
  await passDays(2);
  await w.vouchers.connect(w.wujin.bureau).unfreeze(fourth, reason);
  await w.orders.connect(w.stranger).cancelOverdue(deferred);
}
