import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { admitProvider, keyOf, registerEnterprise } from "../support/acts.ts";
import { everyone, expectEvents, expectRefused, officersOf, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  answered,
  matchBetween,
  matched,
  matchId,
  postDemand,
  posted,
  postOffer,
  signMatching,
  type Answered,
} from "../support/matching.ts";
import { DUTY, goToDay, networkHelpers, type World } from "../support/world.ts";

const OPEN = 1n;
const WITHDRAWN = 2;
const MATCHED = 3n;
const EXPIRED = 4;

type Brought = Awaited<ReturnType<typeof matchBetween>>;
const bring = async (w: World, made: Brought, by: Signer = w.operator) => w.matching.connect(by).matchUp(...made);
const states = async ({ w, demand, answer, offer }: Answered) => [
  (await w.matching.demandOf(demand)).state,
  (await w.matching.offerOf(answer)).state,
  (await w.matching.offerOf(offer)).state,
];

describe("Matching.matchUp", () => {
  it("has matched nothing before", async () => {
    const s = await load(answered);
    expect(await states(s)).to.deep.equal([OPEN, OPEN, OPEN]);
    const [message] = await matchBetween(s.w, s, s.demand, s.answer);
    const none = await matchId(s.w, message);
    await expectRefused(s.w.matching.matchOf(none), s.w.matching, "MatchUnknown", [none]);
  });

  describe("who", () => {
    const may = (w: World) => [w.operator, w.wujin.bureau, w.wujin.bureau2, w.yangpu.bureau, w.yangpu.bureau2];

    it("takes it from the Operator and from the Bureau of either party's district", async () => {
      const s = await load(answered);
      for (const by of may(s.w)) {
        const before = await networkHelpers.takeSnapshot();
        await bring(s.w, await matchBetween(s.w, s, s.demand, s.answer), by);
        await before.restore();
      }
    });

    it("takes it from nobody else, whoever signed it", async () => {
      const s = await load(answered);
      const { w } = s;
      const made = await matchBetween(w, s, s.demand, s.answer);
      for (const by of [...everyone(w), ...officersOf(w.hefei)].filter((who) => !may(w).includes(who))) {
        await expectRefused(bring(w, made, by), w.matching, "DutyMissing", [by.address, w.yangpu.id, DUTY.bureau]);
      }
    });
  });

  describe("what must hold", () => {
    it("a demand and an offer that there are", async () => {
      const s = await load(answered);
      const { w, demand, answer } = s;
      const none = id("none");
      await expectRefused(bring(w, await matchBetween(w, s, none, answer)), w.matching, "DemandUnknown", [none]);
      await expectRefused(bring(w, await matchBetween(w, s, demand, none)), w.matching, "OfferUnknown", [none]);
      const turned = await matchBetween(w, s, answer, demand);
      await expectRefused(bring(w, turned), w.matching, "DemandUnknown", [answer]);
    });

    it("both open: not withdrawn, and on no day after either's last", async () => {
      const s = await load(answered);
      const { w, demand, answer } = s;
      const made = await matchBetween(w, s, demand, answer);
      for (const [signer, post] of [
        [s.enterprise, demand],
        [s.provider, answer],
      ] as const) {
        const before = await networkHelpers.takeSnapshot();
        const message = { post, deadline: made[0].deadline };
        const signature = await signMatching(w, signer.key, "PostWithdrawal", message);
        await w.matching.withdrawPost(post, message.deadline, signature);
        await expectRefused(bring(w, made), w.matching, "PostIn", [post, WITHDRAWN]);
        await before.restore();
      }
      const { through } = await w.matching.demandOf(demand);
      await goToDay(Number(through));
      const last = await matchBetween(w, s, demand, answer);
      const before = await networkHelpers.takeSnapshot();
      await bring(w, last);
      await before.restore();
      await goToDay(Number(through) + 1);
      await expectRefused(bring(w, last), w.matching, "PostIn", [demand, EXPIRED]);
    });

    it("a demand that was not matched before, by whichever offer", async () => {
      const s = await load(matched);
      const { w, demand, offer } = s;
      const again = await matchBetween(w, s, demand, offer);
      await expectRefused(bring(w, again), w.matching, "PostIn", [demand, MATCHED]);
    });

    it("an offer that answers this demand, or is to everybody", async () => {
      const s = await load(answered);
      const { w, answer } = s;
      const other = await postDemand(w, s.enterprise);
      const made = await matchBetween(w, s, other, answer);
      await expectRefused(bring(w, made), w.matching, "AnswersOther", [answer, s.demand]);
      await bring(w, await matchBetween(w, s, other, s.offer));
    });

    it("one class", async () => {
      const s = await load(answered);
      const { w } = s;
      const other = await postDemand(w, s.enterprise, { serviceClass: 2 });
      const made = await matchBetween(w, s, other, s.offer);
      await expectRefused(bring(w, made), w.matching, "ClassesDiffer", [2, 1]);
    });

    it("each party in the district that the other seeks", async () => {
      const s = await load(answered);
      const { w } = s;
      const demand = await postDemand(w, s.enterprise, { district: w.nanhu.id });
      const offer = await postOffer(w, s.provider, { district: w.nanhu.id });
      const abroad = await matchBetween(w, s, demand, s.offer);
      await expectRefused(bring(w, abroad), w.matching, "OutsideDistrict", [demand, w.nanhu.id, w.yangpu.id]);
      const choosy = await matchBetween(w, s, s.demand, offer);
      await expectRefused(bring(w, choosy), w.matching, "OutsideDistrict", [offer, w.nanhu.id, w.wujin.id]);
    });

    it("two parties that could place and take an order today", async () => {
      const s = await load(answered);
      const { w, enterprise, provider } = s;
      const made = await matchBetween(w, s, s.demand, s.answer);
      let before = await networkHelpers.takeSnapshot();
      await w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, ZeroHash);
      await expectRefused(bring(w, made), w.enterprises, "EnterpriseIn", [enterprise.id, 2]);
      await before.restore();
      before = await networkHelpers.takeSnapshot();
      await w.providers.connect(w.yangpu.bureau).suspend(provider.id, ZeroHash);
      await expectRefused(bring(w, made), w.providers, "ProviderIn", [provider.id, 5]);
      await before.restore();
      for (const [stop, error, args] of [
        [async () => w.districts.connect(w.safe).retire(w.wujin.id), "DistrictNotActive", [w.wujin.id]],
        [async () => w.districts.connect(w.safe).retire(w.yangpu.id), "DistrictNotActive", [w.yangpu.id]],
        [async () => w.districts.connect(w.safe).close(), "EditionIsClosed", []],
      ] as const) {
        before = await networkHelpers.takeSnapshot();
        await stop();
        await expectRefused(bring(w, made), w.districts, error, args);
        await before.restore();
      }
    });

    it("two parties that are not of one group by now, and have two wallets", async () => {
      const s = await load(answered);
      const { w } = s;
      const made = await matchBetween(w, s, s.demand, s.answer);
      const before = await networkHelpers.takeSnapshot();
      await w.enterprises.connect(w.wujin.bureau).regroup(s.enterprise.id, id("group sit"));
      await w.enterprises.connect(w.wujin.approver).confirmRegroup(s.enterprise.id, id("group sit"));
      const { group } = await w.enterprises.enterpriseOf(s.enterprise.id);
      await expectRefused(bring(w, made), w.matching, "OneGroup", [group]);
      await before.restore();

      const key = keyOf("xiyuan");
      const twin = { ...(await admitProvider(w, w.yangpu, "twin", { wallet: key.address })), key };
      const offer = await postOffer(w, twin);
      const both = await matchBetween(w, { enterprise: s.enterprise, provider: twin }, s.demand, offer);
      await expectRefused(bring(w, both), w.matching, "OneWallet", [key.address]);
    });

    it("both signatures of exactly this, in time and not taken back", async () => {
      const s = await load(answered);
      const { w, enterprise, provider } = s;
      const [message, byEnterprise, byProvider] = await matchBetween(w, s, s.demand, s.answer);
      const match = await matchId(w, message);
      const wrongFor = (party: typeof enterprise) => [party.key.address, match];
      await expectRefused(
        bring(w, [message, byProvider, byProvider]),
        w.matching,
        "SignatureWrong",
        wrongFor(enterprise),
      );
      const enterpriseTwice = bring(w, [message, byEnterprise, byEnterprise]);
      await expectRefused(enterpriseTwice, w.matching, "SignatureWrong", wrongFor(provider));
      const past = await matchBetween(w, s, s.demand, s.answer, { deadline: 1n });
      await expectRefused(bring(w, past), w.matching, "DeadlinePassed", [1]);
      for (const party of [enterprise, provider]) {
        const before = await networkHelpers.takeSnapshot();
        const withdrawal = await signMatching(w, party.key, "Withdrawal", { message: match });
        await w.matching.withdrawMessage(party.key.address, match, withdrawal);
        const made: Brought = [message, byEnterprise, byProvider];
        await expectRefused(bring(w, made), w.matching, "MessageIsWithdrawn", wrongFor(party));
        await before.restore();
      }
    });
  });

  it("tells which match of which two, and who brought it", async () => {
    const s = await load(answered);
    const { w, demand, answer } = s;
    const made = await matchBetween(w, s, demand, answer);
    await expectEvents(bring(w, made, w.wujin.bureau), w.matching, [
      ["MatchMade", [await matchId(w, made[0]), demand, answer, w.wujin.bureau]],
    ]);
  });

  it("leaves the demand and its answer matched, and the match between their parties", async () => {
    const s = await load(matched);
    expect(await states(s)).to.deep.equal([MATCHED, MATCHED, OPEN]);
    const pair = [s.enterprise.id, s.provider.id, 1n];
    expect([...(await s.w.matching.matchOf(s.match))]).to.deep.equal(pair);
  });

  it("leaves an offer to everybody open for the next", async () => {
    const s = await load(posted);
    const { w } = s;
    const other = await registerEnterprise(w, w.nanhu, "another firm");
    const theirs = await postDemand(w, other);
    await bring(w, await matchBetween(w, s, s.demand, s.offer));
    await bring(w, await matchBetween(w, { enterprise: other, provider: s.provider }, theirs, s.offer));
    expect((await w.matching.offerOf(s.offer)).state).to.equal(OPEN);
    const third = await postDemand(w, other);
    await bring(w, await matchBetween(w, { enterprise: other, provider: s.provider }, third, s.offer));
  });

  it("stays what it was when its posts would be over", async () => {
    const s = await load(matched);
    const { through } = await s.w.matching.demandOf(s.demand);
    await goToDay(Number(through) + 1);
    expect(await states(s)).to.deep.equal([MATCHED, MATCHED, BigInt(EXPIRED)]);
    expect((await s.w.matching.matchOf(s.match)).enterprise).to.equal(s.enterprise.id);
  });
});
