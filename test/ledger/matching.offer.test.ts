import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { offerIdOf } from "../../client/matching/messages.ts";
import { admitProvider, keyOf, registerEnterprise } from "../support/acts.ts";
import { everyone, expectEvents, expectRefused, officersOf, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  answered,
  matchingDomain,
  offerBy,
  postDemand,
  posted,
  postOffer,
  quiet,
  signMatching,
  type OfferTerms,
  type Posted,
  type Quiet,
} from "../support/matching.ts";
import { DUTY, goToDay, networkHelpers, today, type World } from "../support/world.ts";

const OPEN = 1n;
const WITHDRAWN = 2;
const EXPIRED = 4;

/** Brings an offer as the provider signed it. */
async function bring(s: Quiet, offer: OfferTerms, by: Signer = s.w.operator) {
  return s.w.matching.connect(by).postOffer(offer, await signMatching(s.w, s.provider.key, "Offer", offer));
}
const idOf = async (w: World, offer: OfferTerms): Promise<string> => offerIdOf(await matchingDomain(w), offer);
const toAll = async (s: Quiet, over = {}) => offerBy(s.provider.id, over);
const answer = async (s: Posted, over = {}) => offerBy(s.provider.id, { demand: s.demand, ...over });

describe("Matching.postOffer", () => {
  it("is anything but an offer before", async () => {
    const s = await load(quiet);
    const offer = await idOf(s.w, await toAll(s));
    await expectRefused(s.w.matching.offerOf(offer), s.w.matching, "OfferUnknown", [offer]);
    expect(await s.w.matching.demandAnswered(offer)).to.equal(ZeroHash);
  });

  describe("who", () => {
    it("takes it from the Operator and from the Bureau of the provider's district", async () => {
      const s = await load(posted);
      for (const by of [s.w.operator, s.w.yangpu.bureau, s.w.yangpu.bureau2]) {
        await bring(s, await toAll(s), by);
        await bring(s, await answer(s), by);
      }
    });

    it("takes it from nobody else, the enterprise's Bureau among them", async () => {
      const s = await load(posted);
      const { w } = s;
      const may = [w.operator, w.yangpu.bureau, w.yangpu.bureau2];
      for (const offer of [await toAll(s), await answer(s)]) {
        for (const by of [...everyone(w), ...officersOf(w.hefei)].filter((who) => !may.includes(who))) {
          await expectRefused(bring(s, offer, by), w.matching, "DutyMissing", [by.address, w.yangpu.id, DUTY.bureau]);
        }
      }
    });
  });

  describe("what must hold, to whomever it is", () => {
    for (const [whom, make] of [
      ["everybody", toAll],
      ["one demand", answer],
    ] as const) {
      it(`a text, a last day within 366 days and an active district sought, to ${whom}`, async () => {
        const s = await load(posted);
        const { w } = s;
        const [first, last] = [await today(), (await today()) + 366];
        await expectRefused(bring(s, await make(s, { content: ZeroHash })), w.matching, "ContentMissing");
        for (const through of [first, last]) await bring(s, await make(s, { through }));
        for (const through of [first - 1, last + 1]) {
          const act = bring(s, await make(s, { through }));
          await expectRefused(act, w.matching, "ThroughUnfit", [through, first, last]);
        }
        await expectRefused(bring(s, await make(s, { district: 99 })), w.districts, "DistrictNotActive", [99]);
      });

      it(`a provider that could take an order of that class today, to ${whom}`, async () => {
        const s = await load(posted);
        const { w, provider } = s;
        const unknown = provider.id + 9n;
        const offer = await make(s);
        await expectRefused(bring(s, { ...offer, provider: unknown }), w.providers, "ProviderUnknown", [unknown]);
        const before = await networkHelpers.takeSnapshot();
        await w.providers.connect(w.yangpu.bureau).suspend(provider.id, ZeroHash);
        await expectRefused(bring(s, offer), w.providers, "ProviderIn", [provider.id, 5]);
        await before.restore();
        await w.providers.connect(w.yangpu.bureau).proposeRotation(provider.id, w.stranger);
        await expectRefused(bring(s, offer), w.providers, "WalletStopped", [provider.id]);
      });

      it(`a provider's district that has not retired, in an edition that is open, to ${whom}`, async () => {
        const s = await load(posted);
        const { w } = s;
        const offer = await make(s);
        const before = await networkHelpers.takeSnapshot();
        await w.districts.connect(w.safe).retire(w.yangpu.id);
        await expectRefused(bring(s, offer), w.districts, "DistrictNotActive", [w.yangpu.id]);
        await before.restore();
        await w.districts.connect(w.safe).close();
        await expectRefused(bring(s, offer), w.districts, "EditionIsClosed");
      });

      it(`the provider's signature of exactly this, in time and not taken back, to ${whom}`, async () => {
        const s = await load(posted);
        const { w, provider } = s;
        const offer = await make(s);
        const [digest, { address }] = [await idOf(w, offer), provider.key];
        const signature = await signMatching(w, provider.key, "Offer", offer);
        const post = async (brought: OfferTerms, by: string) => w.matching.connect(w.operator).postOffer(brought, by);
        const others = await signMatching(w, s.enterprise.key, "Offer", offer);
        for (const wrong of [others, "0x"]) {
          await expectRefused(post(offer, wrong), w.matching, "SignatureWrong", [address, digest]);
        }
        const changed = { ...offer, through: offer.through + 1 };
        await expectRefused(post(changed, signature), w.matching, "SignatureWrong", [address, await idOf(w, changed)]);
        const past = await make(s, { deadline: BigInt(await networkHelpers.time.latest()) });
        await expectRefused(bring(s, past), w.matching, "DeadlinePassed", [past.deadline]);
        const withdrawal = await signMatching(w, provider.key, "Withdrawal", { message: digest });
        await w.matching.connect(w.stranger).withdrawMessage(address, digest, withdrawal);
        await expectRefused(post(offer, signature), w.matching, "MessageIsWithdrawn", [address, digest]);
      });

      it(`something that was not posted before, to ${whom}`, async () => {
        const s = await load(posted);
        const offer = await make(s);
        await bring(s, offer);
        await expectRefused(bring(s, offer), s.w.matching, "PostedBefore", [await idOf(s.w, offer)]);
      });
    }

    it("a class that the provider is admitted for, to everybody", async () => {
      const s = await load(posted);
      const offer = await toAll(s, { serviceClass: 3 });
      await expectRefused(bring(s, offer), s.w.providers, "ClassNotAdmitted", [s.provider.id, 3]);
    });
  });

  describe("what must hold, to one demand", () => {
    it("a demand that is open", async () => {
      const s = await load(posted);
      const { w, demand } = s;
      const unknown = id("no demand");
      await expectRefused(bring(s, await answer(s, { demand: unknown })), w.matching, "DemandUnknown", [unknown]);
      // An offer's id is no demand's.
      await expectRefused(bring(s, await answer(s, { demand: s.offer })), w.matching, "DemandUnknown", [s.offer]);
      const before = await networkHelpers.takeSnapshot();
      const withdrawal = { post: demand, deadline: (await toAll(s)).deadline };
      const signature = await signMatching(w, s.enterprise.key, "PostWithdrawal", withdrawal);
      await w.matching.connect(w.stranger).withdrawPost(demand, withdrawal.deadline, signature);
      await expectRefused(bring(s, await answer(s)), w.matching, "PostIn", [demand, WITHDRAWN]);
      await before.restore();
      await goToDay(Number((await w.matching.demandOf(demand)).through) + 1);
      await expectRefused(bring(s, await answer(s)), w.matching, "PostIn", [demand, EXPIRED]);
    });

    it("the demand's class", async () => {
      const s = await load(posted);
      const offer = await answer(s, { serviceClass: 2 });
      await expectRefused(bring(s, offer), s.w.matching, "ClassesDiffer", [1, 2]);
    });

    it("each party in the district that the other seeks", async () => {
      const s = await load(posted);
      const { w, enterprise } = s;
      const demand = await postDemand(w, enterprise, { district: w.nanhu.id });
      await expectRefused(bring(s, await answer(s, { demand })), w.matching, "OutsideDistrict", [
        demand,
        w.nanhu.id,
        w.yangpu.id,
      ]);
      const choosy = await answer(s, { district: w.nanhu.id });
      const refused = [await idOf(w, choosy), w.nanhu.id, w.wujin.id];
      await expectRefused(bring(s, choosy), w.matching, "OutsideDistrict", refused);
      const theirs = await postDemand(w, enterprise, { district: w.yangpu.id });
      await bring(s, await answer(s, { demand: theirs, district: w.wujin.id }));
    });

    it("an enterprise that could place an order today, of a district that has not retired", async () => {
      const s = await load(posted);
      const { w, enterprise } = s;
      const offer = await answer(s);
      const before = await networkHelpers.takeSnapshot();
      await w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, ZeroHash);
      await expectRefused(bring(s, offer), w.enterprises, "EnterpriseIn", [enterprise.id, 2]);
      await before.restore();
      await w.districts.connect(w.safe).retire(w.wujin.id);
      await expectRefused(bring(s, offer), w.districts, "DistrictNotActive", [w.wujin.id]);
    });

    it("two parties that are not of one group, and have two wallets", async () => {
      const s = await load(posted);
      const { w } = s;
      const sister = await registerEnterprise(w, w.wujin, "sister", { group: id("group sit") });
      const demand = await postDemand(w, sister);
      const { group } = await w.enterprises.enterpriseOf(sister.id);
      await expectRefused(bring(s, await answer(s, { demand })), w.matching, "OneGroup", [group]);

      const { address } = keyOf("xiyuan");
      const twin = await admitProvider(w, w.yangpu, "twin", { wallet: address });
      const offer = await offerBy(twin.id, { demand: s.demand });
      const signature = await signMatching(w, keyOf("xiyuan"), "Offer", offer);
      await expectRefused(w.matching.connect(w.operator).postOffer(offer, signature), w.matching, "OneWallet", [
        address,
      ]);
    });
  });

  it("tells what was signed, and who brought it", async () => {
    const s = await load(posted);
    const { w, provider } = s;
    for (const offer of [await toAll(s, { district: w.wujin.id }), await answer(s)]) {
      const { demand, content, serviceClass, district, through, deadline } = offer;
      const terms = [provider.id, demand, content, serviceClass, district, through, deadline];
      await expectEvents(bring(s, offer, w.yangpu.bureau), w.matching, [
        ["OfferPosted", [await idOf(w, offer), provider.id, terms, w.yangpu.bureau]],
      ]);
    }
  });

  it("leaves an offer that is open through its last day, and knows which demand it answers", async () => {
    const s = await load(answered);
    const { w, provider } = s;
    const through = (await today()) + 3;
    const last = await postOffer(w, provider, { through, serviceClass: 2, district: w.wujin.id });
    const state = [provider.id, 2n, BigInt(w.wujin.id), BigInt(through), OPEN];
    expect([...(await w.matching.offerOf(last))]).to.deep.equal(state);
    expect(await w.matching.demandAnswered(last)).to.equal(ZeroHash);
    expect(await w.matching.demandAnswered(s.answer)).to.equal(s.demand);
    expect((await w.matching.demandOf(s.demand)).state).to.equal(OPEN);
    await goToDay(through + 1);
    expect((await w.matching.offerOf(last)).state).to.equal(BigInt(EXPIRED));
  });
});
