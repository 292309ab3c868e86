import { expect } from "chai";
import { id } from "ethers";
import { issueVouchers, orderOf, placementOf, placeOrder } from "../support/acts.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { everyone, expectItemRefused, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  acceptance,
  budgetState,
  cancellation,
  claimed,
  inHand,
  paid,
  paying,
  placed,
  placement,
  redeemed,
  redemption,
  setSequence,
  voucherState,
  type InHand,
} from "../support/stages.ts";
import { goToDay, networkHelpers, type World } from "../support/world.ts";

const reason = id("reason");
const LAST_ORDER_SEQUENCE = 20_000;
const LAST_PARTY_SEQUENCE = 65_000;

const expire = async ({ w }: { w: World }, vouchers: bigint[], by: Signer = w.stranger) =>
  w.vouchers.connect(by).expire(vouchers);
const due = async ({ w, voucher }: InHand) => goToDay((await voucherState(w, voucher)).useBy + 1);
const statusOf = async ({ w, voucher }: InHand) => (await voucherState(w, voucher)).status;

/** Many small orders are open on the voucher. */
async function manyOrders() {
  const s = await inHand();
  const items = [];
  for (let i = 0; i < 60; i += 1) {
    const order = await orderOf(s.voucher, s.provider.id, { amount: 1n });
    items.push(await placementOf(s.w, order, s.enterprise, s.provider));
  }
  await s.w.orders.connect(s.w.operator).place(items);
  return s;
}

/** An order is placed, and parties may change the voucher no more. */
async function exhausted() {
  const s = await placed();
  await setSequence(s, LAST_PARTY_SEQUENCE);
  return s;
}

/** An order waits for the enterprise, and parties may change the voucher no more. */
async function exhaustedWhileClaimed() {
  const s = await claimed();
  await setSequence(s, LAST_PARTY_SEQUENCE);
  return s;
}

/** What a party could bring about, or could have brought upon it. */
const SITUATIONS: Record<string, (s: InHand) => Promise<unknown>> = {
  "the wallet is stopped": ({ w, enterprise }) =>
    w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, w.stranger),
  "the enterprise is frozen": ({ w, enterprise }) =>
    w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, reason),
  "the enterprise is blacklisted": async ({ w, enterprise }) => {
    await w.enterprises.connect(w.wujin.bureau).end(enterprise.id, 5, reason);
    await w.enterprises.connect(w.wujin.approver).confirmEnd(enterprise.id, 5, reason);
  },
  "the provider is suspended": ({ w, provider }) => w.providers.connect(w.yangpu.bureau).suspend(provider.id, reason),
  "the program is stopped": ({ w, program }) => w.programs.connect(w.wujin.bureau).stop(program),
  "the district has retired": ({ w }) => w.districts.connect(w.safe).retire(w.wujin.id),
  "the edition is closed": ({ w }) => w.districts.connect(w.safe).close(),
  "a revocation is proposed": ({ w, voucher }) => w.vouchers.connect(w.wujin.bureau).revoke(voucher, reason),
};

