import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { claimHashOf, type Claim } from "../../client/messages.ts";
import { claimOf, type ClaimTerms } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { expectTold } from "../support/events.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { ENTERPRISE, endEnterprise, ENTERPRISE_SILENCED, PROVIDER_SILENCED } from "../support/obstacles.ts";
import {
  acceptance,
  claimed,
  figures,
  following,
  orderState,
  placeAnother,
  placed,
  placement,
  redeemed,
  redemption,
  refusal,
  setSequence,
  stage,
  voucherState,
  type Claimed,
  type Placed,
} from "../support/stages.ts";
import { expectSubmittersOnly } from "../support/submitters.ts";
import { goToDay, networkHelpers, passDays, today } from "../support/world.ts";

const ready = async () => networkHelpers.loadFixture(placed);
const waiting = async () => networkHelpers.loadFixture(claimed);
const hashOf = (claim: ClaimTerms): string => claimHashOf(claim as unknown as Claim);

async function claimPapers(s: Placed, over: Partial<ClaimTerms> = {}) {
  const claim = await claimOf(s.order, over);
  return [claim, await sign(s.w, s.provider.key, "Claim", { ...claim })] as const;
}
const claim = async (s: Placed, over: Partial<ClaimTerms> = {}) =>
  s.w.orders.connect(s.w.operator).claim(...(await claimPapers(s, over)));
const accept = async (s: Claimed, over: { claim?: ClaimTerms; noticeDays?: number } = {}) =>
  s.w.orders.connect(s.w.operator).accept(...(await acceptance(s, over)));
const refuse = async (s: Placed, over: { round?: number } = {}) =>
  s.w.orders.connect(s.w.operator).refuse(...(await refusal(s, over)));

describe("Orders.claim", () => {
  it("is brought by the Operator or an Approver of either district, and by nobody else", async () => {
    const s = await ready();
    const papers = await claimPapers(s);
    await expectSubmittersOnly(s.w, async (by) => s.w.orders.connect(by).claim.staticCall(...papers));
  });

  it("tells the claim and until when the enterprise is waited for", async () => {
    const s = await ready();
    const papers = await claimPapers(s);
    await expectTold(s.w.orders.connect(s.w.yangpu.approver).claim(...papers), [
      [s.w.orders, "OrderClaimed", [s.order, papers[0], (await today()) + 15, s.w.yangpu.approver]],
    ]);
  });

  it("is refused with an invoice that serves another claim already", async () => {
    const s = await ready();
    const other = await placeAnother(s);
    const claimed = await claimOf(other);
    const item = await redemption({ ...s, order: other }, claimed);
    await s.w.orders.connect(s.w.operator).redeem([item]);
    const act = claim(s, { invoices: claimed.invoices });
    await expectRefused(act, s.w.orders, "InvoiceUsed", [claimed.invoices[0]!.nullifier]);
  });

  it("leaves the order claimed, its lock held and its invoices not used yet", async () => {
    const s = await ready();
    const [before, order] = [await figures(s), await orderState(s.w, s.order)];
    const papers = await claimPapers(s);
    await s.w.orders.connect(s.w.operator).claim(...papers);
    const waitEnd = (await today()) + 15;
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, stage: "Claimed", waitEnd });
    expect(await figures(s)).to.deep.equal(before);
    expect(await s.w.orders.claimOf(s.order)).to.equal(hashOf(papers[0]));
    expect(await s.w.orders.invoiceUsed(papers[0].invoices[0]!.nullifier)).to.equal(false);
  });

  it("is not taken on top of another", async () => {
    const s = await waiting();
    await expectRefused(claim(s), s.w.orders, "OrderIn", [s.order, stage("Claimed")]);
  });

  for (const { what, happens, says } of PROVIDER_SILENCED) {
    it(`is not taken from ${what}`, async () => {
      const s = await ready();
      await happens(s);
      await expectRefused(claim(s), ...says(s));
    });
  }

  it("is not taken without room in the voucher's sequence", async () => {
    const s = await ready();
    await setSequence(s, 65_000);
    await expectRefused(claim(s), s.w.vouchers, "SequenceExhausted", [s.voucher]);
  });

  it("is taken while the enterprise is silenced and while the voucher is frozen", async () => {
    const s = await ready();
    await s.w.enterprises.connect(s.w.wujin.bureau).freeze(s.enterprise.id, ZeroHash);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    await claim(s);
  });
});

