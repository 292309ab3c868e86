import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { soon } from "../support/messages.ts";
import { ENTERPRISE, ENTERPRISE_SILENCED, endEnterprise, PROVIDER_SILENCED } from "../support/obstacles.ts";
import { expectTold } from "../support/events.ts";
import { everyone, expectRefused } from "../support/expect.ts";
import {
  budgetState,
  cancellation,
  claimed,
  figures,
  following,
  orderState,
  paid,
  paying,
  placed,
  placement,
  redeemed,
  revokeVoucher,
  setSequence,
  stage,
  type Placed,
} from "../support/stages.ts";
import { expectSubmittersOnly } from "../support/submitters.ts";
import { goToDay, networkHelpers, passDays, today } from "../support/world.ts";

const ready = async () => networkHelpers.loadFixture(placed);
const cancel = async (s: Placed, over: { deadline?: number } = {}) =>
  s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s, over)));

describe("Orders.cancel", () => {
  it("cancels no order that is not there", async () => {
    const s = await ready();
    const act = cancel({ ...s, order: id("no order") });
    await expectRefused(act, s.w.orders, "OrderUnknown", [id("no order")]);
  });

  it("is brought by the Operator or an Approver of either district, and by nobody else", async () => {
    const s = await ready();
    const papers = await cancellation(s);
    await expectSubmittersOnly(s.w, async (by) => s.w.orders.connect(by).cancel.staticCall(...papers));
  });

  it("gives the lock back and says that both parties wished it", async () => {
    const s = await ready();
    const change = await following(s);
    await expectTold(cancel(s), async () => [
      await change("Unlocked", 3_000_000n, s.order),
      [s.w.orders, "OrderCancelled", [s.order, false, s.w.operator]],
    ]);
  });

  it("leaves the order cancelled, the voucher and the budget as before it, and the contract free", async () => {
    const s = await ready();
    const before = await figures(s);
    const order = await orderState(s.w, s.order);
    await cancel(s);
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, stage: "Cancelled" });
    expect(await figures(s)).to.deep.equal({ ...before, locked: 0n });
    expect(await s.w.orders.contractUsed(s.contractNullifier)).to.equal(false);
    await s.w.orders.connect(s.w.operator).place([await placement(s, {}, s.contractNullifier)]);
    expect(await s.w.orders.contractUsed(s.contractNullifier)).to.equal(true);
  });

  it("never lets the same order be placed again", async () => {
    const s = await ready();
    await cancel(s);
    const again = s.w.orders.connect(s.w.operator).place([await placement(s, s.terms)]);
    const reason = s.w.orders.interface.encodeErrorResult("PlacedBefore", [s.order]);
    await expectRefused(again, s.w.orders, "ItemFailed", [0, reason]);
  });

  it("cancels a claimed order too, whose claim waits no more", async () => {
    const s = await networkHelpers.loadFixture(claimed);
    await cancel(s);
    expect((await orderState(s.w, s.order)).stage).to.equal("Cancelled");
    expect(await s.w.orders.claimOf(s.order)).to.equal(ZeroHash);
  });

  it("is possible while the voucher is frozen", async () => {
    const s = await ready();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 30, ZeroHash);
    await cancel(s);
    expect((await figures(s)).locked).to.equal(0n);
  });

  it("is possible for a closed enterprise and a suspended provider", async () => {
    const s = await ready();
    await endEnterprise(s, ENTERPRISE.closed);
    await s.w.providers.connect(s.w.yangpu.bureau).suspend(s.provider.id, ZeroHash);
    await cancel(s);
  });

  for (const { what, happens, says } of [...ENTERPRISE_SILENCED, ...PROVIDER_SILENCED]) {
    it(`is not possible for ${what}`, async () => {
      const s = await ready();
      await happens(s);
      await expectRefused(cancel(s), ...says(s));
    });
  }

  it("is not possible without room in the voucher's sequence", async () => {
    const s = await ready();
    await setSequence(s, 65_000);
    await expectRefused(cancel(s), s.w.vouchers, "SequenceExhausted", [s.voucher]);
    await setSequence(s, 64_999);
    await cancel(s);
  });

  const LATER = [
    ["Redeemed", redeemed],
    ["Paying", paying],
    ["Paid", paid],
  ] as const;
  for (const [name, fixture] of LATER) {
    it(`comes too late for an order that is ${name.toLowerCase()}`, async () => {
      const s = await networkHelpers.loadFixture(fixture);
      await expectRefused(cancel(s), s.w.orders, "OrderIn", [s.order, stage(name)]);
    });
  }

  it("cancels once", async () => {
    const s = await ready();
    const papers = await cancellation(s);
    await s.w.orders.connect(s.w.operator).cancel(...papers);
    const again = s.w.orders.connect(s.w.operator).cancel(...papers);
    await expectRefused(again, s.w.orders, "OrderIn", [s.order, stage("Cancelled")]);
  });
});

