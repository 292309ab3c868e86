import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import {
  claimOf,
  redemptionOf,
  registerEnterprise,
  issueVouchers,
  openProgram,
  orderOf,
  placementOf,
} from "../support/acts.ts";
import { atTheEndOf } from "../support/clock.ts";
import { expectTold } from "../support/events.ts";
import { expectDuty, expectItemRefused, expectOnly, expectRefused } from "../support/expect.ts";
import {
  appoint,
  budgetState,
  claimed,
  following,
  orderState,
  paid,
  paying,
  placed,
  placement,
  receipt,
  redeemed,
  redemption,
  reviewed,
  setSequence,
  stage,
  type Redeemed,
} from "../support/stages.ts";
import { DUTY, goToDay, networkHelpers, type District } from "../support/world.ts";

type Reviewed = Pick<Redeemed, "w" | "order">;
const ready = async () => networkHelpers.loadFixture(reviewed);
const opened = async () => networkHelpers.loadFixture(paying);

const open = async ({ w, order }: Reviewed, by = w.wujin.bureau, orders = [order], home = w.wujin.id) =>
  w.payments.connect(by).open(home, orders);
const settled = (order: string, isPaid = true) => ({ order, paid: isPaid, receipt: receipt("the bank's") });
const settle = async ({ w, order, payment }: Reviewed & { payment: bigint }, isPaid = true, by = w.wujin.finance) =>
  w.payments.connect(by).settle(payment, [settled(order, isPaid)]);

/** Another order of the same voucher, redeemed and through its notice. */
async function reviewAnother(s: Redeemed): Promise<string> {
  const item = await placement(s, { amount: 1_000_000n });
  await s.w.orders.connect(s.w.operator).place([item]);
  const order = await s.w.orders.orderIdOf(item.order);
  const redeems = await redemption({ ...s, order });
  await s.w.orders.connect(s.w.operator).redeem([redeems]);
  await goToDay(redeems.noticeEnd + 1);
  return order;
}
async function twoReviewed() {
  const s = await reviewed();
  return { ...s, other: await reviewAnother(s) };
}

/** An order of another district's voucher, redeemed and through its notice. */
async function reviewElsewhere({ w, provider }: Redeemed, district: District): Promise<string> {
  const enterprise = await registerEnterprise(w, district);
  const program = await openProgram(w, district);
  const [voucher] = await issueVouchers(w, district, program, [{ enterprise: enterprise.id, face: 5_000_000n }]);
  const terms = await orderOf(voucher!, provider.id);
  await w.orders.connect(w.operator).place([await placementOf(w, terms, enterprise, provider)]);
  const order = await w.orders.orderIdOf(terms);
  const redeems = await redemptionOf(w, await claimOf(order), enterprise, provider);
  await w.orders.connect(w.operator).redeem([redeems]);
  await goToDay(redeems.noticeEnd + 1);
  return order;
}

