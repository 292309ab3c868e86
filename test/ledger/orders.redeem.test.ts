import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { claimOf, type ClaimTerms } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { atTheEndOf } from "../support/clock.ts";
import { expectTold } from "../support/events.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import {
  ENTERPRISE,
  ENTERPRISE_SILENCED,
  endEnterprise,
  endProvider,
  PROVIDER,
  PROVIDER_SILENCED,
} from "../support/obstacles.ts";
import {
  budgetState,
  cancellation,
  claimed,
  figures,
  following,
  invoices,
  orderState,
  paid,
  placeAnother,
  placed,
  placement,
  redemption,
  redeemed,
  revokeVoucher,
  setRound,
  setSequence,
  stage,
  voucherState,
  type Placed,
} from "../support/stages.ts";
import { notASubmitter, othersThanSubmitters, submitters } from "../support/submitters.ts";
import { goToDay, networkHelpers, passDays, today } from "../support/world.ts";

const ready = async () => networkHelpers.loadFixture(placed);
const redeem = async (s: Placed, over: Partial<ClaimTerms> = {}, noticeDays = 5) =>
  s.w.orders.connect(s.w.operator).redeem([await redemption(s, over, noticeDays)]);
const ofSum = (amount: bigint) => ({ invoices: [{ nullifier: id("the invoice"), amount }] });

describe("Orders.redeem", () => {
  it("begins with no invoice used and no claim waiting", async () => {
    const { w, order } = await ready();
    expect(await w.orders.claimOf(order)).to.equal(ZeroHash);
    expect(await w.orders.invoiceUsed(id("the invoice"))).to.equal(false);
    expect(await w.orders.orderOfInvoice(id("the invoice"))).to.equal(ZeroHash);
    expect(await w.orders.MOST_INVOICES()).to.equal(10n);
  });

  it("is brought by the Operator or an Approver of either district, and by nobody else", async () => {
    const s = await ready();
    const item = await redemption(s);
    for (const by of submitters(s.w)) await s.w.orders.connect(by).redeem.staticCall([item]);
    for (const by of othersThanSubmitters(s.w)) {
      const act = s.w.orders.connect(by).redeem([item]);
      await expectItemRefused(act, s.w.orders, 0, s.w.orders, "NotASubmitter", notASubmitter(s.w, by));
    }
    for (const by of [...submitters(s.w), s.w.safe, s.w.stranger]) {
      await expectRefused(
        s.w.orders.connect(by).redeemItem(item, { account: s.w.operator, operator: true }),
        s.w.orders,
        "OnlyItself",
        [by],
      );
    }
  });

  it("tells the claim, what it redeems and when its notice ends", async () => {
    const s = await ready();
    const item = await redemption(s, { invoices: invoices(2) });
    const change = await following(s);
    await expectTold(s.w.orders.connect(s.w.wujin.approver2).redeem([item]), async () => [
      await change("Redeemed", 1_000_000n, s.order),
      [s.w.orders, "OrderRedeemed", [s.order, 1_000_000, item.noticeEnd, item.claim, false, s.w.wujin.approver2]],
    ]);
  });

  it("leaves the order in its notice, its lock gone and its invoices used", async () => {
    const s = await ready();
    const [before, order] = [await figures(s), await orderState(s.w, s.order)];
    const item = await redemption(s, { invoices: invoices(2, 2_000_000n) });
    await s.w.orders.connect(s.w.operator).redeem([item]);
    const done = { amount: 2_000_000n, waitEnd: item.noticeEnd, invoices: 2, stage: "Redeemed" };
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, ...done });
    expect(await figures(s)).to.deep.equal({
      locked: 0n,
      redeemed: 2_000_000n,
      outstanding: before.outstanding - 2_000_000n,
      inBudget: 2_000_000n,
    });
    for (const { nullifier } of item.claim.invoices) {
      expect(await s.w.orders.orderOfInvoice(nullifier)).to.equal(s.order);
      expect(await s.w.orders.invoiceUsed(nullifier)).to.equal(true);
    }
  });

  const SUMS = [
    ["the share of the invoices, while that is less than the lock", 4_000_000n, 2_000_000n],
    ["the share rounded down to the fen", 5_999_999n, 2_999_999n],
    ["the whole lock on just enough invoices", 6_000_000n, 3_000_000n],
    ["no more than the lock on more invoices", 10_000_000n, 3_000_000n],
    ["a single fen", 2n, 1n],
    ["the lock even on the greatest invoice", 2n ** 48n - 1n, 3_000_000n],
  ] as const;
  for (const [what, sum, amount] of SUMS) {
    it(`redeems ${what}, and the rest of the lock goes back`, async () => {
      const s = await ready();
      await redeem(s, ofSum(sum));
      const { locked, redeemed: total, outstanding } = await figures(s);
      expect([locked, total, outstanding]).to.deep.equal([0n, amount, 5_000_000n - amount]);
      const next = await placement(s, { amount: 5_000_000n - amount });
      await s.w.orders.connect(s.w.operator).place([next]);
    });
  }

  it("refuses invoices whose share is nothing", async () => {
    const s = await ready();
    await expectItemRefused(redeem(s, ofSum(1n)), s.w.orders, 0, s.w.orders, "NothingToRedeem", [s.order]);
  });

  const ENDS = {
    revoked: revokeVoucher,
    expired: async (s: Placed) => {
      await passDays(181);
      await s.w.vouchers.connect(s.w.stranger).expire([s.voucher]);
    },
  };
  for (const [ended, end] of Object.entries(ENDS)) {
    it(`gives the rest of the lock of a voucher that was ${ended} to the budget`, async () => {
      const s = await ready();
      await end(s);
      await redeem(s, ofSum(2_000_000n));
      expect(await figures(s)).to.include({ locked: 0n, redeemed: 1_000_000n, outstanding: 0n });
      expect(await budgetState(s.w, s.program)).to.include({ outstanding: 0n, redeemed: 1_000_000n });
    });
  }
});

