/** A demand and an offer from both postings to the order that comes of their match, each in a transaction of its own. */
import { id, ZeroHash } from "ethers";
import { demandIdOf, matchIdOf, offerIdOf, signDemand, signMatch, signOffer } from "../../client/matching/messages.ts";
import { matchingDomain } from "../../test/support/matching.ts";
import { today, type World } from "../../test/support/world.ts";
import { placementOf, type Parties } from "./orders.ts";
import { inThirtyDays } from "./people.ts";
import { gasOf } from "./receipts.ts";

/** @param n the number of its contract, which no other order has. */
export async function matchAndOrder(w: World, parties: Parties, n: number) {
  const { enterprise, provider } = parties;
  const domain = await matchingDomain(w);
  const matching = w.matching.connect(w.operator);
  const deadline = await inThirtyDays();
  const common = { serviceClass: 1, district: 0, through: (await today()) + 60, deadline };
  const demand = { enterprise: enterprise.id, content: id(`demand ${n}`), ...common };
  const offer = { provider: provider.id, demand: ZeroHash, content: id(`offer ${n}`), ...common };
  const postDemand = await gasOf(matching.postDemand(demand, await signDemand(enterprise.key, domain, demand)));
  const postOffer = await gasOf(matching.postOffer(offer, await signOffer(provider.key, domain, offer)));

  const match = { demand: demandIdOf(domain, demand), offer: offerIdOf(domain, offer), deadline };
  const [byEnterprise, byProvider] = [
    await signMatch(enterprise.key, domain, match),
    await signMatch(provider.key, domain, match),
  ];
  const matchUp = await gasOf(matching.matchUp(match, byEnterprise, byProvider));

  const made = matchIdOf(domain, match);
  const placement = await placementOf(w, parties, n, made);
  await (await w.orders.connect(w.operator).place([placement])).wait();
  const recordOrder = await gasOf(matching.recordOrder(made, placement.order));
  return { postDemand, postOffer, matchUp, recordOrder };
}
