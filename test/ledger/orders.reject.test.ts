import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { claimOf } from "../support/acts.ts";
import { expectTold } from "../support/events.ts";
import { expectDuty, expectItemRefused, expectRefused } from "../support/expect.ts";
import {
  appoint,
  cancellation,
  claimed,
  figures,
  following,
  invoices,
  orderState,
  paid,
  paying,
  placed,
  redeemed,
  redemption,
  revokeVoucher,
  stage,
  voucherState,
  type Redeemed,
} from "../support/stages.ts";
import { needsTwoOfficers, type Matter } from "../support/twoOfficers.ts";
import { DUTY, goToDay, networkHelpers, today, type World } from "../support/world.ts";

const REASON = id("the invoice is illegible");
const TYPES = ["string", "bytes32", "uint8", "bool", "bytes32"];
const valuesOf = (order: string, forCause: boolean, round = 0) => ["reject", order, round, forCause, REASON];
const matterOf = (order: string, forCause: boolean, round = 0) =>
  keccak256(AbiCoder.defaultAbiCoder().encode(TYPES, valuesOf(order, forCause, round)));

type Rejected = Pick<Redeemed, "w" | "order" | "claim">;
const propose = async ({ w, order }: Rejected, forCause: boolean, by = w.wujin.bureau) =>
  w.orders.connect(by).reject(order, forCause, REASON);
const nullifiersOf = ({ claim }: Rejected) => claim.invoices.map(({ nullifier }) => nullifier);
const confirmForForm = async (s: Rejected, by = s.w.wujin.approver, freed = nullifiersOf(s)) =>
  s.w.orders.connect(by).confirmRejectForForm(s.order, REASON, freed);
const confirmForCause = async ({ w, order }: Rejected, by = w.wujin.approver) =>
  w.orders.connect(by).confirmRejectForCause(order, REASON);

/** Redeemed on two invoices, for ¥10,000 of the ¥30,000 that were locked, and proposed to be rejected. */
async function proposed(forCause: boolean) {
  const s = await placed();
  const item = await redemption(s, { invoices: invoices(2) });
  await s.w.orders.connect(s.w.operator).redeem([item]);
  await propose({ ...s, claim: item.claim }, forCause);
  return { ...s, claim: item.claim, noticeEnd: item.noticeEnd };
}
const proposedForForm = async () => proposed(false);
const proposedForCause = async () => proposed(true);
const forForm = async () => networkHelpers.loadFixture(proposedForForm);
const forCause = async () => networkHelpers.loadFixture(proposedForCause);
const ready = async () => networkHelpers.loadFixture(redeemed);

const approvers = ({ wujin }: World) => [wujin.approver, wujin.approver2];

const KINDS = [
  ["for form", false, confirmForForm],
  ["for cause", true, confirmForCause],
] as const;
for (const [kind, cause, confirm] of KINDS) {
  describe(`Orders.reject ${kind}, and its confirmation`, () => {
    const matter = async (): Promise<Matter> => {
      const s = await redeemed();
      return {
        contract: s.w.orders,
        what: { types: TYPES, values: valuesOf(s.order, cause) },
        propose: async (by) => propose(s, cause, by),
        confirm: async (by) => confirm(s, by),
        proposer: s.w.wujin.bureau,
        confirmer: s.w.wujin.approver,
        otherProposer: s.w.wujin.bureau2,
        giveBothDuties: async () => appoint(s.w, s.w.wujin, DUTY.approver, s.w.wujin.bureau),
      };
    };
    needsTwoOfficers(matter);

    it("concerns redeemed orders alone, before they are in a payment", async () => {
      for (const [name, fixture] of [
        ["Placed", placed],
        ["Claimed", claimed],
        ["Paying", paying],
        ["Paid", paid],
      ] as const) {
        const { w, order } = await networkHelpers.loadFixture(fixture);
        const s = { w, order, claim: await claimOf(order) };
        await expectRefused(propose(s, cause), w.orders, "OrderIn", [order, stage(name)], name);
        await expectRefused(confirm(s), w.orders, "OrderIn", [order, stage(name)], name);
      }
    });

    it("is confirmed by the home Approver alone", async () => {
      const s = await networkHelpers.loadFixture(cause ? proposedForCause : proposedForForm);
      const { w } = s;
      await expectDuty(w, w.wujin.id, DUTY.approver, approvers(w), w.orders, async (by) => confirm(s, by));
    });

    it("does not stand in for the other kind", async () => {
      const s = await networkHelpers.loadFixture(cause ? proposedForForm : proposedForCause);
      await expectRefused(confirm(s), s.w.orders, "NotProposed", [matterOf(s.order, cause)]);
    });
  });
}

describe("Orders.reject", () => {
  it("is the home Bureau's alone", async () => {
    const s = await ready();
    const { w } = s;
    const may = [w.wujin.bureau, w.wujin.bureau2];
    await expectDuty(w, w.wujin.id, DUTY.bureau, may, w.orders, async (by) => propose(s, true, by));
  });

  it("leaves the order in its notice until it is confirmed", async () => {
    const s = await ready();
    const order = await orderState(s.w, s.order);
    await propose(s, true);
    expect(await orderState(s.w, s.order)).to.deep.equal(order);
  });
});