describe("The last day for claims", () => {
  const expectLastDay = async (s: Placed, lastDay: number) => {
    await goToDay(lastDay + 1);
    const papers = await claimPapers(s);
    await expectRefused(s.w.orders.connect(s.w.operator).claim(...papers), s.w.orders, "ClaimByPassed", [
      s.order,
      lastDay,
    ]);
  };

  it("is the voucher's claim-by day", async () => {
    const s = await ready();
    const { useBy } = await voucherState(s.w, s.voucher);
    await goToDay(useBy + 90);
    const papers = await claimPapers(s);
    await s.w.orders.connect(s.w.operator).claim.staticCall(...papers);
    await expectLastDay(s, useBy + 90);
  });

  it("moves with an extension", async () => {
    const s = await ready();
    const { useBy } = await voucherState(s.w, s.voucher);
    await s.w.vouchers.connect(s.w.wujin.bureau).extend(s.voucher, ZeroHash);
    await goToDay(useBy + 180);
    await s.w.orders.connect(s.w.operator).claim.staticCall(...(await claimPapers(s)));
    await expectLastDay(s, useBy + 180);
  });

  it("moves by the days of a freeze before use-by, less those not used", async () => {
    const s = await ready();
    const { useBy } = await voucherState(s.w, s.voucher);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 20, ZeroHash);
    await goToDay((await today()) + 6);
    await s.w.vouchers.connect(s.w.auditor).unfreeze(s.voucher, ZeroHash);
    expect((await voucherState(s.w, s.voucher)).useBy).to.equal(useBy + 6);
    await expectLastDay(s, useBy + 96);
  });

  it("moves by the days of a freeze after use-by, less those not used", async () => {
    const s = await ready();
    const { useBy } = await voucherState(s.w, s.voucher);
    await goToDay(useBy + 1);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 20, ZeroHash);
    expect(await s.w.vouchers.claimBy(s.voucher)).to.equal(useBy + 110);
    await passDays(6);
    await s.w.vouchers.connect(s.w.auditor).unfreeze(s.voucher, ZeroHash);
    expect((await voucherState(s.w, s.voucher)).useBy).to.equal(useBy);
    await expectLastDay(s, useBy + 96);
  });
});

describe("Orders.accept", () => {
  it("is brought by the Operator or an Approver of either district, and by nobody else", async () => {
    const s = await waiting();
    const papers = await acceptance(s);
    await expectSubmittersOnly(s.w, async (by) => s.w.orders.connect(by).accept.staticCall(...papers));
  });

  it("tells the claim and what it redeems", async () => {
    const s = await waiting();
    const papers = await acceptance(s);
    const change = await following(s);
    await expectTold(s.w.orders.connect(s.w.operator).accept(...papers), async () => [
      await change("Redeemed", 3_000_000n, s.order),
      [s.w.orders, "OrderRedeemed", [s.order, 3_000_000, papers[3], s.claim, false, s.w.operator]],
    ]);
  });

  it("leaves the order in its notice and no claim waiting", async () => {
    const s = await waiting();
    const order = await orderState(s.w, s.order);
    await accept(s);
    const done = { stage: "Redeemed", waitEnd: (await today()) + 5, invoices: 1 };
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, ...done });
    expect(await figures(s)).to.include({ locked: 0n, redeemed: 3_000_000n });
    expect(await s.w.orders.claimOf(s.order)).to.equal(ZeroHash);
    expect(await s.w.orders.orderOfInvoice(s.claim.invoices[0]!.nullifier)).to.equal(s.order);
  });

  it("is possible after the grace and the claim-by day, as long as nobody decided in its stead", async () => {
    const s = await waiting();
    await passDays(300);
    await accept(s);
  });

  it("accepts the waiting claim and no other", async () => {
    const s = await waiting();
    await expectRefused(accept(s, { claim: await claimOf(s.order) }), s.w.orders, "NotTheClaim", [s.order]);
  });

  it("needs a claim that waits", async () => {
    const s = await ready();
    const act = accept({ ...s, claim: await claimOf(s.order) });
    await expectRefused(act, s.w.orders, "OrderIn", [s.order, stage("Placed")]);
    const later = await networkHelpers.loadFixture(redeemed);
    await expectRefused(accept(later), later.w.orders, "OrderIn", [later.order, stage("Redeemed")]);
  });

  it("does not use an invoice that served another order meanwhile", async () => {
    const s = await waiting();
    const item = await placement(s, { amount: 1_000_000n });
    await s.w.orders.connect(s.w.operator).place([item]);
    const other = { ...s, order: await s.w.orders.orderIdOf(item.order) };
    await s.w.orders.connect(s.w.operator).redeem([await redemption(other, { invoices: s.claim.invoices })]);
    await expectRefused(accept(s), s.w.orders, "InvoiceUsed", [s.claim.invoices[0]!.nullifier]);
  });

  it("redeems nothing on invoices whose share is nothing", async () => {
    const s = await ready();
    const papers = await claimPapers(s, { invoices: [{ nullifier: id("the invoice"), amount: 1n }] });
    await s.w.orders.connect(s.w.operator).claim(...papers);
    await expectRefused(accept({ ...s, claim: papers[0] }), s.w.orders, "NothingToRedeem", [s.order]);
  });

  for (const noticeDays of [4, 31]) {
    it(`refuses a notice of ${noticeDays} days`, async () => {
      const s = await waiting();
      const day = await today();
      const values = [day + noticeDays, day + 5, day + 30];
      await expectRefused(accept(s, { noticeDays }), s.w.orders, "NoticeOutsideTerms", values);
    });
  }

  it("waits for the end of a freeze", async () => {
    const s = await waiting();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    const until = (await networkHelpers.time.latest()) + 5 * 86_400;
    await expectRefused(accept(s), s.w.vouchers, "VoucherFrozen", [s.voucher, until]);
    await passDays(6);
    await accept(s);
  });

  for (const { what, happens, says } of ENTERPRISE_SILENCED) {
    it(`is not possible for ${what}`, async () => {
      const s = await waiting();
      await happens(s);
      await expectRefused(accept(s), ...says(s));
    });
  }
});

