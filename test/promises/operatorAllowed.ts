import { expect } from "chai";
import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { id } from "ethers";
import type { OrderStage } from "../../client/orderWord.ts";
import { admission, claimOf, keyOf, orderOf, placementOf, redemptionOf, type Party } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { MATCHING_ALLOWED } from "./operatorMatching.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  acceptance,
  cancellation,
  claimed,
  inHand,
  orderState,
  placed,
  refusal,
  voucherState,
  type Placed,
} from "../support/stages.ts";
import { goToDay, passDays, today, world, type World } from "../support/world.ts";

const reason = id("reason");

/** What the Operator would have to sign with in a party's stead. */
const OWN_KEY = keyOf("operator");

async function expectWrong(w: World, act: Promise<unknown>, signer: string): Promise<void> {
  await expect(act).to.be.revertedWithCustomError(w.orders, "SignatureWrong").withArgs(signer, anyValue);
}

/** In a batch of one item. */
async function expectWrongItem(w: World, act: Promise<unknown>, { key }: Party): Promise<void> {
  const wrong = (data: string): boolean => w.orders.interface.parseError(data)?.args[0] === key.address;
  await expect(act).to.be.revertedWithCustomError(w.orders, "ItemFailed").withArgs(0, wrong);
}

async function expectNothingRedeemed({ w, order, voucher }: Placed, stage: OrderStage): Promise<void> {
  expect((await orderState(w, order)).stage).to.equal(stage);
  expect((await voucherState(w, voucher)).redeemed).to.equal(0n);
}