describe("Orders.confirmRejectForForm", () => {
  it("tells that the order is open again, and until when", async () => {
    const s = await forForm();
    const change = await following(s);
    await expectTold(confirmForForm(s), async () => [
      [s.w.orders, "MatterConfirmed", [matterOf(s.order, false), s.w.wujin.approver]],
      await change("Reopened", 1_000_000n, s.order),
      [s.w.orders, "OrderReopened", [s.order, 1, s.terms.deliverBy, REASON, s.w.wujin.approver]],
    ]);
  });

  it("leaves the order placed in the next round, what was redeemed locked and its invoices free", async () => {
    const s = await forForm();
    const [before, order] = [await figures(s), await orderState(s.w, s.order)];
    await confirmForForm(s);
    const open = { stage: "Placed", round: 1, waitEnd: 0, invoices: 0, reopened: true };
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, ...open });
    expect(await figures(s)).to.deep.equal({
      locked: 1_000_000n,
      redeemed: 0n,
      outstanding: before.outstanding + 1_000_000n,
      inBudget: 0n,
    });
    for (const nullifier of nullifiersOf(s)) expect(await s.w.orders.invoiceUsed(nullifier)).to.equal(false);
    expect(await s.w.orders.contractUsed(s.contractNullifier)).to.equal(true);
  });

  it("takes the same invoices in a new claim, but not the old one", async () => {
    const s = await forForm();
    await confirmForForm(s);
    const old = s.w.orders.connect(s.w.operator).redeem([await redemption(s, s.claim)]);
    await expectItemRefused(old, s.w.orders, 0, s.w.orders, "ClaimOfOtherRound", [s.order, 1, 0]);
    await s.w.orders.connect(s.w.operator).redeem([await redemption(s, { ...s.claim, round: 1 })]);
    expect(await figures(s)).to.include({ locked: 0n, redeemed: 1_000_000n });
  });

  const STRANGER = id("another invoice");
  const WRONG: [what: string, freed: (all: [string, string]) => string[], error: "NotItsInvoices" | "NotItsInvoice"][] =
    [
      ["too few", ([first]) => [first], "NotItsInvoices"],
      ["too many", ([first, second]) => [first, second, second], "NotItsInvoices"],
      ["one twice", ([first]) => [first, first], "NotItsInvoice"],
      ["a stranger", ([first]) => [first, STRANGER], "NotItsInvoice"],
      ["a stranger at the head", ([, second]) => [STRANGER, second], "NotItsInvoice"],
    ];
  for (const [what, freed, error] of WRONG) {
    it(`frees all of its invoices and no others: ${what} is refused`, async () => {
      const s = await forForm();
      const all = nullifiersOf(s) as [string, string];
      const given = freed(all);
      const wrong = given.includes(STRANGER) ? STRANGER : all[0];
      const values = error === "NotItsInvoices" ? [s.order, 2, given.length] : [s.order, wrong];
      await expectRefused(confirmForForm(s, s.w.wujin.approver, given), s.w.orders, error, values);
    });
  }

  it("is for one round: the proposal of an earlier one does not reject a later redemption", async () => {
    const s = await forForm();
    await confirmForForm(s);
    await s.w.orders.connect(s.w.operator).redeem([await redemption(s, { ...s.claim, round: 1 })]);
    await expectRefused(confirmForForm(s), s.w.orders, "NotProposed", [matterOf(s.order, false, 1)]);
  });

  it("hears objections to the next redemption anew", async () => {
    const s = await forForm();
    const { w, order } = s;
    await w.orders.connect(w.auditor).object(order, 0, REASON);
    await w.orders.connect(w.auditor).endAuditorsObjection(order, REASON);
    await w.orders.connect(w.wujin.bureau).object(order, 1, REASON);
    await confirmForForm(s);
    expect(await w.orders.objections(order)).to.equal(0n);
    await w.orders.connect(w.operator).redeem([await redemption(s, { ...s.claim, round: 1 })]);
    await w.orders.connect(w.auditor).object(order, 0, REASON);
    expect(await w.orders.objectionStands(order, 0)).to.equal(true);
  });

  it("does not end an open objection of the Auditor", async () => {
    const s = await forForm();
    const { w, order } = s;
    // An odd day, whose lowest bit is next to the Auditor's entry.
    if ((await today()) % 2 === 0) await goToDay((await today()) + 1);
    await w.orders.connect(w.auditor).object(order, 0, REASON);
    const alone = await w.orders.objections(order);
    await w.orders.connect(w.wujin.bureau).object(order, 1, REASON);
    await confirmForForm(s);
    expect(await w.orders.objections(order)).to.equal(alone);
    await w.orders.connect(w.operator).redeem([await redemption(s, { ...s.claim, round: 1 })]);
    expect(await w.orders.objectionStands(order, 0)).to.equal(true);
  });

  it("locks again on a revoked voucher, whose lock goes to the budget when it is given up", async () => {
    const s = await forForm();
    await revokeVoucher(s);
    await confirmForForm(s);
    expect(await figures(s)).to.include({ locked: 1_000_000n, outstanding: 1_000_000n });
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
    expect(await figures(s)).to.include({ locked: 0n, outstanding: 0n });
  });
});

