import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { matchingDomain } from "../../../client/matching/domain.ts";
import {
  demandIdOf,
  matchIdOf,
  offerIdOf,
  signDemand,
  signMatch,
  signOffer,
  type Demand,
  type Match,
  type Offer,
} from "../../../client/matching/messages.ts";
import { jsonOfText, mattersOf, publicTextOf, type PostKind } from "../../../client/matching/texts.ts";
import type { Text } from "../../../client/text/text.ts";
import { named } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** Where a partner is sought. */
const ANYWHERE = 0;

/** The enterprise says what it needs, a provider of another district offers it, and both sign that the two go together. */
export async function findProvider(
  stage: Stage,
  { enterprise, provider }: { readonly enterprise: bigint; readonly provider: bigint },
): Promise<{ demand: string; match: string }> {
  const { ledger, scenario, cast, node } = stage;
  const { story, parties } = scenario;
  const domain = matchingDomain(stage.deployment);
  const buyer = cast.enterprise.signer;
  const seller = named(parties.providers, story.order.provider);
  const sellerSigner = named(cast.providers, story.order.provider).signer;

  await node.goTo(story.demand.post);
  const demand: Demand = {
    enterprise,
    ...(await posted(stage, "demand", parties.enterprise.district, formatEnterprise(enterprise))),
  };
  const demandId = demandIdOf(domain, demand);
  await stage.act(
    cast.operator,
    {
      en: `posted the enterprise's demand: "${story.demand.title.en}", through ${isoOfDay(demand.through)}`,
      zh: `发布企业需求：“${story.demand.title.zh}”，截止 ${isoOfDay(demand.through)}`,
    },
    ledger.matching.postDemand.populateTransaction(demand, await signDemand(buyer, domain, demand)),
  );

  await node.goTo(story.offer.post);
  const offer: Offer = {
    provider,
    demand: demandId,
    ...(await posted(stage, "offer", seller.district, formatProvider(provider))),
  };
  await stage.act(
    cast.operator,
    {
      en: `posted the offer of ${seller.name.en} to it: "${story.offer.title.en}"`,
      zh: `发布${seller.name.zh}对该需求的供给：“${story.offer.title.zh}”`,
    },
    ledger.matching.postOffer.populateTransaction(offer, await signOffer(sellerSigner, domain, offer)),
  );

  await node.goTo(story.match);
  const match: Match = { demand: demandId, offer: offerIdOf(domain, offer), deadline: await stage.soon() };
  const [bought, sold] = [await signMatch(buyer, domain, match), await signMatch(sellerSigner, domain, match)];
  await stage.act(
    cast.operator,
    { en: "recorded the match of the two, signed by both", zh: "登记双方签署的对接" },
    ledger.matching.matchUp.populateTransaction(match, bought, sold),
  );
  return { demand: demandId, match: matchIdOf(domain, match) };
}

type Common = Omit<Demand, "enterprise">;

/** What a party signs beside its number. Its text goes to its own district's office, whom to ask as a part by itself. */
async function posted(stage: Stage, kind: PostKind, district: string, party: string): Promise<Common> {
  const { title, text, mail, through } = stage.scenario.story[kind];
  const { serviceClass } = stage.scenario.story.order;
  const keeper = named(stage.cast.districts, district).number;
  const { open, hidden } = mattersOf(kind, party);
  const contact = jsonOfText({ kind: `${kind}, private part`, party, contact: { mail } });
  const terms = { serviceClass, district: ANYWHERE, through };
  const words = { title: inBoth(title, " "), text: inBoth(text, "\n") };
  const whole = publicTextOf(kind, words, terms, stage.paper(keeper, { ...hidden, document: contact }));
  const content = stage.paper(keeper, { ...open, document: jsonOfText(whole) });
  return { content, ...terms, deadline: await stage.soon() };
}

function inBoth({ en, zh }: Text, between: string): string {
  return `${zh}${between}${en}`;
}
