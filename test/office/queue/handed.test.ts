import { expect } from "chai";
import { ZeroHash } from "ethers";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { isoOfDay, lastValidSecond } from "../../../client/days.ts";
import type { Json } from "../../../client/documents/canonical.ts";
import { formatEnterprise } from "../../../client/ids.ts";
import { demandOfDraft, textsOfDraft } from "../../../client/matching/draft.ts";
import { demandIdOf, signDemand, signPostWithdrawal } from "../../../client/matching/messages.ts";
import { enterpriseIn, matchingDomainOf } from "../../scripts/support/matching.ts";
import { setScene, type Scene } from "../../scripts/support/scene.ts";
import { openQueues, type Item, type Queues } from "../support/queues.ts";

const WUJIN = 2;

describe("The queue of demands that are handed in", () => {
  let q: Queues;
  let scene: Scene;
  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 1 });
  });
  after(async () => q.close());

  async function handIn(days: number): Promise<string> {
    const { id: party, key } = enterpriseIn(scene);
    const through = (await q.office.today()) + days;
    const words = { title: "石墨烯粉体", text: "Finer grain", serviceClass: 1, district: 0 };
    const draft = { party, answers: ZeroHash, ...words, through, deadline: BigInt(lastValidSecond(through)) };
    const { open } = textsOfDraft("demand", draft, Date.now());
    const message = demandOfDraft(draft, open.commitment);
    const domain = matchingDomainOf(q.office);
    const firm = await q.offices[WUJIN]!.as(key);
    const { status, body } = await firm.post("/handed", {
      kind: "demand",
      message: { ...message, enterprise: formatEnterprise(party), deadline: Number(message.deadline) },
      signature: await signDemand(key, domain, message),
      text: JSON.parse(open.text()) as Json,
    });
    expect(status, JSON.stringify(body)).to.equal(200);
    return demandIdOf(domain, message);
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
