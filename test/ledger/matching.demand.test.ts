import { expect } from "chai";
import { ZeroHash } from "ethers";
import { demandIdOf } from "../../client/matching/messages.ts";
import { registerEnterprise } from "../support/acts.ts";
import { everyone, expectEvents, expectRefused, officersOf, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import {
  demandBy,
  matchingDomain,
  postDemand,
  quiet,
  signMatching,
  type DemandTerms,
  type Quiet,
} from "../support/matching.ts";
import { DUTY, goToDay, networkHelpers, today, type World } from "../support/world.ts";

const OPEN = 1n;
const EXPIRED = 4n;

/** Brings a demand as the enterprise signed it. */
async function bring(s: Quiet, demand: DemandTerms, by: Signer = s.w.operator) {
  return s.w.matching.connect(by).postDemand(demand, await signMatching(s.w, s.enterprise.key, "Demand", demand));
}
const idOf = async (w: World, demand: DemandTerms): Promise<string> => demandIdOf(await matchingDomain(w), demand);

describe("Matching.postDemand", () => {
  it("is anything but a demand before", async () => {
    const { w, enterprise } = await load(quiet);
    const id = await idOf(w, await demandBy(enterprise.id));
    await expectRefused(w.matching.demandOf(id), w.matching, "DemandUnknown", [id]);
  });

  describe("who", () => {
    it("takes it from the Operator and from the home Bureau", async () => {
      const s = await load(quiet);
      for (const by of [s.w.operator, s.w.wujin.bureau, s.w.wujin.bureau2]) {
        await bring(s, await demandBy(s.enterprise.id), by);
      }
    });

    it("takes it from nobody else, whoever signed it", async () => {
      const s = await load(quiet);
      const { w } = s;
      const may = [w.operator, w.wujin.bureau, w.wujin.bureau2];
      const demand = await demandBy(s.enterprise.id);
      for (const by of [...everyone(w), ...officersOf(w.hefei)].filter((who) => !may.includes(who))) {
        await expectRefused(bring(s, demand, by), w.matching, "DutyMissing", [by.address, w.wujin.id, DUTY.bureau]);
      }
    });
  });

  describe("what must hold", () => {
    it("a text, by its commitment", async () => {
      const s = await load(quiet);
      const demand = await demandBy(s.enterprise.id, { content: ZeroHash });
      await expectRefused(bring(s, demand), s.w.matching, "ContentMissing");
    });

    it("a last day from today to 366 days ahead", async () => {
      const s = await load(quiet);
      const [first, last] = [await today(), (await today()) + 366];
      for (const through of [first, last]) await bring(s, await demandBy(s.enterprise.id, { through }));
      for (const through of [first - 1, last + 1]) {
        const act = bring(s, await demandBy(s.enterprise.id, { through }));
        await expectRefused(act, s.w.matching, "ThroughUnfit", [through, first, last]);
      }
    });

    it("a district sought that is a member and has not retired", async () => {
      const s = await load(quiet);
      const { w } = s;
      await w.districts.connect(w.safe).retire(w.hefei.id);
      for (const district of [w.hefei.id, 99]) {
        const demand = await demandBy(s.enterprise.id, { district });
        await expectRefused(bring(s, demand), w.districts, "DistrictNotActive", [district]);
      }
    });

    it("an enterprise that could place an order: known, active, its wallet not stopped", async () => {
      const s = await load(quiet);
      const { w, enterprise } = s;
      const unknown = enterprise.id + 9n;
      await expectRefused(bring(s, await demandBy(unknown)), w.enterprises, "EnterpriseUnknown", [unknown]);
      const demand = await demandBy(enterprise.id);
      const before = await networkHelpers.takeSnapshot();
      await w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, ZeroHash);
      await expectRefused(bring(s, demand), w.enterprises, "EnterpriseIn", [enterprise.id, 2]);
      await before.restore();
      await w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, w.stranger);
      await expectRefused(bring(s, demand), w.enterprises, "WalletStopped", [enterprise.id]);
      await before.restore();
      await w.enterprises.connect(w.wujin.bureau).end(enterprise.id, 4, ZeroHash);
      await w.enterprises.connect(w.wujin.approver).confirmEnd(enterprise.id, 4, ZeroHash);
      await expectRefused(bring(s, demand), w.enterprises, "EnterpriseIn", [enterprise.id, 4]);
    });

    it("a home district that has not retired, in an edition that is open", async () => {
      const s = await load(quiet);
      const { w } = s;
      const demand = await demandBy(s.enterprise.id);
      const before = await networkHelpers.takeSnapshot();
      await w.districts.connect(w.safe).retire(w.wujin.id);
      await expectRefused(bring(s, demand), w.districts, "DistrictNotActive", [w.wujin.id]);
      await before.restore();
      await w.districts.connect(w.safe).close();
      await expectRefused(bring(s, demand), w.districts, "EditionIsClosed");
    });

    it("the enterprise's signature of exactly this, in time and not taken back", async () => {
      const s = await load(quiet);
      const { w, enterprise } = s;
      const demand = await demandBy(enterprise.id);
      const id = await idOf(w, demand);
      const { address } = enterprise.key;
      const signature = await signMatching(w, enterprise.key, "Demand", demand);
      const other = await signMatching(w, s.provider.key, "Demand", demand);
      const forOrders = await signMatching(w, enterprise.key, "Demand", demand, {
        verifyingContract: await w.orders.getAddress(),
      });
      const post = async (brought: DemandTerms, by: string) => w.matching.connect(w.operator).postDemand(brought, by);
      for (const wrong of [other, forOrders, "0x"]) {
        await expectRefused(post(demand, wrong), w.matching, "SignatureWrong", [address, id]);
      }
      const changed = { ...demand, serviceClass: 2 };
      await expectRefused(post(changed, signature), w.matching, "SignatureWrong", [address, await idOf(w, changed)]);
      const past = await demandBy(enterprise.id, { deadline: BigInt(await networkHelpers.time.latest()) });
      await expectRefused(bring(s, past), w.matching, "DeadlinePassed", [past.deadline]);
      const withdrawal = await signMatching(w, enterprise.key, "Withdrawal", { message: id });
      await w.matching.connect(w.stranger).withdrawMessage(address, id, withdrawal);
      await expectRefused(post(demand, signature), w.matching, "MessageIsWithdrawn", [address, id]);
    });

    it("something that was not posted before, whatever has become of it", async () => {
      const s = await load(quiet);
      const demand = await demandBy(s.enterprise.id);
      await bring(s, demand);
      const id = await idOf(s.w, demand);
      await expectRefused(bring(s, demand), s.w.matching, "PostedBefore", [id]);
      await goToDay(demand.through + 1);
      const late = { ...demand, deadline: demand.deadline + 99n };
      await expectRefused(bring(s, demand), s.w.matching, "PostedBefore", [id]);
      await expectRefused(bring(s, late), s.w.matching, "ThroughUnfit", [
        demand.through,
        demand.through + 1,
        demand.through + 367,
      ]);
    });
  });

  it("tells what was signed, and who brought it", async () => {
    const s = await load(quiet);
    const { w, enterprise } = s;
    const demand = await demandBy(enterprise.id, { district: w.yangpu.id, serviceClass: 7 });
    const { content, serviceClass, district, through, deadline } = demand;
    const terms = [enterprise.id, content, serviceClass, district, through, deadline];
    await expectEvents(bring(s, demand, w.wujin.bureau), w.matching, [
      ["DemandPosted", [await idOf(w, demand), enterprise.id, terms, w.wujin.bureau]],
    ]);
  });

  it("leaves a demand that is open through its last day, and over the day after, with nobody's doing", async () => {
    const s = await load(quiet);
    const { w, enterprise } = s;
    const through = (await today()) + 3;
    const id = await postDemand(w, enterprise, { district: w.yangpu.id, serviceClass: 7, through });
    const post = [enterprise.id, 7n, BigInt(w.yangpu.id), BigInt(through)];
    expect([...(await w.matching.demandOf(id))]).to.deep.equal([...post, OPEN]);
    await goToDay(through);
    expect((await w.matching.demandOf(id)).state).to.equal(OPEN);
    await networkHelpers.time.increase(86_399);
    expect((await w.matching.demandOf(id)).state).to.equal(OPEN);
    await networkHelpers.time.increase(1);
    expect([...(await w.matching.demandOf(id))]).to.deep.equal([...post, EXPIRED]);
  });

  it("is signed, for a merged enterprise, by whoever it went into", async () => {
    const s = await load(quiet);
    const { w, enterprise } = s;
    const into = await registerEnterprise(w, w.wujin, "the one it went into");
    await w.enterprises.connect(w.wujin.bureau).merge(enterprise.id, into.id);
    await w.enterprises.connect(w.wujin.approver).confirmMerge(enterprise.id, into.id);
    const demand = await demandBy(enterprise.id);
    const refused = [into.key.address, await idOf(w, demand)];
    await expectRefused(bring(s, demand), w.matching, "SignatureWrong", refused);
    await postDemand(w, { ...into, id: enterprise.id });
  });
});
