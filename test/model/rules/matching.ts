import type { Day } from "../../../client/days.ts";
import {
  demandIdOf,
  digestPostWithdrawal,
  matchIdOf,
  offerIdOf,
  type Demand,
  type Match,
  type Offer,
} from "../../../client/matching/messages.ts";
import { digestOrder, type Order as OrderTerms } from "../../../client/messages.ts";
import { POST_STATES, type PostState } from "../../../client/replay/matching.ts";
import type { Act } from "./act.ts";
import { demandActive, demandOpen } from "./districts.ts";
import { signerOf as enterprisesSigner } from "./enterprises.ts";
import { demandSigned, digestOf, withdrawMessage, type Signature } from "./messages.ts";
import { CONSORTIUM, DUTY, holds } from "./offices.ts";
import { signerForOrder, signerOf as providersSigner } from "./providers.ts";
import { knownOrder } from "./orders.ts";
import { ZERO } from "./town.ts";
import { homeOf } from "./wallets.ts";

/** What an enterprise looks for, or a provider offers. */
export interface Post {
  readonly party: bigint;
  readonly serviceClass: number;
  /** Where a partner is sought; 0: anywhere. */
  readonly district: number;
  readonly through: Day;
  /** The one demand that an offer answers; zero: none, or to everybody. */
  readonly answers: string;
  state: Extract<PostState, "Open" | "Withdrawn" | "Matched">;
}

/** Of a match. */
export interface Pair {
  readonly enterprise: bigint;
  readonly provider: bigint;
  readonly serviceClass: number;
}

const LONGEST = 366;

/** What a post is on a day: an open one is over by itself. */
export const stateOn = ({ state, through }: Post, day: Day): PostState =>
  state === "Open" && day > through ? "Expired" : state;

/** WHO: the Operator, or a Bureau of one of the districts. */
function demandPoster(a: Act, ...districts: readonly number[]): void {
  const bureau = districts.some((district) => holds(a.town, a.by, district, "bureau"));
  const may = bureau || holds(a.town, a.by, CONSORTIUM, "operator");
  a.demand(may, "DutyMissing", a.by, districts.at(-1), DUTY.bureau);
}

function demandContent(a: Act, { content, district, through }: Pick<Demand, "content" | "district" | "through">): void {
  a.demand(content !== ZERO, "ContentMissing");
  const latest = a.today + LONGEST;
  a.demand(through >= a.today && through <= latest, "ThroughUnfit", through, a.today, latest);
  if (district !== 0) demandActive(a, district);
}

function demandOpenPost(a: Act, id: string, post: Post): void {
  const state = stateOn(post, a.today);
  a.demand(state === "Open", "PostIn", id, POST_STATES.indexOf(state));
}

function openDemand(a: Act, id: string): Post {
  const demand = a.known(a.town.demands.get(id), "DemandUnknown", id);
  demandOpenPost(a, id, demand);
  return demand;
}

function openOffer(a: Act, id: string): Post {
  const offer = a.known(a.town.offers.get(id), "OfferUnknown", id);
  demandOpenPost(a, id, offer);
  return offer;
}

type Named = readonly [id: string, post: Post];

/** One class, each in the district that the other seeks, two parties that may act and are not one. */
function demandFit(a: Act, [demandId, demand]: Named, [offerId, offer]: Named) {
  const { serviceClass, party: enterprise } = demand;
  const { party: provider } = offer;
  a.demand(offer.serviceClass === serviceClass, "ClassesDiffer", serviceClass, offer.serviceClass);
  for (const [id, { district }, found] of [
    [demandId, demand, homeOf(provider)],
    [offerId, offer, homeOf(enterprise)],
  ] as const) {
    a.demand(district === 0 || district === found, "OutsideDistrict", id, district, found);
  }
  const buyer = enterprisesSigner(a, enterprise, true);
  const seller = signerForOrder(a, provider, serviceClass);
  demandOpen(a, homeOf(enterprise));
  if (!buyer || !seller) return undefined;
  a.demand(buyer.group !== seller.group, "OneGroup", a.town.groups.get(buyer.group)!.number);
  a.demand(buyer.wallet !== seller.wallet, "OneWallet", buyer.wallet);
  return { buyer: buyer.wallet, seller: seller.wallet };
}

/** Who signs for an offer: to everybody it takes the provider alone, to one demand the two have to fit. */
function offersSigner(a: Act, id: string, offer: Offer, post: Post): string | undefined {
  if (offer.demand !== ZERO) return demandFit(a, [offer.demand, openDemand(a, offer.demand)], [id, post])?.seller;
  const seller = signerForOrder(a, offer.provider, offer.serviceClass);
  demandOpen(a, homeOf(offer.provider));
  return seller?.wallet;
}