describe("The days of a reopened order", () => {
  /** Redeemed on the last day for claims and rejected for form three days later. */
  async function lateReopened() {
    const s = await placed();
    const { w } = s;
    const claimBy = (await voucherState(w, s.voucher)).useBy + 90;
    await goToDay(claimBy);
    const item = await redemption(s);
    await w.orders.connect(w.operator).redeem([item]);
    await goToDay(claimBy + 3);
    const t = { ...s, claim: item.claim };
    await propose(t, false);
    await confirmForForm(t);
    return { ...t, lastDay: claimBy + 18 };
  }

  it("give the provider the grace period from the rejection at least", async () => {
    const s = await networkHelpers.loadFixture(lateReopened);
    expect((await orderState(s.w, s.order)).deliverBy).to.equal(s.lastDay);
    await goToDay(s.lastDay);
    await s.w.orders.connect(s.w.operator).redeem([await redemption(s, { round: 1 })]);
  });

  it("end with its delivery day for claims", async () => {
    const s = await networkHelpers.loadFixture(lateReopened);
    await goToDay(s.lastDay + 1);
    const act = s.w.orders.connect(s.w.operator).redeem([await redemption(s, { round: 1 })]);
    await expectItemRefused(act, s.w.orders, 0, s.w.orders, "ClaimByPassed", [s.order, s.lastDay]);
  });

  it("move by a freeze", async () => {
    const s = await networkHelpers.loadFixture(lateReopened);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 20, ZeroHash);
    await goToDay(s.lastDay + 20);
    await s.w.orders.connect(s.w.operator).redeem([await redemption(s, { round: 1 })]);
  });

  it("end another grace period later for cancelling", async () => {
    const s = await networkHelpers.loadFixture(lateReopened);
    const overdue = async () => s.w.orders.connect(s.w.stranger).cancelOverdue(s.order);
    await goToDay(s.lastDay + 15);
    await expectRefused(overdue(), s.w.orders, "NotOverdue", [s.order, s.lastDay + 15]);
    await goToDay(s.lastDay + 16);
    await overdue();
  });

  it("leave a later delivery day and a later claim-by day as they are", async () => {
    const s = await forForm();
    const claimBy = await s.w.vouchers.claimBy(s.voucher);
    await confirmForForm(s);
    expect((await orderState(s.w, s.order)).deliverBy).to.equal(s.terms.deliverBy);
    await goToDay(Number(claimBy));
    await s.w.orders.connect(s.w.operator).redeem([await redemption(s, { round: 1 })]);
  });
});

describe("Orders.confirmRejectForCause", () => {
  it("tells that the order has ended", async () => {
    const s = await forCause();
    const change = await following(s);
    await expectTold(confirmForCause(s), async () => [
      [s.w.orders, "MatterConfirmed", [matterOf(s.order, true), s.w.wujin.approver]],
      await change("Rejected", 1_000_000n, s.order),
      [s.w.orders, "OrderRejected", [s.order, REASON, s.w.wujin.approver]],
    ]);
  });

  it("leaves the order rejected, the voucher whole and the nullifiers used for good", async () => {
    const s = await forCause();
    const [before, order] = [await figures(s), await orderState(s.w, s.order)];
    await confirmForCause(s);
    expect(await orderState(s.w, s.order)).to.deep.equal({ ...order, stage: "Rejected" });
    expect(await figures(s)).to.deep.equal({
      locked: 0n,
      redeemed: 0n,
      outstanding: before.outstanding + 1_000_000n,
      inBudget: 0n,
    });
    for (const nullifier of nullifiersOf(s)) expect(await s.w.orders.invoiceUsed(nullifier)).to.equal(true);
    expect(await s.w.orders.contractUsed(s.contractNullifier)).to.equal(true);
  });

  it("is the end of the order", async () => {
    const s = await forCause();
    await confirmForCause(s);
    const redeem = s.w.orders.connect(s.w.operator).redeem([await redemption(s)]);
    await expectItemRefused(redeem, s.w.orders, 0, s.w.orders, "OrderIn", [s.order, stage("Rejected")]);
    const overdue = s.w.orders.connect(s.w.stranger).cancelOverdue(s.order);
    await expectRefused(overdue, s.w.orders, "OrderIn", [s.order, stage("Rejected")]);
  });

  it("returns what was redeemed of a revoked voucher to the budget", async () => {
    const s = await forCause();
    await revokeVoucher(s);
    await confirmForCause(s);
    expect(await figures(s)).to.deep.equal({ locked: 0n, redeemed: 0n, outstanding: 0n, inBudget: 0n });
  });
});