/** What the Operator may do: with the parties' signatures, or as anyone may. */
export const ALLOWED: Readonly<Record<string, () => Promise<void>>> = {
  ...MATCHING_ALLOWED,
  "providers.propose": async () => {
    const w = await load(world);
    await w.providers.connect(w.operator).propose(await admission(w.yangpu, "institute"));
    const provider = (BigInt(w.yangpu.id) << 32n) | 1n;
    const operator = w.providers.connect(w.operator);
    await expectRefused(operator.admit(provider), w.providers, "ProviderIn", [provider, 1]);
    await passDays(60);
    await expectRefused(operator.admit(provider), w.providers, "ProviderIn", [provider, 1]);
    const countersigning = operator.countersign(provider, (await today()) + 6);
    await expectRefused(countersigning, w.providers, "DutyMissing", [w.operator.address, w.yangpu.id, 1]);
  },
  "providers.renew": async () => {
    const { w, provider } = await load(inHand);
    const before = await w.providers.providerOf(provider.id);
    const operator = w.providers.connect(w.operator);
    await operator.renew(provider.id, 60_000, 255);
    const confirming = operator.confirmRenew(provider.id, 60_000, 255);
    await expectRefused(confirming, w.providers, "DutyMissing", [w.operator.address, w.yangpu.id, 1]);
    expect(await w.providers.providerOf(provider.id)).to.deep.equal(before);
    const [proposal] = (await w.providers.queryFilter(w.providers.filters.MatterProposed)).slice(-1);
    await operator.withdrawProposal(proposal!.args.matter);
  },
  "providers.admit": async () => {
    const w = await load(world);
    await w.providers.connect(w.operator).propose(await admission(w.yangpu, "institute"));
    const provider = (BigInt(w.yangpu.id) << 32n) | 1n;
    const noticeEnd = (await today()) + 6;
    await w.providers.connect(w.yangpu.bureau).countersign(provider, noticeEnd);
    const admit = async () => w.providers.connect(w.operator).admit(provider);
    await expectRefused(admit(), w.providers, "NoticeRunning", [noticeEnd]);
    await goToDay(noticeEnd + 1);
    await admit();
  },
  "vouchers.expire": async () => {
    const { w, voucher } = await load(inHand);
    await w.vouchers.connect(w.operator).expire([voucher]);
    expect((await voucherState(w, voucher)).status).to.equal("Active");
    await goToDay((await voucherState(w, voucher)).useBy + 1);
    await w.vouchers.connect(w.operator).expire([voucher]);
    expect((await voucherState(w, voucher)).status).to.equal("Expired");
  },
  "orders.cancelOverdue": async () => {
    const { w, order, terms } = await load(placed);
    const cancel = async () => w.orders.connect(w.operator).cancelOverdue(order);
    await expectRefused(cancel(), w.orders, "NotOverdue", [order, terms.deliverBy + 15]);
    await goToDay(terms.deliverBy + 16);
    await cancel();
  },
  "orders.withdrawMessage": async () => {
    const { w, enterprise } = await load(inHand);
    const withdraw = async (signature: string) =>
      w.orders.connect(w.operator).withdrawMessage(enterprise.key.address, reason, signature);
    const own = await sign(w, OWN_KEY, "Withdrawal", { message: reason });
    for (const signature of ["0x", own]) {
      const act = expect(withdraw(signature)).to.be.revertedWithCustomError(w.orders, "SignatureWrong");
      await act.withArgs(enterprise.key.address, anyValue);
    }
    await withdraw(await sign(w, enterprise.key, "Withdrawal", { message: reason }));
  },
  "orders.place": async () => {
    const s = await load(inHand);
    const { w, voucher, provider, enterprise } = s;
    const order = await orderOf(voucher, provider.id);
    const whole = await placementOf(w, order, enterprise, provider);
    const own = await sign(w, OWN_KEY, "Order", order);
    const place = (over: object) => w.orders.connect(w.operator).place([{ ...whole, ...over }]);
    const digest = await w.orders.orderIdOf(order);
    for (const [lacking, party] of [
      ["enterpriseSignature", enterprise],
      ["providerSignature", provider],
    ] as const) {
      for (const signature of ["0x", own]) {
        const wrong = [party.key.address, digest];
        await expectItemRefused(place({ [lacking]: signature }), w.orders, 0, w.orders, "SignatureWrong", wrong);
      }
    }
    await place({});
  },
  "orders.redeem": async () => {
    const s = await load(placed);
    const { w } = s;
    const claim = await claimOf(s.order);
    const whole = await redemptionOf(w, claim, s.enterprise, s.provider);
    const deadline = whole.acceptanceDeadline;
    const redeem = (over: object) => w.orders.connect(w.operator).redeem([{ ...whole, ...over }]);
    for (const wrong of ["0x", await sign(w, OWN_KEY, "Claim", { ...claim }), whole.enterpriseSignature]) {
      await expectWrongItem(w, redeem({ providerSignature: wrong }), s.provider);
    }
    for (const wrong of ["0x", await sign(w, OWN_KEY, "Acceptance", { claim, deadline }), whole.providerSignature]) {
      await expectWrongItem(w, redeem({ enterpriseSignature: wrong }), s.enterprise);
    }
    await expectNothingRedeemed(s, "Placed");
    await redeem({});
  },
  "orders.claim": async () => {
    const s = await load(placed);
    const { w } = s;
    const claim = await claimOf(s.order);
    const bring = async (signature: string) => w.orders.connect(w.operator).claim(claim, signature);
    for (const signature of ["0x", await sign(w, OWN_KEY, "Claim", { ...claim })]) {
      await expectWrong(w, bring(signature), s.provider.key.address);
    }
    await bring(await sign(w, s.provider.key, "Claim", { ...claim }));
    await expectNothingRedeemed(s, "Claimed");
  },
  "orders.accept": async () => {
    const s = await load(claimed);
    const [claim, deadline, signature, noticeEnd] = await acceptance(s);
    const accept = async (by: string) => s.w.orders.connect(s.w.operator).accept(claim, deadline, by, noticeEnd);
    for (const wrong of ["0x", await sign(s.w, OWN_KEY, "Acceptance", { claim, deadline })]) {
      await expectWrong(s.w, accept(wrong), s.enterprise.key.address);
    }
    await expectNothingRedeemed(s, "Claimed");
    await accept(signature);
  },
  "orders.refuse": async () => {
    const s = await load(claimed);
    const [order, why, deadline, signature] = await refusal(s);
    const refuse = async (by: string) => s.w.orders.connect(s.w.operator).refuse(order, why, deadline, by);
    for (const wrong of ["0x", await sign(s.w, OWN_KEY, "Refusal", { order, round: 0, reason: why, deadline })]) {
      await expectWrong(s.w, refuse(wrong), s.enterprise.key.address);
    }
    await refuse(signature);
  },
  "orders.cancel": async () => {
    const s = await load(placed);
    const [order, deadline, enterprise, provider] = await cancellation(s);
    const cancel = async (buyers: string, sellers: string) =>
      s.w.orders.connect(s.w.operator).cancel(order, deadline, buyers, sellers);
    const own = await sign(s.w, OWN_KEY, "Cancellation", { order, deadline });
    for (const wrong of ["0x", own]) {
      await expectWrong(s.w, cancel(wrong, provider), s.enterprise.key.address);
      await expectWrong(s.w, cancel(enterprise, wrong), s.provider.key.address);
    }
    await cancel(enterprise, provider);
  },
};
