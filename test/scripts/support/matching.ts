/** Demands, offers and matches on an office's ledger, made without the command. */
import { id, ZeroHash, type Wallet } from "ethers";
import { matchingDomain } from "../../../client/matching/domain.ts";
import {
  demandIdOf,
  matchIdOf,
  offerIdOf,
  signDemand,
  signMatch,
  signOffer,
  signPostWithdrawal,
  type Demand,
  type Match,
  type Offer,
} from "../../../client/matching/messages.ts";
import { orderIdOf, signOrder, type LedgerDomain, type Order } from "../../../client/messages.ts";
import type { Office } from "./office.ts";
import { domainOf, type Scene } from "./scene.ts";

let serial = 0;

export function matchingDomainOf({ deployment }: Office): LedgerDomain {
  return matchingDomain(deployment);
}

/** Whoever posts something: an enterprise or a provider. */
export interface Poster {
  readonly id: bigint;
  readonly key: Wallet;
}

export function enterpriseIn({ enterprises }: Scene, place = 0): Poster {
  const found = enterprises[place];
  if (!found) throw new RangeError(`There is no enterprise ${place}.`);
  return found;
}

export const providerIn = ({ provider, providerKey }: Scene): Poster => ({ id: provider, key: providerKey });

/** Of class 1, anywhere, for thirty days, unless a test wants another. @returns its id. */
export async function postDemand(office: Office, enterprise: Poster, over: Partial<Demand> = {}): Promise<string> {
  const demand: Demand = { enterprise: enterprise.id, ...(await common(office, "demand")), ...over };
  const domain = matchingDomainOf(office);
  await sent(office.as("operator").matching.postDemand(demand, await signDemand(enterprise.key, domain, demand)));
  return demandIdOf(domain, demand);
}

/** To everybody, unless a test names a demand. @returns its id. */
export async function postOffer(office: Office, provider: Poster, over: Partial<Offer> = {}): Promise<string> {
  const offer: Offer = { provider: provider.id, demand: ZeroHash, ...(await common(office, "offer")), ...over };
  const domain = matchingDomainOf(office);
  await sent(office.as("operator").matching.postOffer(offer, await signOffer(provider.key, domain, offer)));
  return offerIdOf(domain, offer);
}

/** Whoever posted it takes it back. */
export async function withdrawPost(office: Office, poster: Poster, post: string): Promise<void> {
  const withdrawal = { post, deadline: await soon(office) };
  const signature = await signPostWithdrawal(poster.key, matchingDomainOf(office), withdrawal);
  await sent(office.as("operator").matching.withdrawPost(post, withdrawal.deadline, signature));
}

interface Couple {
  readonly demand: string;
  readonly offer: string;
}

/** @returns the match's id. */
export async function matchUp(office: Office, enterprise: Poster, provider: Poster, couple: Couple): Promise<string> {
  const [match, ...signatures] = await signedByBoth(office, enterprise, provider, couple);
  await sent(office.as("operator").matching.matchUp(match, ...signatures));
  return matchIdOf(matchingDomainOf(office), match);
}

/** Whether the ledger would match them. */
export async function wouldMatch(
  office: Office,
  enterprise: Poster,
  provider: Poster,
  couple: Couple,
): Promise<boolean> {
  const signed = await signedByBoth(office, enterprise, provider, couple);
  return office
    .as("operator")
    .matching.matchUp.staticCall(...signed)
    .then(
      () => true,
      () => false,
    );
}

async function signedByBoth(office: Office, enterprise: Poster, provider: Poster, couple: Couple) {
  const match: Match = { ...couple, deadline: await soon(office) };
  const domain = matchingDomainOf(office);
  const [byEnterprise, byProvider] = [enterprise, provider].map(async ({ key }) => signMatch(key, domain, match));
  return [match, (await byEnterprise) ?? "0x", (await byProvider) ?? "0x"] as const;
}

/** The first enterprise of a scene looks for what its provider offers to everybody, and they are matched. */
export async function findEachOther(office: Office, scene: Scene) {
  const [enterprise, provider] = [enterpriseIn(scene), providerIn(scene)];
  const [demand, offer] = [await postDemand(office, enterprise), await postOffer(office, provider)];
  return { demand, offer, match: await matchUp(office, enterprise, provider, { demand, offer }) };
}

/** Places an order of a voucher that names a match, and records it under that. @returns the order's id. */
export async function orderUnder(office: Office, scene: Scene, place: number, match: string): Promise<string> {
  const today = await office.today();
  const order: Order = {
    voucher: scene.vouchers[place] ?? 0n,
    provider: scene.provider,
    amount: 1_000_000n,
    contractValue: 10_000_000n,
    contractDay: today,
    serviceClass: 1,
    deliverBy: today + 60,
    contractCommitment: id(`contract under ${match} ${(serial += 1)}`),
    referenceTo: match,
    deadline: await soon(office),
  };
  const domain = domainOf(office);
  const placement = {
    order,
    contractNullifier: id(`contract nullifier ${order.contractCommitment}`),
    enterpriseSignature: await signOrder(enterpriseIn(scene, place).key, domain, order),
    providerSignature: await signOrder(scene.providerKey, domain, order),
  };
  await sent(office.as("operator").orders.place([placement]));
  await sent(office.as("a stranger").matching.recordOrder(match, order));
  return orderIdOf(domain, order);
}

async function common(office: Office, what: string) {
  const through = (await office.today()) + 30;
  const content = id(`${what} ${(serial += 1)}`);
  return { content, serviceClass: 1, district: 0, through, deadline: await soon(office) };
}

async function soon(office: Office): Promise<bigint> {
  return BigInt(((await office.today()) + 3) * 86_400);
}

async function sent(transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> {
  await (await transaction).wait();
}