const postOf = (party: bigint, { serviceClass, district, through }: Demand | Offer, answers: string): Post => {
  return { party, serviceClass, district, through, answers, state: "Open" };
};

export const matching = {
  postDemand(a: Act, demand: Demand, signature: Signature): void {
    const home = homeOf(demand.enterprise);
    demandPoster(a, home);
    const id = digestOf(demandIdOf, demand, "matching");
    a.demand(!a.town.demands.has(id), "PostedBefore", id);
    demandContent(a, demand);
    const signer = enterprisesSigner(a, demand.enterprise, true);
    demandOpen(a, home);
    if (signer) demandSigned(a, signer.wallet, id, demand.deadline, signature, "matching");
    a.granted();
    a.town.demands.set(id, postOf(demand.enterprise, demand, ZERO));
    a.tell("matching", "DemandPosted", { demand: id, enterprise: demand.enterprise, terms: demand, by: a.by });
  },

  postOffer(a: Act, offer: Offer, signature: Signature): void {
    demandPoster(a, homeOf(offer.provider));
    const id = digestOf(offerIdOf, offer, "matching");
    a.demand(!a.town.offers.has(id), "PostedBefore", id);
    demandContent(a, offer);
    const post = postOf(offer.provider, offer, offer.demand);
    const wallet = offersSigner(a, id, offer, post);
    if (wallet !== undefined) demandSigned(a, wallet, id, offer.deadline, signature, "matching");
    a.granted();
    a.town.offers.set(id, post);
    a.tell("matching", "OfferPosted", { offer: id, provider: offer.provider, terms: offer, by: a.by });
  },

  /** WHO: the party; or anyone with its signed withdrawal. */
  withdrawPost(a: Act, id: string, deadline: bigint, signature: Signature): void {
    const demand = a.town.demands.get(id);
    const post = a.known(demand ?? a.town.offers.get(id), "PostUnknown", id);
    demandOpenPost(a, id, post);
    const wallet = demand ? enterprisesSigner(a, post.party, false)?.wallet : providersSigner(a, post.party);
    const digest = digestOf(digestPostWithdrawal, { post: id, deadline }, "matching");
    if (wallet !== undefined && a.by !== wallet) demandSigned(a, wallet, digest, deadline, signature, "matching");
    a.granted();
    post.state = "Withdrawn";
    a.tell("matching", "PostWithdrawn", { post: id, by: a.by });
  },

  matchUp(a: Act, match: Match, byEnterprise: Signature, byProvider: Signature): void {
    const demand = openDemand(a, match.demand);
    const offer = openOffer(a, match.offer);
    const { party: enterprise, serviceClass } = demand;
    const { party: provider, answers } = offer;
    demandPoster(a, homeOf(enterprise), homeOf(provider));
    a.demand(answers === ZERO || answers === match.demand, "AnswersOther", match.offer, answers);
    const wallets = demandFit(a, [match.demand, demand], [match.offer, offer]);
    const id = digestOf(matchIdOf, match, "matching");
    if (wallets) {
      demandSigned(a, wallets.buyer, id, match.deadline, byEnterprise, "matching");
      demandSigned(a, wallets.seller, id, match.deadline, byProvider, "matching");
    }
    a.granted();
    demand.state = "Matched";
    if (answers !== ZERO) offer.state = "Matched";
    a.town.matches.set(id, { enterprise, provider, serviceClass });
    a.tell("matching", "MatchMade", { matchId: id, demand: match.demand, offer: match.offer, by: a.by });
  },

  /** WHO: anyone. */
  recordOrder(a: Act, id: string, terms: OrderTerms): void {
    const pair = a.known(a.town.matches.get(id), "MatchUnknown", id);
    const order = digestOf(digestOrder, terms);
    knownOrder(a, order);
    a.demand(terms.referenceTo === id, "NamesOther", order, terms.referenceTo);
    const { enterprise } = a.town.vouchers.get(terms.voucher)!;
    const theirs = enterprise === pair.enterprise && terms.provider === pair.provider;
    a.demand(theirs, "OtherParties", order, enterprise, terms.provider);
    a.demand(terms.serviceClass === pair.serviceClass, "ClassesDiffer", pair.serviceClass, terms.serviceClass);
    a.demand(!a.town.recorded.has(order), "RecordedBefore", order);
    a.granted();
    a.town.recorded.set(order, id);
    a.tell("matching", "OrderRecorded", { matchId: id, order, by: a.by });
  },

  withdrawMessage: withdrawMessage("matching"),
};