describe("Orders.redeem, in batches", () => {
  it("demands one to a hundred orders", async () => {
    const s = await ready();
    const item = await redemption(s);
    await expectRefused(s.w.orders.connect(s.w.operator).redeem([]), s.w.orders, "BatchEmpty");
    const many = s.w.orders.connect(s.w.operator).redeem(Array.from({ length: 101 }, () => item));
    await expectRefused(many, s.w.orders, "BatchTooLong", [101, 100]);
  });

  it("redeems all or none, and an invoice serves one order of the batch", async () => {
    const s = await ready();
    const other = await placeAnother(s);
    const first = await redemption(s, ofSum(2_000_000n));
    const second = await redemption({ ...s, order: other }, ofSum(2_000_000n));
    const both = s.w.orders.connect(s.w.operator).redeem([first, second]);
    await expectItemRefused(both, s.w.orders, 1, s.w.orders, "InvoiceUsed", [id("the invoice")]);
    expect((await orderState(s.w, s.order)).stage).to.equal("Placed");
    const third = await redemption({ ...s, order: other });
    await s.w.orders.connect(s.w.operator).redeem([first, third]);
    expect(await figures(s)).to.include({ locked: 0n, redeemed: 2_000_000n });
  });
});

describe("The claim that redeems", () => {
  type Claimable = [what: string, over: Partial<ClaimTerms>, error: string, args: (s: Placed) => unknown[]];
  const [lower, higher] = invoices(2) as [ClaimTerms["invoices"][0], ClaimTerms["invoices"][0]];
  const UNFIT: Claimable[] = [
    ["another round", { round: 1 }, "ClaimOfOtherRound", ({ order }) => [order, 0, 1]],
    ["no invoice", { invoices: [] }, "InvoicesUnfit", () => [0, 10]],
    ["eleven invoices", { invoices: invoices(11) }, "InvoicesUnfit", () => [11, 10]],
    ["an invoice twice", { invoices: [lower, lower] }, "InvoicesNotRising", () => [1]],
    ["invoices out of order", { invoices: [higher, lower] }, "InvoicesNotRising", () => [1]],
    [
      "an invoice without a nullifier",
      { invoices: [{ ...lower, nullifier: ZeroHash }] },
      "InvoicesNotRising",
      () => [0],
    ],
    ["an empty invoice", { invoices: [lower, { ...higher, amount: 0n }] }, "InvoiceEmpty", () => [1]],
    ["an order that is not there", { order: ZeroHash }, "OrderUnknown", () => [ZeroHash]],
  ];
  for (const [what, over, error, args] of UNFIT) {
    it(`is refused with ${what}, alone or with its acceptance`, async () => {
      const s = await ready();
      await expectItemRefused(redeem(s, over), s.w.orders, 0, s.w.orders, error, args(s));
      const claim = await claimOf(s.order, over);
      const signature = await sign(s.w, s.provider.key, "Claim", { ...claim });
      await expectRefused(s.w.orders.connect(s.w.operator).claim(claim, signature), s.w.orders, error, args(s));
    });
  }

  it("is of one of 255 rounds, after which the order can only be cancelled", async () => {
    const s = await ready();
    await setRound(s, 255);
    await expectItemRefused(redeem(s, { round: 255 }), s.w.orders, 0, s.w.orders, "RoundsExhausted", [s.order]);
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
  });

  it("is taken in the last of the rounds", async () => {
    const s = await ready();
    await setRound(s, 254);
    await redeem(s, { round: 254 });
  });

  it("has ten invoices at most", async () => {
    const s = await ready();
    await redeem(s, { invoices: invoices(10, 100_000n) });
    expect((await orderState(s.w, s.order)).invoices).to.equal(10);
  });

  it("has no invoice that served before", async () => {
    const s = await ready();
    const other = await placeAnother(s);
    await redeem(s, ofSum(2_000_000n));
    const again = redeem({ ...s, order: other }, ofSum(1_000_000n));
    await expectItemRefused(again, s.w.orders, 0, s.w.orders, "InvoiceUsed", [id("the invoice")]);
  });

  const OTHER_STAGES = [
    ["Claimed", claimed],
    ["Redeemed", redeemed],
    ["Paid", paid],
  ] as const;
  for (const [name, fixture] of OTHER_STAGES) {
    it(`is not taken for an order that is ${name.toLowerCase()}`, async () => {
      const s = await networkHelpers.loadFixture(fixture);
      await expectItemRefused(redeem(s), s.w.orders, 0, s.w.orders, "OrderIn", [s.order, stage(name)]);
    });
  }

  it("is taken to the last second of the voucher's claim-by day", async () => {
    const s = await ready();
    const lastDay = (await voucherState(s.w, s.voucher)).useBy + 90;
    await goToDay(lastDay);
    const item = await redemption(s);
    await goToDay(lastDay + 1);
    await expectItemRefused(redeem(s), s.w.orders, 0, s.w.orders, "ClaimByPassed", [s.order, lastDay]);
    const again = await networkHelpers.loadFixture(placed);
    await goToDay(lastDay);
    await atTheEndOf(lastDay);
    await again.w.orders.connect(again.w.operator).redeem([item]);
  });
});