describe("Payments.open", () => {
  it("begins with no payment", async () => {
    const { w } = await ready();
    expect(await w.payments.count()).to.equal(0n);
    await expectRefused(w.payments.paymentOf(1), w.payments, "PaymentUnknown", [1]);
  });

  it("is the home Bureau's alone", async () => {
    const s = await ready();
    const { w } = s;
    const may = [w.wujin.bureau, w.wujin.bureau2];
    await expectDuty(w, w.wujin.id, DUTY.bureau, may, w.payments, async (by) => open(s, by));
  });

  it("opens no single order from outside", async () => {
    const { w, order } = await ready();
    const act = async (by: typeof w.stranger) => w.payments.connect(by).openItem(1, w.wujin.id, order);
    await expectOnly(w, [], act, w.payments, "OnlyItself", (by) => [by]);
    const start = async (by: typeof w.stranger) => w.orders.connect(by).startPayment(order, 1);
    const payments = await w.payments.getAddress();
    await expectOnly(w, [], start, w.orders, "OnlyPart", (by) => [by, payments]);
  });

  it("tells each order with its amount, and the total", async () => {
    const s = await networkHelpers.loadFixture(twoReviewed);
    await expectTold(open(s, s.w.wujin.bureau, [s.order, s.other]), [
      [s.w.payments, "OrderInPayment", [1, s.order, 3_000_000]],
      [s.w.payments, "OrderInPayment", [1, s.other, 1_000_000]],
      [s.w.payments, "PaymentOpened", [1, s.w.wujin.id, 4_000_000, s.w.wujin.bureau]],
    ]);
  });

  it("leaves an open payment with its orders in it", async () => {
    const s = await networkHelpers.loadFixture(twoReviewed);
    const before = await orderState(s.w, s.order);
    await open(s, s.w.wujin.bureau, [s.order, s.other]);
    const { id: home, bureau } = s.w.wujin;
    const payment = [BigInt(home), 2n, 2n, 4_000_000n, 0n, bureau.address];
    expect(await s.w.payments.paymentOf(1)).to.deep.equal(payment);
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...before, stage: "Paying", payment: 1 });
    expect(await s.w.payments.count()).to.equal(1n);
  });

  it("demands one to a hundred orders", async () => {
    const s = await ready();
    await expectRefused(open(s, s.w.wujin.bureau, []), s.w.payments, "BatchEmpty");
    const many = open(
      s,
      s.w.wujin.bureau,
      Array.from({ length: 101 }, () => s.order),
    );
    await expectRefused(many, s.w.payments, "BatchTooLong", [101, 100]);
  });

  it("takes an order into one open payment, and once", async () => {
    const s = await ready();
    const inIt = [s.order, stage("Paying")];
    const twice = open(s, s.w.wujin.bureau, [s.order, s.order]);
    await expectItemRefused(twice, s.w.payments, 1, s.w.orders, "OrderIn", inIt);
    expect(await s.w.payments.count()).to.equal(0n);
    await open(s);
    await expectItemRefused(open(s), s.w.payments, 0, s.w.orders, "OrderIn", inIt);
  });

  it("takes orders of one district", async () => {
    const s = await ready();
    const elsewhere = await reviewElsewhere(s, s.w.hefei);
    const both = open(s, s.w.wujin.bureau, [s.order, elsewhere]);
    const values = [elsewhere, s.w.wujin.id, s.w.hefei.id];
    await expectItemRefused(both, s.w.payments, 1, s.w.payments, "OtherDistrict", values);
    await open(s, s.w.hefei.bureau, [elsewhere], s.w.hefei.id);
  });

  it("pays nothing before the notice is over, to its last second", async () => {
    const s = await networkHelpers.loadFixture(redeemed);
    await goToDay(s.noticeEnd);
    const running = [s.order, s.noticeEnd];
    await expectItemRefused(open(s), s.w.payments, 0, s.w.orders, "ReviewRunning", running);
    await atTheEndOf(s.noticeEnd);
    await expectItemRefused(open(s), s.w.payments, 0, s.w.orders, "ReviewRunning", running);
    await goToDay(s.noticeEnd + 1);
    await open(s);
  });

  const TOO_EARLY_OR_LATE = [
    ["Placed", placed],
    ["Claimed", claimed],
    ["Paid", paid],
  ] as const;
  for (const [name, fixture] of TOO_EARLY_OR_LATE) {
    it(`takes no order that is ${name.toLowerCase()}`, async () => {
      const s = await networkHelpers.loadFixture(fixture);
      await expectItemRefused(open(s), s.w.payments, 0, s.w.orders, "OrderIn", [s.order, stage(name)]);
    });
  }

  it("takes no order that is not there", async () => {
    const s = await ready();
    const act = open({ ...s, order: ZeroHash });
    await expectItemRefused(act, s.w.payments, 0, s.w.orders, "OrderUnknown", [ZeroHash]);
  });

  it("waits for the end of a freeze", async () => {
    const s = await ready();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    const until = (await networkHelpers.time.latest()) + 5 * 86_400;
    await expectItemRefused(open(s), s.w.payments, 0, s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
    await s.w.vouchers.connect(s.w.auditor).unfreeze(s.voucher, ZeroHash);
    await open(s);
  });
});

