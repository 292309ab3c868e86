import { expect } from "chai";
import { id, type Wallet } from "ethers";
import { formatEnterprise } from "../../client/ids.ts";
import { lastValidSecond } from "../../client/days.ts";
import { INTERFACES } from "../../client/acts/acts.ts";
import { matchIdOf, signMatch } from "../../client/matching/messages.ts";
import { pairOf } from "../../client/matching/standing.ts";
import {
  enterpriseIn,
  matchingDomainOf,
  matchUp,
  postDemand,
  postOffer,
  providerIn,
  withdrawPost,
} from "../scripts/support/matching.ts";
import { signWithdrawal } from "../../client/messages.ts";
import { person } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type Reply, type Visitor } from "./support/district.ts";
import { openQueues, type Item, type Queues } from "./support/queues.ts";

const [YANGPU, WUJIN] = [1, 2];

describe("Matches that are signed at the office of the demand's district", () => {
  let q: Queues;
  let scene: Scene;
  let firm: Visitor;
  /** Of Yangpu, signed in at Wujin's office. */
  let laboratory: Visitor;

  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 3 });
    firm = await q.offices[WUJIN]!.as(enterpriseIn(scene).key);
    laboratory = await q.offices[WUJIN]!.as(scene.providerKey);
  });
  after(async () => q.close());

  async function couple(over: { readonly isAnswer?: boolean } = {}) {
    const demand = await postDemand(q.office, enterpriseIn(scene));
    const answered = over.isAnswer === true ? { demand } : {};
    return { demand, offer: await postOffer(q.office, providerIn(scene), answered) };
  }

  async function written(two: { readonly demand: string; readonly offer: string }, key: Wallet, days = 5) {
    const deadline = lastValidSecond((await q.office.today()) + days);
    const message = { ...two, deadline };
    const signed = { ...two, deadline: BigInt(deadline) };
    const domain = matchingDomainOf(q.office);
    return { match: matchIdOf(domain, signed), body: { message, signature: await signMatch(key, domain, signed) } };
  }

  type Message = Awaited<ReturnType<typeof written>>["body"]["message"];
  const checked = (message: Message): string =>
    new URLSearchParams({ ...message, deadline: String(message.deadline) }).toString();
  const check = async (visitor: Visitor, message: Message): Promise<Reply> =>
    visitor.get(`/match-check?${checked(message)}`);

  async function waiting(visitor: Visitor, kind: string): Promise<readonly Item[]> {
    await q.caughtUp();
    const { items } = (await visitor.get("/queue")).body as { items: Item[] };
    return items.filter((item) => item.kind === kind);
  }

  for (const [who, other] of [
    ["the enterprise", "the provider"],
    ["the provider", "the enterprise"],
  ] as const) {
    it(`are proposed by ${who}, signed by ${other}, and recorded from the queue of Bureau or Operator`, async () => {
      const two = await couple({ isAnswer: who === "the provider" });
      const sides = {
        "the enterprise": [firm, enterpriseIn(scene).key],
        "the provider": [laboratory, scene.providerKey],
      } as const;
      const [[first, ownKey], [second, otherKey]] = [sides[who], sides[other]];
      const { match, body } = await written(two, ownKey);
      for (let time = 0; time < 2; time += 1)
        expect((await first.post("/matches", body)).body).to.deep.include({ match, state: "open" });
      expect(await waiting(first, "sign match")).to.deep.equal([]);
      expect(await waiting(second, "sign match")).to.have.length(1);
      const bureau = await q.offices[WUJIN]!.as("wujin bureau");
      expect(await waiting(bureau, "bring match")).to.deep.equal([]);

      const theirs = await written(two, otherKey);
      expect((await second.post("/matches", theirs.body)).body).to.deep.include({
        ...{ match, state: "signed", signed: ["enterprise", "provider"] },
      });
      expect(await waiting(second, "sign match")).to.deep.equal([]);
      expect(await waiting(await q.offices[WUJIN]!.as("operator"), "bring match")).to.have.length(1);
      const [item] = await waiting(bureau, "bring match");
      const { name, args } = item!.offers[0]!;
      const data = INTERFACES.matching.encodeFunctionData(name, args);
      const to = q.office.deployment.contracts.matching.address;
      await (await q.office.wallet("wujin bureau").sendTransaction({ to, data })).wait();
      expect(await pairOf(q.office.ledger, match)).to.deep.include({ enterprise: enterpriseIn(scene).id });
      expect(await waiting(bureau, "bring match")).to.deep.equal([]);
      expect((await first.get(`/matches/${match}`)).body).to.include({ state: "used" });
    });
  }

  it("are declined by the other party, and asked for once at a time", async () => {
    const two = await couple();
    const { match, body } = await written(two, scene.providerKey);
    await laboratory.post("/matches", body);
    const again = await written(two, scene.providerKey, 6);
    expect(code(await laboratory.post("/matches", again.body))).to.deep.equal([409, "ProposedBefore"]);
    expect((await firm.post(`/matches/${match}/take-back`)).body).to.include({ state: "withdrawn" });
    expect(await waiting(firm, "sign match")).to.deep.equal([]);
    expect(code(await laboratory.post("/matches", body))).to.deep.equal([409, "TakenBack"]);
    expect(code(await firm.post(`/matches/${match}/take-back`))).to.deep.equal([409, "RequestEnded"]);
  });

  it("that were declined by mistake are proposed again on the same day, some times and no more", async () => {
    const two = await couple();
    for (let days = 9; days > 4; days -= 1) {
      const { match, body } = await written(two, scene.providerKey, days);
      expect((await laboratory.post("/matches", body)).body).to.include({ match, state: "open" });
      expect((await firm.post(`/matches/${match}/take-back`)).status).to.equal(200);
      expect(code(await check(laboratory, body.message))).to.deep.equal([409, "TakenBack"]);
    }
    const { body } = await written(two, scene.providerKey, 4);
    expect(code(await check(laboratory, body.message))).to.deep.equal([409, "DeclinedOften"]);
    expect(code(await laboratory.post("/matches", body))).to.deep.equal([409, "DeclinedOften"]);
    // Others are not kept from it: another demand, the same provider.
    const other = await written(await couple(), scene.providerKey, 4);
    expect((await laboratory.post("/matches", other.body)).status).to.equal(200);
  });

  it("are told before anybody signs how they would be answered", async () => {
    const [two, answering] = [await couple(), await couple({ isAnswer: true })];
    const { key } = enterpriseIn(scene);
    const { match, body } = await written(two, key);
    for (const visitor of [firm, laboratory])
      expect((await check(visitor, body.message)).body).to.deep.equal({ match });
    const { message: crossed } = (await written({ demand: two.demand, offer: answering.offer }, key)).body;
    expect(code(await check(firm, crossed))).to.deep.equal([400, "AnswersOther"]);
    expect(code(await check(firm, (await written(two, key, -2)).body.message))).to.deep.equal([400, "DeadlineOver"]);
    const nothing = { ...two, offer: id("no offer"), deadline: 2_000_000_000 };
    expect(code(await check(firm, nothing))).to.deep.equal([400, "PostUnknown"]);
    const other = await q.offices[WUJIN]!.as(enterpriseIn(scene, 1).key);
    expect(code(await check(other, body.message))).to.deep.equal([403, "NotYours"]);
    const elsewhere = await q.offices[YANGPU]!.as(scene.providerKey);
    expect(code(await check(elsewhere, body.message))).to.deep.equal([400, "OtherDistrict"]);

    const taken = await written(two, key, 8);
    const signature = await signWithdrawal(key, matchingDomainOf(q.office), { message: taken.match });
    const { matching } = q.office.as("a stranger");
    await (await matching.withdrawMessage(key.address, taken.match, signature)).wait();
    expect(code(await check(firm, taken.body.message))).to.deep.equal([400, "SignatureTakenBack"]);
    await firm.post("/matches", body);
    expect((await check(laboratory, body.message)).status).to.equal(200);
    expect(code(await check(laboratory, (await written(two, key, 7)).body.message))).to.deep.equal([
      409,
      "ProposedBefore",
    ]);
    await withdrawPost(q.office, enterpriseIn(scene), two.demand);
    expect(code(await check(laboratory, body.message))).to.deep.equal([400, "PostIn"]);
  });

  it("are not taken back or declined once they are recorded", async () => {
    const two = await couple();
    const { match, body } = await written(two, scene.providerKey);
    await laboratory.post("/matches", body);
    const { body: own } = await written(two, enterpriseIn(scene).key);
    await firm.post("/matches", own);
    const signed = { ...two, deadline: BigInt(body.message.deadline) };
    await (await q.office.as("operator").matching.matchUp(signed, own.signature, body.signature)).wait();
    for (const one of [firm, laboratory]) {
      expect(code(await one.post(`/matches/${match}/take-back`))).to.deep.equal([409, "RecordedBefore"]);
      expect((await one.get(`/matches/${match}`)).body).to.include({ state: "used" });
    }
  });

  it("are looked at before they are signed 60 times a minute and no more, and so is the list of posts", async () => {
    for (const path of [`/match-check?${checked({ demand: id("none"), offer: id("none"), deadline: 1 })}`, "/handed"]) {
      const visitor = await q.offices[WUJIN]!.as(enterpriseIn(scene, 2).key);
      const statuses = [];
      for (let time = 0; time < 61; time += 1) statuses.push((await visitor.get(path)).status);
      expect(statuses.indexOf(429), path).to.equal(60);
    }
  });

  it("are proposed 60 times a minute and no more, and so are demands and offers handed in", async () => {
    const visitor = await q.offices[WUJIN]!.as(enterpriseIn(scene, 2).key);
    const bodies = {
      "/matches": { message: {}, signature: "0x" },
      "/handed": { kind: "demand", message: {}, signature: "0x", text: {} },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const statuses = [];
      for (let time = 0; time < 61; time += 1) statuses.push((await visitor.post(path, body)).status);
      expect([statuses[0], statuses.indexOf(429)], path).to.deep.equal([400, 60]);
    }
  });

  it("are refused by Bureau or Operator with a reason that both parties read", async () => {
    for (const name of ["operator", "wujin bureau"]) {
      const two = await couple();
      const { match, body } = await written(two, scene.providerKey);
      await laboratory.post("/matches", body);
      await firm.post("/matches", (await written(two, enterpriseIn(scene).key)).body);
      const officer = await q.offices[WUJIN]!.as(name);
      const [{ refusal = "" } = {}] = await waiting(officer, "bring match");
      expect(refusal).to.equal(`/matches/${match}/refuse`);
      const refused = "The offer is for another service.";
      for (const visitor of [firm, laboratory])
        expect((await visitor.post(refusal, { reason: refused })).status).to.equal(403);
      expect((await officer.post(refusal, { reason: refused })).body).to.deep.include({ state: "refused", refused });
      expect(await waiting(officer, "bring match")).to.deep.equal([]);
      for (const visitor of [firm, laboratory]) {
        const { matches } = (await visitor.get("/handed")).body as { matches: { match: string }[] };
        expect(matches.find((one) => one.match === match)).to.deep.equal({ match, ...two, state: "refused", refused });
        const anew = await check(visitor, body.message);
        expect(code(anew)).to.deep.equal([409, "RefusedBefore"]);
        expect(JSON.stringify(anew.body)).to.contain(refused);
      }
      expect(code(await officer.post(refusal, { reason: refused }))).to.deep.equal([409, "RequestEnded"]);
    }
  });

  it("are listed to whoever signed them, a proposal not to whom it was made", async () => {
    const two = await couple();
    const { match, body } = await written(two, scene.providerKey);
    await laboratory.post("/matches", body);
    const listed = async (visitor: Visitor): Promise<string[]> => {
      const { matches } = (await visitor.get("/handed")).body as { matches: { match: string; state: string }[] };
      return matches.filter((one) => one.match === match).map(({ state }) => state);
    };
    expect([await listed(laboratory), await listed(firm)]).to.deep.equal([["open"], []]);
    await firm.post("/matches", (await written(two, enterpriseIn(scene).key)).body);
    expect([await listed(laboratory), await listed(firm)]).to.deep.equal([["signed"], ["signed"]]);
    await laboratory.post(`/matches/${match}/take-back`);
    expect(await listed(firm)).to.deep.equal(["withdrawn"]);
  });

  it("are nobody's but the two parties' to sign, see or decline", async () => {
    const two = await couple();
    const { match, body } = await written(two, enterpriseIn(scene).key);
    const other = await q.offices[WUJIN]!.as(enterpriseIn(scene, 1).key);
    expect(code(await other.post("/matches", body))).to.deep.equal([403, "NotYours"]);
    const forged = await written(two, person("a thief"));
    expect(code(await firm.post("/matches", forged.body))).to.deep.equal([400, "SignatureNotTheirs"]);
    // The enterprise cannot hand in the provider's half as its own, nor the other way round.
    expect(code(await laboratory.post("/matches", body))).to.deep.equal([400, "SignatureNotTheirs"]);
    await firm.post("/matches", body);
    expect((await other.get(`/matches/${match}`)).status).to.equal(404);
    expect((await other.post(`/matches/${match}/take-back`)).status).to.equal(404);
    expect(await waiting(other, "sign match")).to.deep.equal([]);
    expect(JSON.stringify((await laboratory.get(`/matches/${match}`)).body)).not.to.contain(
      formatEnterprise(enterpriseIn(scene).id),
    );
  });

  it("are not taken of what does not go together, is not on the ledger, or at another office", async () => {
    const [two, answering] = [await couple(), await couple({ isAnswer: true })];
    const { key } = enterpriseIn(scene);
    const crossed = await written({ demand: two.demand, offer: answering.offer }, key);
    expect(code(await firm.post("/matches", crossed.body))).to.deep.equal([400, "AnswersOther"]);
    const nothing = await written({ demand: two.demand, offer: id("no offer") }, key);
    expect(code(await firm.post("/matches", nothing.body))).to.deep.equal([400, "PostUnknown"]);
    const swapped = await written({ demand: two.offer, offer: two.demand }, key);
    expect(code(await firm.post("/matches", swapped.body))).to.deep.equal([400, "PostUnknown"]);
    const late = await written(two, key, -2);
    expect(code(await firm.post("/matches", late.body))).to.deep.equal([400, "DeadlineOver"]);
    const { body } = await written(two, scene.providerKey);
    const elsewhere = await q.offices[YANGPU]!.as(scene.providerKey);
    expect(code(await elsewhere.post("/matches", body))).to.deep.equal([400, "OtherDistrict"]);
    await withdrawPost(q.office, enterpriseIn(scene), two.demand);
    expect(code(await laboratory.post("/matches", body))).to.deep.equal([400, "PostIn"]);
  });

  it("leave every queue once one of the two is over", async () => {
    const two = await couple();
    const { match, body } = await written(two, enterpriseIn(scene).key);
    await firm.post("/matches", body);
    const theirs = await written(two, scene.providerKey);
    await laboratory.post("/matches", theirs.body);
    const bureau = await q.offices[WUJIN]!.as("wujin bureau");
    expect(await waiting(bureau, "bring match")).to.have.length(1);
    const other = await postOffer(q.office, providerIn(scene));
    await matchUp(q.office, enterpriseIn(scene), providerIn(scene), { demand: two.demand, offer: other });
    expect(await waiting(bureau, "bring match")).to.deep.equal([]);
    expect((await firm.get(`/matches/${match}`)).body).to.include({ state: "over" });
  });

  it("tell a provider neither whose a demand is nor how that enterprise stands, and the enterprise itself why", async () => {
    const frozen = enterpriseIn(scene, 1);
    const demand = await postDemand(q.office, frozen);
    const two = { demand, offer: await postOffer(q.office, providerIn(scene)) };
    const visitor = await q.offices[WUJIN]!.as(frozen.key);
    await (await q.office.as("wujin bureau").enterprises.freeze(frozen.id, id("reason"))).wait();
    const theirs = await laboratory.post("/matches", (await written(two, scene.providerKey)).body);
    expect(code(theirs)).to.deep.equal([400, "NotTogether"]);
    const before = await check(laboratory, (await written(two, scene.providerKey, 6)).body.message);
    expect(before.body).to.deep.equal(theirs.body);
    expect(JSON.stringify(theirs.body)).not.to.include(formatEnterprise(frozen.id));
    const own = await visitor.post("/matches", (await written(two, frozen.key)).body);
    expect(code(own)).to.deep.equal([400, "EnterpriseIn"]);
  });
});
