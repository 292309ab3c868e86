import { id } from "ethers";
import { claimOf, keyOf, orderOf, placementOf, redemptionOf, type Party as Signing } from "../../support/acts.ts";
import { demandBy, matchBetween, offerBy, signMatching } from "../../support/matching.ts";
import { sign, soon, type Kind } from "../../support/messages.ts";
import { today } from "../../support/world.ts";
import type { Prepared } from "../prepared.ts";
import type { Party } from "../rule.ts";

const reason = id("reason");

/** With whose keys the messages are signed. */
export type Signers = Readonly<Record<Party, Signing>>;
/** The arguments of a function that takes signatures. */
export type SignedTrial = (s: Prepared, by: Signers) => Promise<readonly unknown[]>;

/** The parties of the order, as it should be. */
export const parties = (s: Prepared): Signers => ({ enterprise: s.enterprise, provider: s.provider });

const placement = async (s: Prepared, { enterprise, provider }: Signers) =>
  placementOf(s.w, await orderOf(s.voucher, s.provider.id, { amount: 1n }), enterprise, provider);

const redemption = async (s: Prepared, { enterprise, provider }: Signers) =>
  redemptionOf(s.w, await claimOf(s.placed), enterprise, provider);

const signs = async (s: Prepared, party: Signing, kind: Kind, message: Record<string, unknown>): Promise<string> =>
  sign(s.w, party.key, kind, message);

/** What its party signed, taken back with another account's help. */
const postWithdrawal = async (s: Prepared, post: string, { key }: Signing) => {
  const message = { post, deadline: await soon() };
  return [post, message.deadline, await signMatching(s.w, key, "PostWithdrawal", message)];
};

const offered = async (s: Prepared, { key }: Signing, over = {}) => {
  const offer = await offerBy(s.provider.id, over);
  return [offer, await signMatching(s.w, key, "Offer", offer)];
};

const matchingWithdrawal = async (s: Prepared, party: Party, by: Signers) => [
  s[party].key.address,
  reason,
  await signMatching(s.w, by[party].key, "Withdrawal", { message: reason }),
];

const withdrawal = async (s: Prepared, party: Party, by: Signers) => [
  s[party].key.address,
  reason,
  await signs(s, by[party], "Withdrawal", { message: reason }),
];

export const SIGNED: Readonly<Record<string, SignedTrial>> = {
  "orders.place": async (s, by) => [[await placement(s, by)]],
  "orders.placeItem": async (s, by) => [await placement(s, by), { account: s.w.operator, operator: true }],
  "orders.cancel": async (s, by) => {
    const message = { order: s.placed, deadline: await soon() };
    const enterprise = await signs(s, by.enterprise, "Cancellation", message);
    return [message.order, message.deadline, enterprise, await signs(s, by.provider, "Cancellation", message)];
  },
  "orders.redeem": async (s, by) => [[await redemption(s, by)]],
  "orders.redeemItem": async (s, by) => [await redemption(s, by), { account: s.w.operator, operator: true }],
  "orders.claim": async (s, by) => {
    const claim = await claimOf(s.placed);
    return [claim, await signs(s, by.provider, "Claim", { ...claim })];
  },
  "orders.accept": async (s, by) => {
    const message = { claim: s.claim, deadline: await soon() };
    const signature = await signs(s, by.enterprise, "Acceptance", message);
    return [message.claim, message.deadline, signature, (await today()) + 6];
  },
  "orders.refuse": async (s, by) => {
    const message = { order: s.silent, round: 0, reason, deadline: await soon() };
    return [message.order, reason, message.deadline, await signs(s, by.enterprise, "Refusal", message)];
  },
  "orders.withdrawMessage an enterprise's, with its signature": async (s, by) => withdrawal(s, "enterprise", by),
  "orders.withdrawMessage a provider's, with its signature": async (s, by) => withdrawal(s, "provider", by),
  "matching.postDemand": async (s, by) => {
    const demand = await demandBy(s.enterprise.id);
    return [demand, await signMatching(s.w, by.enterprise.key, "Demand", demand)];
  },
  "matching.postOffer to everybody": async (s, by) => offered(s, by.provider),
  "matching.postOffer to one demand": async (s, by) => offered(s, by.provider, { demand: s.demand }),
  "matching.withdrawPost an enterprise's, with its signature": async (s, by) =>
    postWithdrawal(s, s.demand, by.enterprise),
  "matching.withdrawPost a provider's, with its signature": async (s, by) => postWithdrawal(s, s.offer, by.provider),
  "matching.matchUp": async (s, by) => matchBetween(s.w, by, s.demand, s.offer),
  "matching.withdrawMessage an enterprise's, with its signature": async (s, by) =>
    matchingWithdrawal(s, "enterprise", by),
  "matching.withdrawMessage a provider's, with its signature": async (s, by) => matchingWithdrawal(s, "provider", by),
};

/** Somebody who signs and has no part in the order. */
export const signing = (label: string): Signing => ({ id: 0n, key: keyOf(label) });
