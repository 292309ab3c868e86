import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import {
  admission,
  announce,
  claimOf,
  keyOf,
  openProgram,
  orderOf,
  placementOf,
  redeemOrder,
  registerEnterprise,
  type Party,
} from "../support/acts.ts";
import { expectTold } from "../support/events.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { sign } from "../support/messages.ts";
import { rotate } from "../support/signed.ts";
import {
  budgetState,
  cancellation,
  inHand,
  orderState,
  placed,
  refusal,
  reviewed,
  stage,
  type Placed,
} from "../support/stages.ts";
import { DUTY, goToDay, networkHelpers, passDays, today, type World } from "../support/world.ts";

const reason = id("reason");

const claims = async ({ w, order, provider }: Placed, by = w.operator) => {
  const claim = await claimOf(order);
  await w.orders.connect(by).claim(claim, await sign(w, provider.key, "Claim", { ...claim }));
  return claim;
};

/** Wujin's Bureau and Approver issue to a firm of their own making, from the budget that there is. */
async function ownVoucher(w: World, program: bigint) {
  const firm = await registerEnterprise(w, w.wujin, "a firm on paper");
  const { batch, noticeEnd } = await announce(w, w.wujin, program, [{ enterprise: firm.id, face: 5_000_000n }]);
  await w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id);
  const issue = async () =>
    w.vouchers.connect(w.wujin.bureau).issue(batch, [{ enterprise: firm.id, face: 5_000_000n }], ZeroHash);
  return { firm, batch, noticeEnd, issue };
}

const serial = async (w: World, program: bigint) => (program << 32n) | (await w.vouchers.serialOf(program));

describe("The Operator and a provider together", () => {
  it("place nothing without the enterprise's signature", async () => {
    const { w, voucher, enterprise, provider } = await load(inHand);
    const order = await orderOf(voucher, provider.id);
    const item = await placementOf(w, order, { ...enterprise, key: keyOf("operator") }, provider);
    const wrong = [enterprise.key.address, await w.orders.orderIdOf(order)];
    await expectItemRefused(w.orders.connect(w.operator).place([item]), w.orders, 0, w.orders, "SignatureWrong", wrong);
  });

  it("redeem nothing that the enterprise refuses, and cannot keep its refusal from the ledger", async () => {
    const s = await load(placed);
    await claims(s);
    await s.w.orders.connect(s.w.wujin.approver).refuse(...(await refusal(s)));
    expect((await orderState(s.w, s.order)).stage).to.equal("Placed");
  });
});

describe("An enterprise and its provider together", () => {
  it("get no further than the notice: nothing is paid that the home Bureau has not put into a payment", async () => {
    const s = await load(reviewed);
    const { w, order } = s;
    for (const by of [w.operator, w.wujin.approver, w.wujin.finance, w.yangpu.bureau, w.auditor, w.safe]) {
      const act = w.payments.connect(by).open(w.wujin.id, [order]);
      await expectRefused(act, w.payments, "DutyMissing", [by.address, w.wujin.id, DUTY.bureau]);
    }
  });

  it("lose a sham order to its review, and its invoices for good", async () => {
    const { w, order, claim } = await load(reviewed);
    await w.orders.connect(w.wujin.bureau).reject(order, true, reason);
    await w.orders.connect(w.wujin.approver).confirmRejectForCause(order, reason);
    expect(await w.orders.invoiceUsed(claim.invoices[0]!.nullifier)).to.equal(true);
    const open = w.payments.connect(w.wujin.bureau).open(w.wujin.id, [order]);
    await expectItemRefused(open, w.payments, 0, w.orders, "OrderIn", [order, stage("Rejected")]);
  });
});

