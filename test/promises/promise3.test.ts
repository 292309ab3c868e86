import { expect } from "chai";
import { id } from "ethers";
import { admission, claimOf, placeOrder, redemptionOf, registerEnterprise, keyOf } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { expectItemRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  acceptance,
  cancellation,
  claimed,
  figures,
  inHand,
  paid,
  paying,
  placed,
  placement,
  redeemed,
  refusal,
  type Placed,
  type Redeemed,
} from "../support/stages.ts";
import { world } from "../support/world.ts";
import { laterEdition } from "./laterEdition.ts";
import { cancelledByBoth, cancelledOverdue, rejectedForCause, rejectedForForm, returned } from "./outcomes.ts";

const reason = id("reason");
const small = { amount: 100_000n };

/** Another order of the same parties under a contract. */
async function placeUnder(s: Placed, contractNullifier: string) {
  return s.w.orders.connect(s.w.operator).place([await placement(s, small, contractNullifier)]);
}

/** Another order of the same parties redeemed on an invoice. */
async function redeemOn(s: Placed, nullifier: string, order?: string) {
  const another = order ?? (await placeOrder(s.w, s.voucher, s.enterprise, s.provider, small));
  const claim = await claimOf(another, { invoices: [{ nullifier, amount: 1_000_000n }] });
  return s.w.orders.connect(s.w.operator).redeem([await redemptionOf(s.w, claim, s.enterprise, s.provider)]);
}

