import { id } from "ethers";
import { placeOrder, redeemOrder } from "../support/acts.ts";
import { load } from "../support/load.ts";
import { cancellation, placed, revokeVoucher, voucherState, type Placed } from "../support/stages.ts";
import { goToDay, today, type World } from "../support/world.ts";

const reason = id("reason");

const ENDS: Record<string, (s: Placed) => Promise<void>> = {
  revoked: revokeVoucher,
  expired: async ({ w, voucher }) => {
    await goToDay((await voucherState(w, voucher)).useBy + 1);
    await w.vouchers.connect(w.stranger).expire([voucher]);
  },
};

const redeemInPart = async ({ w, order, enterprise, provider }: Placed, nullifier: string, round = 0) =>
  redeemOrder(w, order, enterprise, provider, { round, invoices: [{ nullifier, amount: 1_000_001n }] });

const reject = async ({ w, order }: Placed, forCause: boolean, nullifier: string): Promise<void> => {
  await w.orders.connect(w.wujin.bureau).reject(order, forCause, reason);
  const approver = w.orders.connect(w.wujin.approver);
  if (forCause) await approver.confirmRejectForCause(order, reason);
  else await approver.confirmRejectForForm(order, reason, [nullifier]);
};

const GIVEN_UP: Record<string, (s: Placed) => Promise<unknown>> = {
  "both parties cancel": async (s) => s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s))),
  "somebody cancels what is overdue": async ({ w, order }) => {
    const overdue = (await w.orders.lastDayOf(order).then(Number)) + 1;
    if ((await today()) < overdue) await goToDay(overdue);
    await w.orders.connect(w.stranger).cancelOverdue(order);
  },
  "less is redeemed than was locked": async (s) => redeemInPart(s, reason),
  "the redemption is rejected for cause": async (s) => {
    await redeemInPart(s, reason);
    await reject(s, true, reason);
  },
  "the redemption is rejected for form, and the order cancelled": async (s) => {
    await redeemInPart(s, reason);
    await reject(s, false, reason);
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
  },
};

/** A voucher ends with two orders open, of which one is given up later, in every way there is. */
export function lateReturnsKeep(check: (w: World, when: string) => Promise<void>): void {
  for (const [end, happens] of Object.entries(ENDS)) {
    for (const [what, giveUp] of Object.entries(GIVEN_UP)) {
      it(`holds when a voucher is ${end} and then ${what}`, async () => {
        const s = await load(placed);
        await placeOrder(s.w, s.voucher, s.enterprise, s.provider, { amount: 300_000n });
        await happens(s);
        await check(s.w, `when ${end}`);
        await giveUp(s);
        await check(s.w, `after ${what}`);
      });
    }
  }
}
