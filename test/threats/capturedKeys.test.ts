import { expect } from "chai";
import { id } from "ethers";
import { batchIdOf } from "../../client/list.ts";
import { admission, keyOf, placeOrder, registerEnterprise, TERMS, terms } from "../support/acts.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  appoint,
  cancellation,
  inHand,
  orderState,
  paying,
  placed,
  placement,
  redeemed,
  stage,
  type Placed,
} from "../support/stages.ts";
import { DUTY, goToDay, passDays, roleOf, today } from "../support/world.ts";

const reason = id("reason");

describe("A captured Bureau account, alone", () => {
  it("moves no money: what it announces is not issued, what it redeemed is not paid", async () => {
    const { w, program, enterprise } = await load(inHand);
    const bureau = w.vouchers.connect(w.wujin.bureau);
    const noticeEnd = (await today()) + 5;
    const chain = id("chain");
    await bureau.announce(program, chain, 1, 100n, noticeEnd, reason);
    await goToDay(noticeEnd + 1);
    const batch = batchIdOf(program, chain);
    const issue = bureau.issue(batch, [{ enterprise: enterprise.id, face: 100n }], chain);
    await expectRefused(issue, w.vouchers, "ApprovalsMissing", [batch, 0, 1]);
    const s = await load(paying);
    const settle = s.w.payments
      .connect(s.w.wujin.bureau)
      .settle(s.payment, [{ order: s.order, paid: true, receipt: reason }]);
    await expectRefused(settle, w.payments, "DutyMissing", [w.wujin.bureau.address, w.wujin.id, DUTY.finance]);
  });

  it("registers a firm of another district before that does, and nobody lifts it in this edition", async () => {
    const { w } = await load(inHand);
    const squatted = await registerEnterprise(w, w.hefei, "squatted", { party: id("a firm of Wujin") });
    const item = {
      home: w.wujin.id,
      wallet: keyOf("own").address,
      party: id("a firm of Wujin"),
      group: reason,
      profile: reason,
    };
    const register = w.enterprises.connect(w.wujin.bureau).register([item]);
    const taken = [id("a firm of Wujin"), squatted.id] as const;
    await expectItemRefused(register, w.enterprises, 0, w.enterprises, "PartyRegistered", taken);
  });

  it("spends the first freeze of its vouchers, so that the Auditor needs the home Approver after it", async () => {
    const { w, voucher } = await load(inHand);
    await w.vouchers.connect(w.wujin.bureau).freeze(voucher, 1, reason);
    const freezing = w.vouchers.connect(w.auditor).freeze(voucher, 30, reason);
    await expectRefused(freezing, w.vouchers, "FrozenBefore", [voucher]);
    await w.vouchers.connect(w.auditor).freezeAgain(voucher, 30, reason);
    await w.vouchers.connect(w.wujin.approver).confirmFreezeAgain(voucher, 30, reason, true);
    await passDays(2);
    expect(await w.vouchers.frozen(voucher)).to.equal(true);
  });

  it("leaves proposals behind that only lapse; its revocation at once ends everything else", async () => {
    const { w, voucher, enterprise } = await load(inHand);
    await w.vouchers.connect(w.wujin.bureau).revoke(voucher, reason);
    const bureau = roleOf(w.wujin.id, DUTY.bureau);
    await w.manager.connect(w.wujin.administrator).revokeRole(bureau, w.wujin.bureau);
    const freezing = w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, reason);
    await expectRefused(freezing, w.enterprises, "DutyMissing", [w.wujin.bureau.address, w.wujin.id, DUTY.bureau]);
    const [told] = await w.vouchers.queryFilter(w.vouchers.filters.MatterProposed);
    for (const by of [w.wujin.bureau2, w.wujin.approver, w.wujin.administrator, w.safe]) {
      const takingBack = w.vouchers.connect(by).withdrawProposal(told!.args.matter);
      await expectRefused(takingBack, w.vouchers, "NotTheProposer", [by.address, w.wujin.bureau.address]);
    }
    await passDays(31);
    const confirming = w.vouchers.connect(w.wujin.approver).confirmRevoke(voucher, reason);
    await expect(confirming).to.be.revertedWithCustomError(w.vouchers, "ProposalLapsed");
  });

  it("uses up the programs of its district, and of no other", async () => {
    const { w } = await load(inHand);
    const proposed = await terms(w.wujin, TERMS);
    const left = 256n - (await w.programs.countOf(w.wujin.id));
    for (let i = 0n; i < left; i += 1n) await w.programs.connect(w.wujin.bureau).propose(proposed, "");
    const another = w.programs.connect(w.wujin.bureau2).propose(proposed, "");
    await expectRefused(another, w.programs, "TooManyPrograms", [w.wujin.id, 256]);
    await w.programs.connect(w.hefei.bureau).propose(await terms(w.hefei), "");
  });
});

describe("A captured Approver account, alone", () => {
  it("submits what was signed and nothing else, and confirms nothing that nobody proposed", async () => {
    const { w, voucher, enterprise, provider, program } = await load(inHand);
    await placeOrder(w, voucher, enterprise, provider, { amount: 1n }, w.wujin.approver);
    const approver = w.wujin.approver;
    const acts = [
      () => w.programs.connect(approver).confirmRaise(program, 100_000_000n, 2n ** 47n),
      () => w.vouchers.connect(approver).confirmRevoke(voucher, reason),
      () => w.enterprises.connect(approver).confirmRegroup(enterprise.id, reason),
    ];
    for (const act of acts) await expect(act()).to.be.revertedWithCustomError(w.programs, "NotProposed");
    const rotating = w.enterprises.connect(approver).confirmRotation(enterprise.id, approver);
    await expectRefused(rotating, w.enterprises, "NoRotation", [enterprise.id]);
  });
});