describe("Promise 10: anyone can expire what is due; neither expiring nor a first freeze can be blocked by a party", () => {
  describe("expiring", () => {
    it("is anyone's, from the first second after use-by on", async () => {
      const s = await load(inHand);
      const { useBy } = await voucherState(s.w, s.voucher);
      await atTheEndOf(useBy);
      await expire(s, [s.voucher]);
      expect(await statusOf(s)).to.equal("Active");
      await atTheStartOf(useBy + 1);
      await expire(s, [s.voucher]);
      expect(await statusOf(s)).to.equal("Expired");
      expect((await budgetState(s.w, s.program)).outstanding).to.equal(0n);
    });

    it("is everybody's equally", async () => {
      const s = await load(inHand);
      await due(s);
      for (const by of everyone(s.w)) {
        const before = await networkHelpers.takeSnapshot();
        await expire(s, [s.voucher], by);
        expect(await statusOf(s)).to.equal("Expired");
        await before.restore();
      }
    });

    it("passes over what is not due, does not exist, or was named before", async () => {
      const s = await load(inHand);
      await due(s);
      const items = [{ enterprise: s.enterprise.id, face: 100n }];
      const [young] = await issueVouchers(s.w, s.w.wujin, s.program, items);
      const act = expire(s, [0n, young!, s.voucher, 99n << 32n, s.voucher, (1n << 48n) - 1n]);
      const receipt = await (await act).wait();
      expect(receipt?.logs).to.have.length(1);
      expect(await statusOf(s)).to.equal("Expired");
      expect((await voucherState(s.w, young!)).status).to.equal("Active");
    });

    for (const [what, fixture] of Object.entries({ placed, claimed, redeemed, paying })) {
      it(`is not blocked by an order that is ${what}, which keeps its amount`, async () => {
        const s = await load(fixture);
        await due(s);
        const before = await voucherState(s.w, s.voucher);
        await expire(s, [s.voucher]);
        const { locked, redeemed: paidOut } = await voucherState(s.w, s.voucher);
        expect(await statusOf(s)).to.equal("Expired");
        expect([locked, paidOut]).to.deep.equal([before.locked, before.redeemed]);
      });
    }

    it("is not made dearer by many open orders", async () => {
      const few = await load(placed);
      await due(few);
      const gasOfFew = await few.w.vouchers.expire.estimateGas([few.voucher]);
      const s = await load(manyOrders);
      await due(s);
      const gas = await s.w.vouchers.expire.estimateGas([s.voucher]);
      expect(gas - gasOfFew <= 1_000n).to.equal(true);
      await expire(s, [s.voucher]);
      expect(await statusOf(s)).to.equal("Expired");
    });

    for (const [what, happens] of Object.entries(SITUATIONS)) {
      it(`is not blocked when ${what}`, async () => {
        const s = await load(inHand);
        await happens(s);
        await due(s);
        await expire(s, [s.voucher]);
        expect(await statusOf(s)).to.equal("Expired");
      });
    }

    it("waits for the days of a freeze, and no longer", async () => {
      const s = await load(inHand);
      const { useBy } = await voucherState(s.w, s.voucher);
      await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 30, reason);
      await goToDay(useBy + 30);
      await expire(s, [s.voucher]);
      expect(await statusOf(s)).to.equal("Active");
      await goToDay(useBy + 31);
      await expire(s, [s.voucher]);
      expect(await statusOf(s)).to.equal("Expired");
    });
  });

  describe("a first freeze", () => {
    for (const [what, happens] of Object.entries(SITUATIONS)) {
      it(`is not blocked when ${what}`, async () => {
        const s = await load(inHand);
        await happens(s);
        await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 30, reason);
        expect(await s.w.vouchers.frozen(s.voucher)).to.equal(true);
      });
    }

    for (const fixture of [placed, claimed, redeemed, paying, manyOrders, exhausted]) {
      it(`is not blocked by orders: ${fixture.name}`, async () => {
        const s = await load<InHand>(fixture);
        for (const by of [s.w.auditor, s.w.wujin.bureau]) {
          const before = await networkHelpers.takeSnapshot();
          await s.w.vouchers.connect(by).freeze(s.voucher, 1, reason);
          await before.restore();
        }
      });
    }
  });

  it("a voucher takes its last order with 19,999 changes; so there is room for all of them to end, and for the voucher to", async () => {
    const s = await load(inHand);
    const { vouchers, orders } = s.w;
    const lastOrder = Number(await vouchers.LAST_ORDER_SEQUENCE());
    expect(lastOrder).to.equal(LAST_ORDER_SEQUENCE);
    await setSequence(s, lastOrder - 1);
    await placeOrder(s.w, s.voucher, s.enterprise, s.provider, { amount: 1n });
    const another = orders.connect(s.w.operator).place([await placement(s, { amount: 1n })]);
    await expectItemRefused(another, orders, 0, vouchers, "SequenceExhausted", [s.voucher]);
    const [placedRedeemedAndPaid, last] = [3, 2 ** 16 - 1];
    const lastOfParties = Number(await vouchers.LAST_PARTY_SEQUENCE());
    expect(lastOrder * placedRedeemedAndPaid).to.be.below(lastOfParties);
    expect(lastOfParties).to.equal(LAST_PARTY_SEQUENCE).and.to.be.below(last);
  });

  describe("a voucher with 20,000 changes", () => {
    it("takes no recovery in small change any more", async () => {
      const s = await load(paid);
      const { payments, vouchers } = s.w;
      await payments.connect(s.w.wujin.bureau).clawBack(s.order, 10n, reason);
      await payments.connect(s.w.wujin.approver).confirmClawBack(s.order, 10n, reason);
      const recover = async () => payments.connect(s.w.wujin.finance).recover(s.order, 1n, reason);
      await setSequence(s, LAST_ORDER_SEQUENCE - 1);
      await recover();
      await expectRefused(recover(), vouchers, "SequenceExhausted", [s.voucher]);
    });

    it("is frozen for the first time, and takes no further freeze", async () => {
      const s = await load(inHand);
      const vouchers = s.w.vouchers.connect(s.w.wujin.bureau);
      const again = async () => {
        await vouchers.freezeAgain(s.voucher, 1, reason);
        return s.w.vouchers.connect(s.w.wujin.approver).confirmFreezeAgain(s.voucher, 1, reason, false);
      };
      await setSequence(s, LAST_ORDER_SEQUENCE - 3);
      const before = await networkHelpers.takeSnapshot();
      await vouchers.freeze(s.voucher, 1, reason);
      await vouchers.unfreeze(s.voucher, reason);
      await again(); // the 20,000th change
      await vouchers.unfreeze(s.voucher, reason);
      await expectRefused(again(), vouchers, "SequenceExhausted", [s.voucher]);
      await before.restore();
      await setSequence(s, LAST_ORDER_SEQUENCE);
      await vouchers.freeze(s.voucher, 1, reason);
      expect(await vouchers.frozen(s.voucher)).to.equal(true);
      await vouchers.unfreeze(s.voucher, reason);
      await expectRefused(again(), vouchers, "SequenceExhausted", [s.voucher]);
      await due(s);
      await expire(s, [s.voucher]);
      expect(await statusOf(s)).to.equal("Expired");
    });
  });

  describe("a voucher with 65,000 changes", () => {
    const said = (s: InHand) => [s.w.vouchers, "SequenceExhausted", [s.voucher]] as const;

    it("takes no act of its parties any more", async () => {
      const s = await load(exhausted);
      const orders = s.w.orders.connect(s.w.operator);
      await expectItemRefused(orders.place([await placement(s, { amount: 1n })]), orders, 0, ...said(s));
      await expectItemRefused(orders.redeem([await redemption(s)]), orders, 0, ...said(s));
      await expectRefused(orders.cancel(...(await cancellation(s))), ...said(s));
      const waiting = await load(exhaustedWhileClaimed);
      const accepting = waiting.w.orders.connect(waiting.w.operator).accept(...(await acceptance(waiting)));
      await expectRefused(accepting, ...said(waiting));
    });

    it("is frozen, extended, revoked and expired as any other", async () => {
      const s = await load(exhausted);
      const { w, voucher } = s;
      await w.vouchers.connect(w.wujin.bureau).extend(voucher, reason);
      await w.vouchers.connect(w.auditor).freeze(voucher, 30, reason);
      await w.vouchers.connect(w.safe).unfreeze(voucher, reason);
      await w.vouchers.connect(w.wujin.bureau).revoke(voucher, reason);
      const before = await networkHelpers.takeSnapshot();
      await w.vouchers.connect(w.wujin.approver).confirmRevoke(voucher, reason);
      expect(await statusOf(s)).to.equal("Revoked");
      await before.restore();
      await due(s);
      await expire(s, [voucher]);
      expect(await statusOf(s)).to.equal("Expired");
    });

    it("gives an overdue order's lock back to the budget after it has expired", async () => {
      const s = await load(exhausted);
      await due(s);
      await expire(s, [s.voucher]);
      await s.w.orders.connect(s.w.stranger).cancelOverdue(s.order);
      expect((await budgetState(s.w, s.program)).outstanding).to.equal(0n);
    });
  });
});