describe("The Bureau and an Approver of one district together", () => {
  it("issue to a firm on paper, but only what Finance had approved, after a notice, and while nobody objects", async () => {
    const { w, program } = await load(inHand);
    const { batch, noticeEnd, issue } = await ownVoucher(w, program);
    await expectRefused(issue(), w.vouchers, "NoticeRunning", [noticeEnd]);
    await w.vouchers.connect(w.auditor).object(batch, 0, reason);
    await goToDay(noticeEnd + 1);
    await expectRefused(issue(), w.vouchers, "ObjectionOpen", [batch, 0]);
    await w.vouchers.connect(w.auditor).endAuditorsObjection(batch, reason);
    await issue();
    const raise = w.programs.connect(w.wujin.bureau).raise(program, 100_000_000n, 200_000_000n);
    await expectRefused(raise, w.programs, "DutyMissing", [w.wujin.bureau.address, w.wujin.id, DUTY.finance]);
  });

  it("issue nothing from a program that is joint with a district that withholds its approval", async () => {
    const { w } = await load(inHand);
    const program = await openProgram(w, w.wujin, { joint: [w.yangpu.id, 0, 0, 0, 0, 0, 0, 0] });
    const { batch, noticeEnd, issue } = await ownVoucher(w, program);
    await goToDay(noticeEnd + 1);
    await expectRefused(issue(), w.vouchers, "ApprovalsMissing", [batch, 1, 2]);
  });

  it("redeem nothing without an admitted provider's signatures, and admit none", async () => {
    const { w, program, provider } = await load(inHand);
    const { firm, noticeEnd, issue } = await ownVoucher(w, program);
    const own = await admission(w.wujin, "a provider on paper");
    const propose = w.providers.connect(w.wujin.bureau).propose(own);
    await expectRefused(propose, w.providers, "DutyMissing", [w.wujin.bureau.address, 0, DUTY.operator]);
    await goToDay(noticeEnd + 1);
    await issue();
    const order = await orderOf(await serial(w, program), provider.id);
    const item = await placementOf(w, order, firm, { ...provider, key: keyOf("bureau") });
    const wrong = [provider.key.address, await w.orders.orderIdOf(order)];
    const place = w.orders.connect(w.wujin.approver).place([item]);
    await expectItemRefused(place, w.orders, 0, w.orders, "SignatureWrong", wrong);
  });

  it("with a provider, silence the enterprise by freezing it and redeem in its stead; the Auditor's objection stops the payment", async () => {
    const s = await load(placed);
    const { w, order, enterprise } = s;
    const claim = await claims(s, w.wujin.approver);
    await w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, reason);
    const refusing = w.orders.connect(w.yangpu.approver).refuse(...(await refusal(s)));
    await expectRefused(refusing, w.enterprises, "EnterpriseIn", [enterprise.id, 2]);
    await passDays(16);
    await w.orders.connect(w.wujin.bureau).decide(claim, true, reason);
    const noticeEnd = (await today()) + 5;
    await w.orders.connect(w.wujin.approver).confirmDecide(claim, true, reason, noticeEnd);
    await w.orders.connect(w.auditor).object(order, 0, reason);
    await goToDay(noticeEnd + 365);
    const open = w.payments.connect(w.wujin.bureau).open(w.wujin.id, [order]);
    await expectItemRefused(open, w.payments, 0, w.orders, "ObjectionOpen", [order, 0]);
  });

  it("bar a party of another district for good, which they register and blacklist while it is in no register", async () => {
    const { w } = await load(inHand);
    const institute = await admission(w.yangpu, "institute");
    await w.providers.connect(w.operator).propose(institute);
    const provider = (BigInt(w.yangpu.id) << 32n) | (await w.providers.countOf(w.yangpu.id));
    const noticeEnd = (await today()) + 5;
    await w.providers.connect(w.yangpu.bureau).countersign(provider, noticeEnd);
    const squatted = await registerEnterprise(w, w.wujin, "squatted", { party: institute.party });
    await w.enterprises.connect(w.wujin.bureau).end(squatted.id, 5, reason);
    await w.enterprises.connect(w.wujin.approver).confirmEnd(squatted.id, 5, reason);
    await goToDay(noticeEnd + 1);
    const admitting = w.providers.connect(w.stranger).admit(provider);
    await expectRefused(admitting, w.providers, "PartyBlacklisted", [institute.party]);
  });

  it("take an enterprise's signature over in three days, which are told, and stop its old one at once", async () => {
    const s = await load(placed);
    const { w, enterprise, provider } = s;
    const early = w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, w.stranger);
    await expectTold(early, [[w.enterprises, "RotationProposed", [enterprise.id, w.stranger, w.wujin.bureau]]]);
    const cancelling = w.orders.connect(w.operator).cancel(...(await cancellation(s)));
    await expectRefused(cancelling, w.enterprises, "WalletStopped", [enterprise.id]);
    await w.enterprises.connect(w.wujin.approver2).cancelRotation(enterprise.id);
    await rotate(s, "enterprise", keyOf("bureau").address);
    const taken: Party = { ...enterprise, key: keyOf("bureau") };
    const item = await placementOf(w, await orderOf(s.voucher, provider.id, { amount: 1n }), taken, provider);
    await w.orders.connect(w.operator).place([item]);
  });
});