describe("Orders.refuse", () => {
  it("is brought by the Operator or an Approver of either district, and by nobody else", async () => {
    const s = await waiting();
    const papers = await refusal(s);
    await expectSubmittersOnly(s.w, async (by) => s.w.orders.connect(by).refuse.staticCall(...papers));
  });

  it("leaves the provider the grace period before anyone may cancel, however late it comes", async () => {
    const s = await waiting();
    await goToDay(Number(await s.w.orders.lastDayOf(s.order)) + 10);
    const day = await today();
    await refuse(s);
    expect(await s.w.orders.lastDayOf(s.order)).to.equal(day + 15);
  });

  it("tells which round was refused, and why", async () => {
    const s = await waiting();
    await expectTold(refuse(s), [[s.w.orders, "ClaimRefused", [s.order, 0, id("not delivered"), false, s.w.operator]]]);
  });

  it("leaves the order open for the next round, with its lock", async () => {
    const s = await waiting();
    const [before, order] = [await figures(s), await orderState(s.w, s.order)];
    await refuse(s);
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, stage: "Placed", waitEnd: 0, round: 1 });
    expect(await figures(s)).to.deep.equal(before);
    expect(await s.w.orders.claimOf(s.order)).to.equal(ZeroHash);
  });

  it("makes the refused claim useless, and not the invoices in it", async () => {
    const s = await waiting();
    await refuse(s);
    await expectRefused(claim(s, s.claim), s.w.orders, "ClaimOfOtherRound", [s.order, 1, 0]);
    const again = await redemption(s, { ...s.claim });
    await expectItemRefused(
      s.w.orders.connect(s.w.operator).redeem([again]),
      s.w.orders,
      0,
      s.w.orders,
      "ClaimOfOtherRound",
      [s.order, 1, 0],
    );
    await claim(s, { ...s.claim, round: 1 });
    await refuse(s, { round: 1 });
    expect((await orderState(s.w, s.order)).round).to.equal(2);
  });

  it("needs a claim that waits", async () => {
    const s = await ready();
    await expectRefused(refuse(s), s.w.orders, "OrderIn", [s.order, stage("Placed")]);
  });

  it("is possible for an enterprise that closed meanwhile", async () => {
    const s = await waiting();
    await endEnterprise(s, ENTERPRISE.closed);
    await refuse(s);
    expect((await orderState(s.w, s.order)).stage).to.equal("Placed");
  });

  it("is possible while the voucher is frozen, but not without room in its sequence", async () => {
    const s = await waiting();
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 5, ZeroHash);
    await s.w.orders.connect(s.w.operator).refuse.staticCall(...(await refusal(s)));
    await setSequence(s, 65_000);
    await expectRefused(refuse(s), s.w.vouchers, "SequenceExhausted", [s.voucher]);
  });

  for (const { what, happens, says } of ENTERPRISE_SILENCED) {
    it(`is not possible for ${what}`, async () => {
      const s = await waiting();
      await happens(s);
      await expectRefused(refuse(s), ...says(s));
    });
  }
});