describe("Promise 3: a contract or invoice nullifier serves at most one order that is not cancelled or rejected for form; a party is registered once", () => {
  describe("a contract", () => {
    const kept = { placed, claimed, redeemed, rejectedForForm, paying, returned, paid, rejectedForCause };
    for (const [stage, fixture] of Object.entries<() => Promise<Placed>>(kept)) {
      it(`serves no second order while the first is ${stage}`, async () => {
        const s = await load(fixture);
        const { orders } = s.w;
        const act = placeUnder(s, s.contractNullifier);
        await expectItemRefused(act, orders, 0, orders, "ContractUsed", [s.contractNullifier]);
        expect(await orders.orderOfContract(s.contractNullifier)).to.equal(s.order);
      });
    }

    for (const [how, fixture] of Object.entries({ cancelledByBoth, cancelledOverdue })) {
      it(`serves another order, and one only, when the first is ${how}`, async () => {
        const s = await load(fixture);
        await placeUnder(s, s.contractNullifier);
        const { orders } = s.w;
        const third = placeUnder(s, s.contractNullifier);
        await expectItemRefused(third, orders, 0, orders, "ContractUsed", [s.contractNullifier]);
      });
    }

    it("serves one order of a batch", async () => {
      const s = await load(inHand);
      const { orders } = s.w;
      const twins = [await placement(s, small, reason), await placement(s, small, reason)];
      const act = orders.connect(s.w.operator).place(twins);
      await expectItemRefused(act, orders, 1, orders, "ContractUsed", [reason]);
    });
  });

  describe("an invoice", () => {
    const kept = { redeemed, paying, returned, paid, rejectedForCause };
    for (const [stage, fixture] of Object.entries<() => Promise<Redeemed>>(kept)) {
      it(`serves no second order while the first is ${stage}`, async () => {
        const s = await load(fixture);
        const { orders } = s.w;
        const { nullifier } = s.claim.invoices[0]!;
        await expectItemRefused(redeemOn(s, nullifier), orders, 0, orders, "InvoiceUsed", [nullifier]);
        expect(await orders.orderOfInvoice(nullifier)).to.equal(s.order);
      });
    }

    it("serves another order, and one only, when the first is rejected for form", async () => {
      const s = await load(rejectedForForm);
      const { orders } = s.w;
      const { nullifier } = s.claim.invoices[0]!;
      await redeemOn(s, nullifier);
      const claim = await claimOf(s.order, { round: 1, invoices: s.claim.invoices });
      const again = orders.connect(s.w.operator).redeem([await redemptionOf(s.w, claim, s.enterprise, s.provider)]);
      await expectItemRefused(again, orders, 0, orders, "InvoiceUsed", [nullifier]);
    });

    it("serves the same order again when it is rejected for form", async () => {
      const s = await load(rejectedForForm);
      const claim = await claimOf(s.order, { round: 1, invoices: s.claim.invoices });
      await s.w.orders.connect(s.w.operator).redeem([await redemptionOf(s.w, claim, s.enterprise, s.provider)]);
      expect(await figures(s)).to.include({ locked: 0n, redeemed: 3_000_000n });
    });

    it("of a claim that waits can serve another order; then the claim is not accepted any more", async () => {
      const s = await load(claimed);
      const { nullifier } = s.claim.invoices[0]!;
      await redeemOn(s, nullifier);
      const act = s.w.orders.connect(s.w.operator).accept(...(await acceptance(s)));
      await expect(act).to.be.revertedWithCustomError(s.w.orders, "InvoiceUsed").withArgs(nullifier);
    });

    it("is free after a refusal", async () => {
      const s = await load(claimed);
      await s.w.orders.connect(s.w.operator).refuse(...(await refusal(s)));
      expect(await s.w.orders.invoiceUsed(s.claim.invoices[0]!.nullifier)).to.equal(false);
    });

    it("is in one claim once", async () => {
      const s = await load(placed);
      const invoices = [1, 2].map(() => ({ nullifier: reason, amount: 1_000_000n }));
      const claim = await claimOf(s.order, { invoices });
      const act = s.w.orders.connect(s.w.operator).claim(claim, await sign(s.w, s.provider.key, "Claim", { ...claim }));
      await expect(act).to.be.revertedWithCustomError(s.w.orders, "InvoicesNotRising").withArgs(1);
    });

    it("serves one order of a batch", async () => {
      const s = await load(placed);
      const { orders } = s.w;
      const other = await placeOrder(s.w, s.voucher, s.enterprise, s.provider, small);
      const twins = [];
      for (const order of [s.order, other]) {
        const claim = await claimOf(order, { invoices: [{ nullifier: reason, amount: 1_000_000n }] });
        twins.push(await redemptionOf(s.w, claim, s.enterprise, s.provider));
      }
      await expectItemRefused(orders.connect(s.w.operator).redeem(twins), orders, 1, orders, "InvoiceUsed", [reason]);
    });
  });

  it("a later edition refuses what an earlier one has used, and takes what was given up there", async () => {
    const s = await load(paid);
    const [used] = s.claim.invoices;
    const given = await placeUnder(s, id("given up"));
    await given.wait();
    const { next, voucher } = await laterEdition(s);
    const later = { ...s, w: next, voucher };
    const { orders } = next;
    const contractUsed = placeUnder(later, s.contractNullifier);
    await expectItemRefused(contractUsed, orders, 0, orders, "ContractUsed", [s.contractNullifier]);
    await expectItemRefused(placeUnder(later, id("given up")), orders, 0, orders, "ContractUsed", [id("given up")]);
    await expectItemRefused(redeemOn(later, used!.nullifier), orders, 0, orders, "InvoiceUsed", [used!.nullifier]);
    const [order] = (await s.w.orders.queryFilter(s.w.orders.filters.OrderPlaced)).slice(-1);
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation({ ...s, order: order!.args.order })));
    await placeUnder(later, id("given up"));
  });

  describe("a party", () => {
    const registration = (home: number, party: string) => {
      return { home, wallet: keyOf("other").address, party, group: id("other group"), profile: id("profile") };
    };

    it("is one enterprise in the whole ledger, in its district, in another, and in one batch", async () => {
      const w = await load(world);
      const { id: first } = await registerEnterprise(w, w.wujin, "first", { party: reason });
      const { enterprises } = w;
      for (const district of [w.wujin, w.nanhu]) {
        const act = enterprises.connect(district.bureau).register([registration(district.id, reason)]);
        await expectItemRefused(act, enterprises, 0, enterprises, "PartyRegistered", [reason, first]);
      }
      const twins = [1, 2].map(() => registration(w.wujin.id, id("twin")));
      const twin = first + 1n;
      const act = enterprises.connect(w.wujin.bureau).register(twins);
      await expectItemRefused(act, enterprises, 1, enterprises, "PartyRegistered", [id("twin"), twin]);
    });

    for (const [what, status] of [
      ["closed", 4],
      ["blacklisted", 5],
    ] as const) {
      it(`is not registered again when its enterprise is ${what}`, async () => {
        const w = await load(world);
        const { id: first } = await registerEnterprise(w, w.wujin, "first", { party: reason });
        await w.enterprises.connect(w.wujin.bureau).end(first, status, reason);
        await w.enterprises.connect(w.wujin.approver).confirmEnd(first, status, reason);
        const act = w.enterprises.connect(w.nanhu.bureau).register([registration(w.nanhu.id, reason)]);
        await expectItemRefused(act, w.enterprises, 0, w.enterprises, "PartyRegistered", [reason, first]);
      });
    }

    it("is one provider in the whole ledger; a declined one may be proposed again", async () => {
      const w = await load(world);
      const operator = w.providers.connect(w.operator);
      await operator.propose(await admission(w.yangpu, "institute", { party: reason }));
      const first = (BigInt(w.yangpu.id) << 32n) | 1n;
      const again = await admission(w.nanhu, "other", { party: reason });
      const refused = expect(operator.propose(again)).to.be.revertedWithCustomError(w.providers, "PartyAdmitted");
      await refused.withArgs(reason, first);
      await w.providers.connect(w.yangpu.bureau).decline(first, reason);
      await operator.propose(again);
    });
  });
});