describe("A captured Finance account, alone", () => {
  it("may say that the bank returned what it paid; then only another payment by the Bureau pays it again", async () => {
    const { w, order, payment } = await load(paying);
    const finance = w.payments.connect(w.wujin.finance);
    await finance.settle(payment, [{ order, paid: false, receipt: id("a false return") }]);
    const again = finance.settle(payment, [{ order, paid: true, receipt: reason }]);
    await expectItemRefused(again, w.payments, 0, w.orders, "OrderIn", [order, stage("Redeemed")]);
    const opening = finance.open(w.wujin.id, [order]);
    await expectRefused(opening, w.payments, "DutyMissing", [w.wujin.finance.address, w.wujin.id, DUTY.bureau]);
    await w.payments.connect(w.wujin.bureau).open(w.wujin.id, [order]);
    const [returned] = await w.payments.queryFilter(w.payments.filters.OrderSettled);
    expect(returned!.args.receipt).to.equal(id("a false return"));
  });
});

describe("A captured Operator account, alone", () => {
  it("may name another contract's nullifier; the order's cancelling frees it for its own", async () => {
    const s = await load(inHand);
    const { w } = s;
    const operator = w.orders.connect(w.operator);
    const contract = id("a contract of others");
    const misnamed = await placement(s, { amount: 1n }, contract);
    await operator.place([misnamed]);
    const honest = await placement(s, { amount: 1n }, contract);
    await expectItemRefused(operator.place([honest]), w.orders, 0, w.orders, "ContractUsed", [contract]);
    const order = await w.orders.orderIdOf(misnamed.order);
    await operator.cancel(...(await cancellation({ ...s, order } as Placed)));
    await operator.place([honest]);
  });

  it("holds a party's name by proposing it, until the Bureau of the named district declines", async () => {
    const { w } = await load(inHand);
    const institute = await admission(w.hefei, "institute");
    await w.providers.connect(w.operator).propose(institute);
    const provider = (BigInt(w.hefei.id) << 32n) | 1n;
    const again = w.providers.connect(w.operator).propose(institute);
    await expectRefused(again, w.providers, "PartyAdmitted", [institute.party, provider]);
    await w.providers.connect(w.hefei.bureau).decline(provider, reason);
    await w.providers.connect(w.operator).propose(institute);
  });
});

describe("A captured Auditor account, alone", () => {
  it("stops what it can reach, and the Safe ends each freeze and each objection", async () => {
    const { w, voucher, order } = await load(redeemed);
    await w.vouchers.connect(w.auditor).freeze(voucher, 30, reason);
    await w.orders.connect(w.auditor).object(order, 0, reason);
    await w.vouchers.connect(w.safe).unfreeze(voucher, reason);
    await w.orders.connect(w.safe).endAuditorsObjection(order, reason);
    expect(await w.orders.objectionStands(order, 0)).to.equal(false);
    expect((await orderState(w, order)).stage).to.equal("Redeemed");
  });
});

describe("A lost or captured wallet of a party", () => {
  it("is stopped by one officer, and signs nothing from then on", async () => {
    const s = await load(placed);
    const { w, provider, enterprise, voucher } = s;
    await w.providers.connect(w.yangpu.bureau).proposeRotation(provider.id, keyOf("next").address);
    const placing = placeOrder(w, voucher, enterprise, provider, { amount: 1n });
    await expectItemRefused(placing, w.orders, 0, w.providers, "WalletStopped", [provider.id]);
  });
});

describe("Two standings of one party", () => {
  it("are ended one by one: blacklisted as an enterprise, it goes on as a provider until its Bureau ends that too", async () => {
    const { w, voucher, enterprise, provider } = await load(inHand);
    const { party } = await w.providers.providerOf(provider.id);
    const twin = await registerEnterprise(w, w.yangpu, "twin", { party });
    await w.enterprises.connect(w.yangpu.bureau).end(twin.id, 5, reason);
    await w.enterprises.connect(w.yangpu.approver).confirmEnd(twin.id, 5, reason);
    await placeOrder(w, voucher, enterprise, provider, { amount: 1n });
    await w.providers.connect(w.yangpu.bureau).suspend(provider.id, reason);
    const placing = placeOrder(w, voucher, enterprise, provider, { amount: 1n });
    await expectItemRefused(placing, w.orders, 0, w.providers, "ProviderIn", [provider.id, 5]);
  });
});

describe("A captured administrator of a district", () => {
  it("fills all its offices, and still not with one account for what takes two", async () => {
    const { w, program } = await load(inHand);
    const one = w.stranger;
    for (const duty of [DUTY.bureau, DUTY.approver, DUTY.finance]) await appoint(w, w.wujin, duty, one);
    await w.programs.connect(one).raise(program, 100_000_000n, 200_000_000n);
    const confirming = w.programs.connect(one).confirmRaise(program, 100_000_000n, 200_000_000n);
    await expectRefused(confirming, w.programs, "SameOfficer", [one.address]);
  });

  it("loses the district to whom the consortium's Safe names", async () => {
    const { w } = await load(inHand);
    const role = roleOf(w.wujin.id, DUTY.administrator);
    await w.manager.connect(w.safe).revokeRole(role, w.wujin.administrator);
    await w.manager.connect(w.safe).grantRole(role, w.stranger, 0);
    const granting = w.manager.connect(w.wujin.administrator).grantRole(roleOf(w.wujin.id, DUTY.bureau), w.stranger, 0);
    await expectRefused(granting, w.manager, "AccessManagerUnauthorizedAccount", [w.wujin.administrator.address, role]);
    await w.manager.connect(w.stranger).revokeRole(roleOf(w.wujin.id, DUTY.bureau), w.wujin.bureau);
  });
});
