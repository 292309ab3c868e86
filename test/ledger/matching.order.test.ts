import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { admitProvider, issueVouchers, orderOf, placeOrder, redeemOrder, registerEnterprise } from "../support/acts.ts";
import { everyone, expectEvents, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { matched, orderUnder, type Matched } from "../support/matching.ts";
import { passDays } from "../support/world.ts";

/** A match, and an order that names it. */
async function ordered() {
  const s = await matched();
  const terms = await orderUnder(s, s.match);
  return { ...s, terms, order: await s.w.orders.orderIdOf(terms) };
}

/** An order's id, and its terms as its parties signed them. */
async function another(s: Matched, over: Record<string, unknown>) {
  const terms = await orderUnder(s, s.match, over);
  return { terms, order: await s.w.orders.orderIdOf(terms) };
}

describe("Matching.recordOrder", () => {
  it("has recorded nothing before, though the order names the match", async () => {
    const s = await load(ordered);
    expect(await s.w.matching.matchOfOrder(s.order)).to.equal(ZeroHash);
  });

  it("takes it from anyone", async () => {
    const s = await load(matched);
    for (const by of everyone(s.w)) {
      const { terms } = await another(s, { amount: 10_000n });
      await s.w.matching.connect(by).recordOrder(s.match, terms);
    }
  });

  describe("what must hold", () => {
    it("a match that there is", async () => {
      const s = await load(ordered);
      const none = id("no match");
      await expectRefused(s.w.matching.recordOrder(none, s.terms), s.w.matching, "MatchUnknown", [none]);
    });

    it("an order that was placed, with exactly these terms", async () => {
      const s = await load(ordered);
      for (const terms of [
        { ...s.terms, amount: s.terms.amount + 1n },
        await orderOf(s.voucher, s.provider.id, { referenceTo: s.match }),
      ]) {
        const order = await s.w.orders.orderIdOf(terms);
        await expectRefused(s.w.matching.recordOrder(s.match, terms), s.w.orders, "OrderUnknown", [order]);
      }
    });

    it("a reference to this match, signed by both", async () => {
      const s = await load(ordered);
      for (const referenceTo of [ZeroHash, id("something else")]) {
        const { terms, order } = await another(s, { referenceTo });
        const act = s.w.matching.recordOrder(s.match, terms);
        await expectRefused(act, s.w.matching, "NamesOther", [order, referenceTo]);
      }
    });

    it("the match's enterprise", async () => {
      const s = await load(matched);
      const { w, provider } = s;
      const other = await registerEnterprise(w, w.wujin, "another firm");
      const [voucher] = await issueVouchers(w, w.wujin, s.program, [{ enterprise: other.id, face: 1_000_000n }]);
      const terms = await orderUnder({ ...s, enterprise: other, voucher: voucher! }, s.match, { amount: 10_000n });
      const order = await w.orders.orderIdOf(terms);
      const act = w.matching.recordOrder(s.match, terms);
      await expectRefused(act, w.matching, "OtherParties", [order, other.id, provider.id]);
    });

    it("the match's provider", async () => {
      const s = await load(matched);
      const { w, enterprise } = s;
      const other = await admitProvider(w, w.yangpu, "another institute");
      const terms = await orderUnder({ ...s, provider: other }, s.match);
      const order = await w.orders.orderIdOf(terms);
      const act = w.matching.recordOrder(s.match, terms);
      await expectRefused(act, w.matching, "OtherParties", [order, enterprise.id, other.id]);
    });

    it("the match's class", async () => {
      const s = await load(matched);
      const { terms } = await another(s, { serviceClass: 2 });
      await expectRefused(s.w.matching.recordOrder(s.match, terms), s.w.matching, "ClassesDiffer", [1, 2]);
    });

    it("an order that is not recorded yet", async () => {
      const s = await load(ordered);
      await s.w.matching.recordOrder(s.match, s.terms);
      const again = s.w.matching.recordOrder(s.match, s.terms);
      await expectRefused(again, s.w.matching, "RecordedBefore", [s.order]);
    });
  });

  it("tells which order under which match, and who brought it", async () => {
    const s = await load(ordered);
    const { w } = s;
    await expectEvents(w.matching.connect(w.stranger).recordOrder(s.match, s.terms), w.matching, [
      ["OrderRecorded", [s.match, s.order, w.stranger]],
    ]);
  });

  it("leaves the order under its match, beside others of the same", async () => {
    const s = await load(ordered);
    const { terms, order } = await another(s, { amount: 10_000n });
    for (const each of [s.terms, terms]) await s.w.matching.recordOrder(s.match, each);
    for (const each of [s.order, order]) expect(await s.w.matching.matchOfOrder(each)).to.equal(s.match);
  });

  it("takes an order in any stage, in a closed edition and of retired districts too", async () => {
    const s = await load(ordered);
    const { w, enterprise, provider } = s;
    await redeemOrder(w, s.order, enterprise, provider);
    const overdue = await another(s, { amount: 10_000n, deliverBy: s.terms.contractDay });
    await passDays(60);
    await w.orders.cancelOverdue(overdue.order);
    await w.districts.connect(w.safe).retire(w.wujin.id);
    await w.districts.connect(w.safe).retire(w.yangpu.id);
    await w.districts.connect(w.safe).close();
    await w.matching.recordOrder(s.match, s.terms);
    await w.matching.recordOrder(s.match, overdue.terms);
  });

  it("is not needed for an order to name a match, or nothing", async () => {
    const s = await load(matched);
    await placeOrder(s.w, s.voucher, s.enterprise, s.provider, { amount: 10_000n, referenceTo: id("nothing known") });
  });
});
