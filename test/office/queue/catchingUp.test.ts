import { expect } from "chai";
import { id } from "ethers";
import { lastValidSecond } from "../../../client/days.ts";
import { signMatch, signPostWithdrawal } from "../../../client/matching/messages.ts";
import { signAcceptance, signCancellation, signClaim, signRefusal, type Claim } from "../../../client/messages.ts";
import { enterpriseIn, matchingDomainOf, postDemand, postOffer, providerIn } from "../../scripts/support/matching.ts";
import { openProxy, type Proxy } from "../../scripts/support/proxy.ts";
import { domainOf, placeOrders, setScene, type Scene } from "../../scripts/support/scene.ts";
import type { Visitor } from "../support/district.ts";
import { openQueues, type Item, type Queues } from "../support/queues.ts";

const WUJIN = 2;

describe("The queues of an office whose one node has yet to catch up", () => {
  let q: Queues;
  let scene: Scene;
  let node: Proxy;
  let firm: Visitor;
  let laboratory: Visitor;
  let operator: Visitor;

  before(async () => {
    q = await openQueues();
    scene = await setScene(q.office, { vouchers: 2 });
    node = await openProxy(q.office.url);
    const office = q.offices[WUJIN]!;
    [firm, laboratory, operator] = [
      await office.as(enterpriseIn(scene).key),
      await office.as(scene.providerKey),
      await office.as("operator"),
    ];
  });
  after(async () => {
    await q.close();
    await node.close();
  });

  /** Starts the office anew, at the node as it was at a block. */
  async function restartBehind(block: number): Promise<void> {
    await q.caughtUp();
    node.fault = () => ({ behind: block });
    await q.offices[WUJIN]!.restart({ nodes: [node.url] });
  }

  async function kindsFor(visitor: Visitor): Promise<readonly string[]> {
    const { status, body } = await visitor.get("/queue");
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body as { items: Item[] }).items.map(({ kind }) => kind);
  }

  const given = async (visitor: Visitor, path: string, body: object): Promise<{ id: string }> => {
    const { status, body: told } = await visitor.post(path, body);
    expect(status, JSON.stringify(told)).to.equal(200);
    return told;
  };

  it("lose neither the withdrawal of a demand nor a match that is proposed, of which it has not heard", async () => {
    const before = await q.office.provider.getBlockNumber();
    const [enterprise, provider] = [enterpriseIn(scene), providerIn(scene)];
    const [taken, demand] = [await postDemand(q.office, enterprise), await postDemand(q.office, enterprise)];
    const offer = await postOffer(q.office, provider);
    const [domain, deadline] = [matchingDomainOf(q.office), lastValidSecond((await q.office.today()) + 5)];
    const [two, until] = [{ demand, offer }, { deadline: BigInt(deadline) }];
    const withdrawal = await signPostWithdrawal(enterprise.key, domain, { post: taken, ...until });
    await given(firm, `/handed/${taken}/withdrawal`, { deadline, signature: withdrawal });
    const signature = await signMatch(enterprise.key, domain, { ...two, ...until });
    await given(firm, "/matches", { message: { ...two, deadline }, signature });

    await restartBehind(before);
    expect(await kindsFor(operator)).not.to.include("withdraw demand");
    for (const party of [firm, laboratory]) expect(await kindsFor(party)).not.to.include("sign match");
    node.fault = () => "pass";
    expect(await kindsFor(operator)).to.include("withdraw demand");
    expect(await kindsFor(firm)).not.to.include("sign match");
    expect(await kindsFor(laboratory)).to.include("sign match");
  });

  it("lose no claim, no answer to it and no cancellation of an order of which it has not heard", async () => {
    const before = await q.office.provider.getBlockNumber();
    const [order = ""] = await placeOrders(q.office, scene, [0]);
    const deadline = lastValidSecond((await q.office.today()) + 30);
    const message = {
      order,
      round: 0,
      invoices: [{ nullifier: id("an invoice"), amount: "10000000" }],
      evidence: id("the report"),
      deadline,
    };
    const claim: Claim = {
      ...message,
      invoices: [{ nullifier: id("an invoice"), amount: 10_000_000n }],
      deadline: BigInt(deadline),
    };
    const refusal = { order, round: 0, reason: id("why"), deadline };
    const asked = { kind: "acceptance", message: { claim: message, deadline } };
    const [claimed, accepted, refused, cancelled] = [
      await given(laboratory, "/requests", { kind: "claim", message }),
      await given(firm, "/requests", asked),
      await given(firm, "/requests", { kind: "refusal", message: refusal }),
      await given(firm, "/requests", { kind: "cancellation", message: { order, deadline } }),
    ];
    const [{ key }, seller, domain] = [enterpriseIn(scene), scene.providerKey, domainOf(q.office)];
    const until = { deadline: BigInt(deadline) };
    const sign = async (by: Visitor, request: { id: string }, signature: string): Promise<object> =>
      given(by, `/requests/${request.id}/signatures`, { signature });
    await sign(laboratory, claimed, await signClaim(seller, domain, claim));
    await sign(firm, accepted, await signAcceptance(key, domain, { claim, ...until }));
    await sign(firm, cancelled, await signCancellation(key, domain, { order, ...until }));
    await sign(laboratory, cancelled, await signCancellation(seller, domain, { order, ...until }));

    await restartBehind(before);
    expect(await kindsFor(operator)).not.to.include.oneOf(["bring claim", "bring cancellation"]);
    for (const party of [firm, laboratory]) await kindsFor(party);
    const stateOf = async ({ id: which }: { id: string }): Promise<string> =>
      ((await operator.get(`/requests/${which}`)).body as { state: string }).state;
    expect(await Promise.all([claimed, accepted, refused, cancelled].map(stateOf))).to.deep.equal([
      ...["signed", "signed", "open", "signed"],
    ]);
    node.fault = () => "pass";
    expect(await kindsFor(operator)).to.include.members(["bring claim", "bring cancellation"]);
    // The desk asks for the very same acceptance once more: it is this one.
    expect((await given(firm, "/requests", asked)).id).to.equal(accepted.id);
    expect(await stateOf(accepted)).to.equal("signed");
    await sign(firm, refused, await signRefusal(key, domain, { ...refusal, ...until }));
    expect(await stateOf(refused)).to.equal("signed");
  });
});