describe("Orders.cancel of an ended voucher's order", () => {
  const ENDS = {
    revoked: revokeVoucher,
    expired: async (s: Placed) => {
      await passDays(181);
      await s.w.vouchers.connect(s.w.stranger).expire([s.voucher]);
    },
  };
  for (const [ended, end] of Object.entries(ENDS)) {
    it(`returns the lock of a voucher that was ${ended} to the budget`, async () => {
      const s = await ready();
      await end(s);
      expect((await budgetState(s.w, s.program)).outstanding).to.equal(3_000_000n);
      await cancel(s, { deadline: await soon() });
      expect((await budgetState(s.w, s.program)).outstanding).to.equal(0n);
    });
  }
});

describe("Orders.cancelOverdue", () => {
  const overdue = async (s: Placed) => s.w.orders.connect(s.w.stranger).cancelOverdue(s.order);

  it("cancels no order that is not there", async () => {
    const s = await ready();
    const act = overdue({ ...s, order: id("no order") });
    await expectRefused(act, s.w.orders, "OrderUnknown", [id("no order")]);
  });

  it("waits for the delivery day and all of the grace", async () => {
    const s = await ready();
    const lastDay = s.terms.deliverBy + 15;
    for (const day of [s.terms.deliverBy + 1, lastDay]) {
      await goToDay(day);
      await expectRefused(overdue(s), s.w.orders, "NotOverdue", [s.order, lastDay]);
    }
    await goToDay(lastDay + 1);
    await overdue(s);
  });

  it("is everybody's", async () => {
    const s = await ready();
    await goToDay(s.terms.deliverBy + 16);
    for (const by of everyone(s.w)) await s.w.orders.connect(by).cancelOverdue.staticCall(s.order);
  });

  it("gives the lock back and says that it was overdue", async () => {
    const s = await ready();
    await goToDay(s.terms.deliverBy + 16);
    const change = await following(s);
    await expectTold(overdue(s), async () => [
      await change("Unlocked", 3_000_000n, s.order),
      [s.w.orders, "OrderCancelled", [s.order, true, s.w.stranger]],
    ]);
  });

  it("leaves the order cancelled and the contract free", async () => {
    const s = await ready();
    await goToDay(s.terms.deliverBy + 16);
    await overdue(s);
    expect((await orderState(s.w, s.order)).stage).to.equal("Cancelled");
    expect((await figures(s)).locked).to.equal(0n);
    expect(await s.w.orders.contractUsed(s.contractNullifier)).to.equal(false);
    await expectRefused(overdue(s), s.w.orders, "OrderIn", [s.order, stage("Cancelled")]);
  });

  const LATER = [
    ["Claimed", claimed],
    ["Redeemed", redeemed],
  ] as const;
  for (const [name, fixture] of LATER) {
    it(`leaves an order alone that is ${name.toLowerCase()}`, async () => {
      const s = await networkHelpers.loadFixture(fixture);
      await goToDay(s.terms.deliverBy + 16);
      await expectRefused(overdue(s), s.w.orders, "OrderIn", [s.order, stage(name)]);
    });
  }

  it("waits for as many days more as a freeze took, less what was not used of it", async () => {
    const s = await ready();
    const lastDay = s.terms.deliverBy + 15;
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 10, ZeroHash);
    expect(await s.w.orders.lastDayOf(s.order)).to.equal(lastDay);
    await goToDay((await today()) + 4);
    expect(await s.w.orders.lastDayOf(s.order)).to.equal(lastDay + 4);
    await s.w.vouchers.connect(s.w.auditor).unfreeze(s.voucher, ZeroHash);
    expect(await s.w.orders.lastDayOf(s.order)).to.equal(lastDay + 4);
    await goToDay(lastDay + 4);
    await expectRefused(overdue(s), s.w.orders, "NotOverdue", [s.order, lastDay + 4]);
    await goToDay(lastDay + 5);
    await overdue(s);
  });

  it("is not stopped by parties that used the voucher's sequence up", async () => {
    const s = await ready();
    await setSequence(s, 65_000);
    await goToDay(s.terms.deliverBy + 16);
    await overdue(s);
  });
});
