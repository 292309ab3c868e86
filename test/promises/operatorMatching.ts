import { expect } from "chai";
import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { id } from "ethers";
import { keyOf } from "../support/acts.ts";
import { expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  answered,
  demandBy,
  matchBetween,
  matched,
  offerBy,
  orderUnder,
  posted,
  quiet,
  signMatching,
} from "../support/matching.ts";
import { soon } from "../support/messages.ts";
import type { World } from "../support/world.ts";

/** What the Operator would have to sign with in a party's stead. */
const OWN_KEY = keyOf("operator");

async function expectWrong({ matching }: World, act: Promise<unknown>, signer: string): Promise<void> {
  await expect(act).to.be.revertedWithCustomError(matching, "SignatureWrong").withArgs(signer, anyValue);
}

/** What the Operator may do about demands and offers: with the parties' signatures, or as anyone may. */
export const MATCHING_ALLOWED: Readonly<Record<string, () => Promise<void>>> = {
  "matching.postDemand": async () => {
    const { w, enterprise } = await load(quiet);
    const demand = await demandBy(enterprise.id);
    const post = async (signature: string) => w.matching.connect(w.operator).postDemand(demand, signature);
    for (const wrong of ["0x", await signMatching(w, OWN_KEY, "Demand", demand)]) {
      await expectWrong(w, post(wrong), enterprise.key.address);
    }
    await post(await signMatching(w, enterprise.key, "Demand", demand));
  },
  "matching.postOffer": async () => {
    const { w, provider, demand } = await load(posted);
    for (const offer of [await offerBy(provider.id), await offerBy(provider.id, { demand })]) {
      const post = async (signature: string) => w.matching.connect(w.operator).postOffer(offer, signature);
      for (const wrong of ["0x", await signMatching(w, OWN_KEY, "Offer", offer)]) {
        await expectWrong(w, post(wrong), provider.key.address);
      }
      await post(await signMatching(w, provider.key, "Offer", offer));
    }
  },
  "matching.withdrawPost": async () => {
    const { w, enterprise, provider, demand, offer } = await load(posted);
    for (const [post, { key }] of [
      [demand, enterprise],
      [offer, provider],
    ] as const) {
      const deadline = await soon();
      const withdraw = async (signature: string) =>
        w.matching.connect(w.operator).withdrawPost(post, deadline, signature);
      for (const wrong of ["0x", await signMatching(w, OWN_KEY, "PostWithdrawal", { post, deadline })]) {
        await expectWrong(w, withdraw(wrong), key.address);
      }
      await withdraw(await signMatching(w, key, "PostWithdrawal", { post, deadline }));
    }
  },
  "matching.matchUp": async () => {
    const s = await load(answered);
    const { w } = s;
    const [message, enterprise, provider] = await matchBetween(w, s, s.demand, s.answer);
    const match = async (buyers: string, sellers: string) =>
      w.matching.connect(w.operator).matchUp(message, buyers, sellers);
    for (const wrong of ["0x", await signMatching(w, OWN_KEY, "Match", message)]) {
      await expectWrong(w, match(wrong, provider), s.enterprise.key.address);
      await expectWrong(w, match(enterprise, wrong), s.provider.key.address);
    }
    await match(enterprise, provider);
  },
  "matching.recordOrder": async () => {
    const s = await load(matched);
    const { w, match } = s;
    const record = w.matching.connect(w.operator);
    const other = await orderUnder(s, id("another reference"));
    const order = await w.orders.orderIdOf(other);
    await expectRefused(record.recordOrder(match, other), w.matching, "NamesOther", [order, other.referenceTo]);
    await record.recordOrder(match, await orderUnder(s, match));
  },
  "matching.withdrawMessage": async () => {
    const { w, enterprise } = await load(quiet);
    const message = id("reason");
    const withdraw = async (signature: string) =>
      w.matching.connect(w.operator).withdrawMessage(enterprise.key.address, message, signature);
    for (const wrong of ["0x", await signMatching(w, OWN_KEY, "Withdrawal", { message })]) {
      await expectWrong(w, withdraw(wrong), enterprise.key.address);
    }
    await withdraw(await signMatching(w, enterprise.key, "Withdrawal", { message }));
  },
};
