import { id, ZeroHash, type TypedDataDomain, type Wallet } from "ethers";
import {
  demandIdOf,
  matchIdOf,
  MATCH_MESSAGE_TYPES,
  offerIdOf,
  type MatchMessageName,
} from "../../client/matching/messages.ts";
import { ledgerDomain, MESSAGE_TYPES, type LedgerDomain } from "../../client/messages.ts";
import { orderOf, placementOf, voucherInHand, type Party } from "./acts.ts";
import type { Signer } from "./expect.ts";
import { soon } from "./messages.ts";
import { ethers, SALT, today, world, type World } from "./world.ts";

let serial = 0;
const fresh = (what: string): string => id(`${what} ${++serial}`);

/** What binds a signature to Matching. */
export async function matchingDomain({ matching }: Pick<World, "matching">): Promise<LedgerDomain> {
  const { chainId } = await ethers.provider.getNetwork();
  return ledgerDomain(chainId, await matching.getAddress(), SALT);
}

/** A party's signature of a message for Matching. */
export async function signMatching(
  w: Pick<World, "matching">,
  key: Wallet,
  kind: MatchMessageName | "Withdrawal",
  message: Record<string, unknown>,
  domainOver: TypedDataDomain = {},
): Promise<string> {
  const types = kind === "Withdrawal" ? MESSAGE_TYPES[kind] : MATCH_MESSAGE_TYPES[kind];
  return key.signTypedData({ ...(await matchingDomain(w)), ...domainOver }, types, message);
}

/** A demand in class 1, of any district, for thirty days. */
export async function demandBy(enterprise: bigint, over: Record<string, unknown> = {}) {
  return {
    enterprise,
    content: fresh("demand"),
    serviceClass: 1,
    district: 0,
    through: (await today()) + 30,
    deadline: BigInt(await soon()),
    ...over,
  };
}
export type DemandTerms = Awaited<ReturnType<typeof demandBy>>;

/** An offer in class 1, to everybody of any district, for thirty days. */
export async function offerBy(provider: bigint, over: Record<string, unknown> = {}) {
  return {
    provider,
    demand: ZeroHash,
    content: fresh("offer"),
    serviceClass: 1,
    district: 0,
    through: (await today()) + 30,
    deadline: BigInt(await soon()),
    ...over,
  };
}
export type OfferTerms = Awaited<ReturnType<typeof offerBy>>;

/** Posts a demand that the enterprise signed, and gives its id. */
export async function postDemand(
  w: World,
  enterprise: Party,
  over: Record<string, unknown> = {},
  by: Signer = w.operator,
): Promise<string> {
  const demand = await demandBy(enterprise.id, over);
  await w.matching.connect(by).postDemand(demand, await signMatching(w, enterprise.key, "Demand", demand));
  return demandIdOf(await matchingDomain(w), demand);
}

/** Posts an offer that the provider signed, and gives its id. */
export async function postOffer(
  w: World,
  provider: Party,
  over: Record<string, unknown> = {},
  by: Signer = w.operator,
): Promise<string> {
  const offer = await offerBy(provider.id, over);
  await w.matching.connect(by).postOffer(offer, await signMatching(w, provider.key, "Offer", offer));
  return offerIdOf(await matchingDomain(w), offer);
}

/** A match as it is brought, with both parties' signatures. */
export async function matchBetween(
  w: World,
  { enterprise, provider }: { readonly enterprise: Party; readonly provider: Party },
  demand: string,
  offer: string,
  over: { readonly deadline?: bigint } = {},
) {
  const message = { demand, offer, deadline: BigInt(await soon()), ...over };
  const [byEnterprise, byProvider] = await Promise.all(
    [enterprise, provider].map(async ({ key }) => signMatching(w, key, "Match", message)),
  );
  return [message, byEnterprise!, byProvider!] as const;
}

export const matchId = async (w: World, message: Parameters<typeof matchIdOf>[1]): Promise<string> =>
  matchIdOf(await matchingDomain(w), message);

/** A voucher of Wujin's firm, a provider of Yangpu, and nothing posted. */
export async function quiet() {
  const w = await world();
  return { w, ...(await voucherInHand(w)) };
}
export type Quiet = Awaited<ReturnType<typeof quiet>>;

/** The firm's demand and the provider's offer to everybody, both open. */
export async function posted() {
  const s = await quiet();
  return { ...s, demand: await postDemand(s.w, s.enterprise), offer: await postOffer(s.w, s.provider) };
}
export type Posted = Awaited<ReturnType<typeof posted>>;

/** The same, and the provider's offer that answers the demand alone. */
export async function answered() {
  const s = await posted();
  return { ...s, answer: await postOffer(s.w, s.provider, { demand: s.demand }) };
}
export type Answered = Awaited<ReturnType<typeof answered>>;

/** Demand and answer matched. */
export async function matched() {
  const s = await answered();
  const made = await matchBetween(s.w, s, s.demand, s.answer);
  await s.w.matching.connect(s.w.operator).matchUp(...made);
  return { ...s, match: await matchId(s.w, made[0]) };
}
export type Matched = Awaited<ReturnType<typeof matched>>;

/** An order that names a match, placed. @returns its terms, as both parties signed them. */
export async function orderUnder(
  s: Pick<Quiet, "w" | "voucher" | "enterprise" | "provider">,
  referenceTo: string,
  over: Record<string, unknown> = {},
) {
  const terms = await orderOf(s.voucher, s.provider.id, { amount: 1_000_000n, referenceTo, ...over });
  await s.w.orders.connect(s.w.operator).place([await placementOf(s.w, terms, s.enterprise, s.provider)]);
  return terms;
}
