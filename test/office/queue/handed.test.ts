import { expect } from "chai";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { isoOfDay, lastValidSecond } from "../../../client/days.ts";
import { formatEnterprise } from "../../../client/ids.ts";
import { signPostWithdrawal } from "../../../client/matching/messages.ts";
import { enterpriseIn, matchingDomainOf } from "../../scripts/support/matching.ts";
import { setScene, type Scene } from "../../scripts/support/scene.ts";
import { handInDemand } from "../support/handing.ts";
import { openQueues, type Item, type Queues } from "../support/queues.ts";

const WUJIN = 2;

describe("The queue of demands that are handed in", () => {
  let q: Queues;
  let scene: Scene;
  const handedIn: object[] = [];
  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 1 });
  });
  after(async () => q.close());

  async function handIn(days: number): Promise<string> {
    const poster = enterpriseIn(scene);
    const { demand, body } = await handInDemand(q.office, q.offices[WUJIN]!, poster, { title: "石墨烯粉体", days });
    handedIn.push(body);
    return demand;
  }

  const ofKind = async (name: string, kind: string): Promise<readonly Item[]> =>
    (await q.of(name, WUJIN)).filter((item) => item.kind === kind);

  async function does(name: string, { offers }: Item): Promise<void> {
    const [{ name: act, args }] = offers as Item["offers"] & [Item["offers"][number]];
    const data = INTERFACES.matching.encodeFunctionData(act, args);
    const to = q.office.deployment.contracts.matching.address;
    await (await q.office.wallet(name).sendTransaction({ to, data })).wait();
  }

  it("has each for the Operator and the home Bureau, and for nobody else, until one of them posts it", async () => {
    const demand = await handIn(30);
    for (const name of ["operator", "wujin bureau"]) {
      const [item, ...more] = await ofKind(name, "post demand");
      expect(more).to.deep.equal([]);
      expect(item!.title.zh).to.equal(`发布企业 ${formatEnterprise(enterpriseIn(scene).id)} 的需求`);
      expect(item!.due).to.equal(isoOfDay((await q.office.today()) + 30));
    }
    for (const name of ["wujin approver", "wujin finance"]) expect(await ofKind(name, "post demand")).to.deep.equal([]);
    const [item] = await ofKind("operator", "post demand");
    await does("operator", item!);
    expect((await q.office.ledger.matching.demandOf(demand)).party).to.equal(enterpriseIn(scene).id);
    for (const name of ["operator", "wujin bureau"]) expect(await ofKind(name, "post demand")).to.deep.equal([]);
  });

  it("has no more what its party took back, or what nobody posted in time", async () => {
    const [taken] = [await handIn(20), await handIn(2)];
    expect(await ofKind("wujin bureau", "post demand")).to.have.length(2);
    const firm = await q.offices[WUJIN]!.as(enterpriseIn(scene).key);
    expect((await firm.post(`/handed/${taken}/take-back`)).status).to.equal(200);
    expect(await ofKind("wujin bureau", "post demand")).to.have.length(1);
    await q.office.goToDay((await q.office.today()) + 3);
    expect(await ofKind("wujin bureau", "post demand")).to.deep.equal([]);
  });

  it("has no more what the Bureau or the Operator refuses, whose party reads why and can write it anew", async () => {
    const firm = await q.offices[WUJIN]!.as(enterpriseIn(scene).key);
    for (const name of ["operator", "wujin bureau"]) {
      const demand = await handIn(30);
      const [item] = await ofKind(name, "post demand");
      expect(item!.refusal).to.equal(`/handed/${demand}/refuse`);
      const officer = await q.offices[WUJIN]!.as(name);
      const reason = "The text says nothing of what is wanted.\nWrite what grain you need.";
      for (const wrong of ["", "  ", "x".repeat(2_001)])
        expect((await officer.post(item!.refusal!, { reason: wrong })).status).to.equal(400);
      expect((await firm.post(item!.refusal!, { reason })).status).to.equal(403);
      expect((await officer.post(item!.refusal!, { reason })).body).to.include({ state: "Refused", refused: reason });
      for (const each of ["operator", "wujin bureau"]) expect(await ofKind(each, "post demand")).to.deep.equal([]);
      const { posts } = (await firm.get("/handed")).body as { posts: { post: string }[] };
      expect(posts.find(({ post }) => post === demand)).to.include({ state: "Refused", refused: reason });
      expect((await officer.post(item!.refusal!, { reason: "again" })).status).to.equal(409);
      expect((await firm.post(`/handed/${demand}/take-back`)).status).to.equal(409);
      // Signed and handed in as before, it is not taken, and the reason is told once more.
      const again = await firm.post("/handed", handedIn.at(-1));
      expect([again.status, (again.body as { code: string }).code]).to.deep.equal([409, "RefusedBefore"]);
      expect(JSON.stringify(again.body)).to.contain("Write what grain you need.");
      const { accesses } = (await (await q.offices[WUJIN]!.as("wujin bureau")).get("/log")).body as {
        accesses: { account: string; what: string; about: string; outcome: number }[];
      };
      const logged = accesses.filter(({ what, about }) => what === "POST /handed/:post/refuse" && about === demand);
      const account = q.office.wallet(name).address;
      expect(logged.map((one) => [one.account, one.outcome])).to.deep.include([account, 200]);
    }
    await handIn(30);
    expect(await ofKind("operator", "post demand")).to.have.length(1);
  });

  it("is not rid of what is on the ledger already by a refusal", async () => {
    const [item] = await ofKind("wujin bureau", "post demand");
    await does("wujin bureau", item!);
    const bureau = await q.offices[WUJIN]!.as("wujin bureau");
    const { status, body } = await bureau.post(item!.refusal!, { reason: "too late" });
    expect([status, (body as { code: string }).code]).to.deep.equal([409, "PostedBefore"]);
  });

  it("has a withdrawal once more where nobody brought the first one in time, and its party sees that it waits", async () => {
    const demand = await handIn(30);
    const [item] = await ofKind("wujin bureau", "post demand");
    await does("wujin bureau", item!);
    const { key } = enterpriseIn(scene);
    const firm = await q.offices[WUJIN]!.as(key);
    const takeBack = async (days: number): Promise<void> => {
      const deadline = lastValidSecond((await q.office.today()) + days);
      const message = { post: demand, deadline: BigInt(deadline) };
      const signature = await signPostWithdrawal(key, matchingDomainOf(q.office), message);
      expect((await firm.post(`/handed/${demand}/withdrawal`, { deadline, signature })).status).to.equal(200);
    };
    const isWithdrawing = async (): Promise<boolean | undefined> => {
      const { posts } = (await firm.get("/handed")).body as { posts: { post: string; isWithdrawing: boolean }[] };
      return posts.find(({ post }) => post === demand)?.isWithdrawing;
    };
    await takeBack(2);
    expect(await isWithdrawing()).to.equal(true);
    await q.office.goToDay((await q.office.today()) + 4);
    expect(await isWithdrawing()).to.equal(false);
    await takeBack(5);
    expect(await isWithdrawing()).to.equal(true);
    const [withdrawal] = await ofKind("operator", "withdraw demand");
    await does("operator", withdrawal!);
    expect(await isWithdrawing()).to.equal(false);
  });

  it("has a signed withdrawal until it is on the ledger", async () => {
    const demand = await handIn(30);
    const [item] = await ofKind("wujin bureau", "post demand");
    await does("wujin bureau", item!);
    const { key } = enterpriseIn(scene);
    const deadline = lastValidSecond((await q.office.today()) + 5);
    const message = { post: demand, deadline: BigInt(deadline) };
    const signature = await signPostWithdrawal(key, matchingDomainOf(q.office), message);
    const firm = await q.offices[WUJIN]!.as(key);
    expect((await firm.post(`/handed/${demand}/withdrawal`, { deadline, signature })).status).to.equal(200);
    const [withdrawal] = await ofKind("operator", "withdraw demand");
    await does("operator", withdrawal!);
    expect(await ofKind("operator", "withdraw demand")).to.deep.equal([]);
    const { posts } = (await firm.get("/handed")).body as { posts: { post: string; state: string }[] };
    expect(posts.find(({ post }) => post === demand)).to.include({ state: "Withdrawn", isWithdrawing: false });
  });
});