describe("What stands in a redemption's way", () => {
  for (const { what, happens, says } of [...ENTERPRISE_SILENCED, ...PROVIDER_SILENCED]) {
    it(`is ${what}`, async () => {
      const s = await ready();
      await happens(s);
      const [contract, error, args] = says(s);
      await expectItemRefused(redeem(s), s.w.orders, 0, contract, error, args);
    });
  }

  it("is a freeze", async () => {
    const s = await ready();
    await s.w.vouchers.connect(s.w.wujin.bureau).freeze(s.voucher, 5, ZeroHash);
    const until = (await networkHelpers.time.latest()) + 5 * 86_400;
    await expectItemRefused(redeem(s), s.w.orders, 0, s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
  });

  it("is a voucher without room in its sequence", async () => {
    const s = await ready();
    await setSequence(s, 65_000);
    await expectItemRefused(redeem(s), s.w.orders, 0, s.w.vouchers, "SequenceExhausted", [s.voucher]);
  });

  for (const days of [4, 31]) {
    it(`is a notice of ${days} days`, async () => {
      const s = await ready();
      const day = await today();
      const values = [day + days, day + 5, day + 30];
      await expectItemRefused(redeem(s, {}, days), s.w.orders, 0, s.w.orders, "NoticeOutsideTerms", values);
    });
  }

  it("is not a notice of the longest term", async () => {
    await redeem(await ready(), {}, 30);
  });

  it("is not the end of the enterprise, the provider or the districts", async () => {
    const s = await ready();
    await endEnterprise(s, ENTERPRISE.closed);
    await endProvider(s, PROVIDER.removed);
    await s.w.programs.connect(s.w.wujin.bureau).stop(s.program);
    for (const district of [s.w.wujin, s.w.yangpu]) await s.w.districts.connect(s.w.safe).retire(district.id);
    await redeem(s);
  });
});