describe("The Bureau, an Approver and Finance of one district, with an admitted provider,", () => {
  /** A firm on paper with a voucher, and the admitted provider's order on it, redeemed: the second notice runs. */
  async function secondNotice() {
    const s = await inHand();
    const { w, program, provider } = s;
    const { firm, noticeEnd, issue } = await ownVoucher(w, program);
    await goToDay(noticeEnd + 1);
    await issue();
    const terms = await orderOf(await serial(w, program), provider.id);
    await w.orders.connect(w.wujin.approver).place([await placementOf(w, terms, firm, provider)]);
    const order = await w.orders.orderIdOf(terms);
    const secondEnd = await redeemOrder(w, order, firm, provider);
    const open = async () => w.payments.connect(w.wujin.bureau).open(w.wujin.id, [order]);
    const pay = async () => {
      await open();
      const settlement = { order, paid: true, receipt: reason };
      await w.payments.connect(w.wujin.finance).settle(await w.payments.count(), [settlement]);
    };
    return { ...s, order, noticeEnd, secondEnd, open, pay };
  }

  it("pay what they like from their own budget, through two notices in which the Auditor's objection stops them", async () => {
    const s = await load(secondNotice);
    const { w, order, noticeEnd, secondEnd, open } = s;
    expect(noticeEnd + 5 < secondEnd).to.equal(true);
    await w.orders.connect(w.auditor).object(order, 0, reason);
    const resolving = w.orders.connect(w.wujin.bureau).resolve(order, 0, reason);
    await expectRefused(resolving, w.orders, "NotADistrictsObjection", [0]);
    for (const day of [secondEnd + 1, secondEnd + 365]) {
      await goToDay(day);
      await expectItemRefused(open(), w.payments, 0, w.orders, "ObjectionOpen", [order, 0]);
    }
    // Only who may end the objection can let them go on.
    await w.orders.connect(w.auditor).endAuditorsObjection(order, reason);
    await s.pay();
    const { approved, outstanding, redeemed, paid } = await budgetState(w, s.program);
    expect(paid).to.equal(3_000_000n);
    expect(outstanding + redeemed <= approved).to.equal(true);
  });

  it("settle the objection of the provider's district themselves, at once and for good, and pay", async () => {
    const { w, program, order, secondEnd, open, pay } = await load(secondNotice);
    const object = async () => w.orders.connect(w.yangpu.bureau).object(order, 2, reason);
    await object();
    const start = await networkHelpers.takeSnapshot();
    await goToDay(secondEnd + 1);
    await expectItemRefused(open(), w.payments, 0, w.orders, "ObjectionOpen", [order, 2]);
    await start.restore();
    await w.orders.connect(w.wujin.bureau).resolve(order, 2, reason);
    await w.orders.connect(w.wujin.approver).confirmResolve(order, 2, reason);
    await expectRefused(object(), w.orders, "ObjectedBefore", [order, 2]);
    await goToDay(secondEnd + 1);
    await pay();
    expect((await budgetState(w, program)).paid).to.equal(3_000_000n);
  });

  it("take nothing from another district's budget, not even with its officers' honest help", async () => {
    const { w } = await load(inHand);
    const program = await openProgram(w, w.hefei);
    const announcing = w.vouchers.connect(w.wujin.bureau).announce(program, reason, 1, 1n, (await today()) + 6, reason);
    await expectRefused(announcing, w.vouchers, "DutyMissing", [w.wujin.bureau.address, w.hefei.id, DUTY.bureau]);
    const firm = await registerEnterprise(w, w.wujin, "a firm on paper");
    const item = { enterprise: firm.id, face: 1_000n };
    const { batch, noticeEnd } = await announce(w, w.hefei, program, [item]);
    await w.vouchers.connect(w.hefei.approver).approveBatch(batch, w.hefei.id);
    await goToDay(noticeEnd + 1);
    await w.vouchers.connect(w.hefei.bureau).issue(batch, [item], ZeroHash);
    expect(await w.vouchers.serialOf(program)).to.equal(0n);
  });
});