describe("Payments.settle", () => {
  it("is the Finance bureau's of the home district alone", async () => {
    const s = await opened();
    const { w } = s;
    await expectDuty(w, w.wujin.id, DUTY.finance, [w.wujin.finance], w.payments, async (by) => settle(s, true, by));
  });

  it("is not the opener's, whatever duties the opener holds", async () => {
    const s = await opened();
    const { wujin } = s.w;
    await appoint(s.w, wujin, DUTY.finance, wujin.bureau);
    await expectRefused(settle(s, true, wujin.bureau), s.w.payments, "SameOfficer", [wujin.bureau]);
    await appoint(s.w, wujin, DUTY.finance, wujin.bureau2);
    await settle(s, true, wujin.bureau2);
  });

  it("settles no single order from outside", async () => {
    const { w, order, payment } = await opened();
    const act = async (by: typeof w.stranger) => w.payments.connect(by).settleItem(payment, settled(order));
    await expectOnly(w, [], act, w.payments, "OnlyItself", (by) => [by]);
    const end = async (by: typeof w.stranger) => w.orders.connect(by).endPayment(order, payment, true);
    const payments = await w.payments.getAddress();
    await expectOnly(w, [], end, w.orders, "OnlyPart", (by) => [by, payments]);
  });

  it("tells what was paid, and that the payment is closed", async () => {
    const s = await opened();
    const change = await following(s);
    await expectTold(settle(s), async () => [
      await change("Paid", 3_000_000n, s.order),
      [s.w.payments, "OrderSettled", [1, s.order, true, 3_000_000, receipt("the bank's")]],
      [s.w.payments, "PaymentClosed", [1, 3_000_000, s.w.wujin.finance]],
    ]);
  });

  it("leaves the order paid, once and for all", async () => {
    const s = await opened();
    const before = await orderState(s.w, s.order);
    await settle(s);
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...before, stage: "Paid" });
    expect((await budgetState(s.w, s.program)).paid).to.equal(3_000_000n);
    const { open: left, paid: sum } = await s.w.payments.paymentOf(1);
    expect([left, sum]).to.deep.equal([0n, 3_000_000n]);
    expect(await s.w.orders.paidOrder(s.order)).to.deep.equal([BigInt(s.w.wujin.id), s.voucher, 3_000_000n]);
    await expectItemRefused(settle(s), s.w.payments, 0, s.w.orders, "OrderIn", [s.order, stage("Paid")]);
  });

  it("tells what the bank returned, which moves no money", async () => {
    const s = await opened();
    await expectTold(settle(s, false), [
      [s.w.payments, "OrderSettled", [1, s.order, false, 3_000_000, receipt("the bank's")]],
      [s.w.payments, "PaymentClosed", [1, 0, s.w.wujin.finance]],
    ]);
    expect((await budgetState(s.w, s.program)).paid).to.equal(0n);
  });

  it("leaves what the bank returned payable again", async () => {
    const s = await opened();
    await settle(s, false);
    expect((await orderState(s.w, s.order)).stage).to.equal("Redeemed");
    await open(s);
    await expectItemRefused(settle(s), s.w.payments, 0, s.w.orders, "InOtherPayment", [s.order, 2]);
    await settle({ ...s, payment: 2n });
    expect((await orderState(s.w, s.order)).stage).to.equal("Paid");
    expect((await budgetState(s.w, s.program)).paid).to.equal(3_000_000n);
  });

  it("stays open until each of its orders is settled", async () => {
    const s = await networkHelpers.loadFixture(twoReviewed);
    await open(s, s.w.wujin.bureau, [s.order, s.other]);
    const t = { ...s, payment: 1n };
    await expect(settle(t)).not.to.emit(s.w.payments, "PaymentClosed");
    expect((await s.w.payments.paymentOf(1)).open).to.equal(1n);
    const rest = settle({ ...t, order: s.other });
    await expect(rest).to.emit(s.w.payments, "PaymentClosed").withArgs(1, 4_000_000, s.w.wujin.finance);
  });

  it("settles all or none", async () => {
    const s = await opened();
    const items = [settled(s.order), settled(s.order, false)];
    const act = s.w.payments.connect(s.w.wujin.finance).settle(s.payment, items);
    await expectItemRefused(act, s.w.payments, 1, s.w.orders, "OrderIn", [s.order, stage("Paid")]);
    expect((await orderState(s.w, s.order)).stage).to.equal("Paying");
  });

  it("demands a payment, one to a hundred orders, and the bank's receipt", async () => {
    const s = await opened();
    const finance = s.w.payments.connect(s.w.wujin.finance);
    await expectRefused(settle({ ...s, payment: 9n }), s.w.payments, "PaymentUnknown", [9]);
    await expectRefused(finance.settle(1, []), s.w.payments, "BatchEmpty");
    const many = Array.from({ length: 101 }, () => settled(s.order));
    await expectRefused(finance.settle(1, many), s.w.payments, "BatchTooLong", [101, 100]);
    const without = finance.settle(1, [{ ...settled(s.order), receipt: ZeroHash }]);
    await expectItemRefused(without, s.w.payments, 0, s.w.payments, "ReceiptMissing", [s.order]);
    const strange = finance.settle(1, [settled(id("no order"))]);
    await expectItemRefused(strange, s.w.payments, 0, s.w.orders, "OrderUnknown", [id("no order")]);
  });

  it("pays nothing of a frozen voucher, but takes back what the bank returned", async () => {
    const s = await opened();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    const until = (await networkHelpers.time.latest()) + 5 * 86_400;
    await expectItemRefused(settle(s), s.w.payments, 0, s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
    await settle(s, false);
    expect((await orderState(s.w, s.order)).stage).to.equal("Redeemed");
  });

  it("has room in the voucher's sequence that the parties have not", async () => {
    const s = await opened();
    await setSequence(s, 65_000);
    await settle(s);
  });
});
