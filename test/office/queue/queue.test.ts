import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { isoOfDay } from "../../../client/days.ts";
import { batchIdOf, cutList } from "../../../client/list.ts";
import { signAcceptance, signClaim, signOrder, orderIdOf, type Claim, type Order } from "../../../client/messages.ts";
import { person } from "../../scripts/support/office.ts";
import { domainOf, nextFirm, NUMBERS, registerFirms, TERMS } from "../../scripts/support/scene.ts";
import { openQueues, type Item, type Queues } from "../support/queues.ts";

describe("The queue, from notice to payment", () => {
  let q: Queues;
  let today: number;
  const [bureau, approver, finance] = ["wujin bureau", "wujin approver", "wujin finance"];
  const laboratory = person("laboratory of the queue");
  const provider = (1n << 32n) | 1n;
  let firm: bigint;
  let firmName: string;
  let list: ReturnType<typeof cutList>;
  let batch: string;
  before(async () => {
    q = await openQueues();
    today = await q.office.today();
  });
  after(async () => q.close());

  const sent = async (transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> => {
    await (await transaction).wait();
  };
  const only = async (name: string, district: number, kind: string): Promise<Item> => {
    const found = (await q.of(name, district)).filter((item) => item.kind === kind);
    expect(found, `${kind} of ${name}`).to.have.length(1);
    return found[0]!;
  };
  /** Does what an item offers, in somebody's name, with what a person would give. */
  const does = async (name: string, item: Item, given: Record<string, unknown> = {}, place = 0): Promise<void> => {
    const { part, name: act, args } = item.offers[place]!;
    const filled = args.map((arg) => {
      const need = (arg as { need?: string } | null)?.need;
      return need === undefined ? arg : given[need];
    });
    const data = INTERFACES[part as "vouchers"].encodeFunctionData(act, filled);
    const to = q.office.deployment.contracts[part as "vouchers"].address;
    await (await q.office.wallet(name).sendTransaction({ to, data })).wait();
  };

  it("tells the Approver of a program that is proposed, and nobody else", async () => {
    const terms = { ...TERMS, home: NUMBERS.wujin, lastIssueDay: today + 300, joint: [1, 0, 0, 0, 0, 0, 0, 0] };
    await sent(q.office.as(bureau).programs.propose(terms, "https://policy.example/1"));
    expect(await q.duties()).to.deep.equal(["wujin approver: confirm open"]);
    await does(approver, await only(approver, 2, "confirm open"));
  });

  it("tells the Approver of a budget that is to be raised, with both figures", async () => {
    await sent(q.office.as(finance).programs.raise(1, 0, 100_000_000n));
    expect(await q.duties()).to.deep.equal(["wujin approver: confirm raise"]);
    const item = await only(approver, 2, "confirm raise");
    expect(item.title.zh).to.equal("增加项目 1 的预算");
    await does(approver, item);
    expect((await q.office.ledger.programs.statusOf(1)) === 2n && (await q.duties()).length === 0).to.equal(true);
  });

  it("tells the proposer of its own proposal as of something that can be taken back", async () => {
    await sent(q.office.as(finance).programs.raise(1, 100_000_000n, 200_000_000n));
    const own = await only(finance, 2, "ownProposal");
    expect(own.optional).to.equal(true);
    await does(finance, own);
    expect(await q.duties()).to.deep.equal([]);
  });

  it("tells the provider's Bureau to countersign, and anybody's turn after the notice", async () => {
    await sent(
      q.office.as("operator").providers.propose({
        home: 1,
        wallet: laboratory.address,
        validFrom: today,
        validThrough: today + 700,
        classes: 0b0110n,
        party: id("laboratory"),
        group: id("laboratory"),
        profile: id("profile"),
      }),
    );
    expect(await q.duties()).to.deep.equal(["yangpu bureau: countersign"]);
    await does("yangpu bureau", await only("yangpu bureau", 1, "countersign"), { noticeEnd: today + 5 });
    expect(await q.duties()).to.deep.equal([]);
  });

  it("tells the Approvers of both districts of an announced list, with its last day, and others what they may object to", async () => {
    firmName = nextFirm();
    [firm = 0n] = await registerFirms(q.office, 1);
    list = cutList([{ enterprise: firm, face: 10_000_000n }]);
    batch = batchIdOf(1, list.chain);
    const { vouchers } = q.office.as(bureau);
    await sent(vouchers.announce(1, list.chain, list.count, list.total, today + 6, id("decision")));
    expect(await q.duties()).to.deep.equal(["wujin approver: approveList", "yangpu approver: approveList"]);
    const notices = (await q.of("auditor", 0)).filter(({ kind }) => kind === "inNotice");
    expect(notices.map(({ title, optional }) => [title.en, optional])).to.deep.equal([
      ["In public notice: the admission of P1-1", true],
      ["In public notice: list L1-1", true],
    ]);
    await does(approver, await only(approver, 2, "approveList"));
    expect(await q.duties()).to.deep.equal(["yangpu approver: approveList"]);
    await does("yangpu approver", await only("yangpu approver", 1, "approveList"));
    expect(await q.duties()).to.deep.equal([]);
  });

  it("tells the Bureau of an objection to the list until it is settled, and lets nothing be issued meanwhile", async () => {
    const notice = (await q.of("auditor", 0)).find(({ title }) => title.en.includes("list L1-1"))!;
    await does("auditor", notice, { reason: id("why") });
    await does(
      "wujin bureau 2",
      (await q.of("wujin bureau 2", 2)).find(({ title }) => title.en.includes("list L1-1"))!,
      {
        reason: id("because"),
      },
    );
    expect(await q.duties()).to.deep.equal(["wujin bureau: resolveObjection", "auditor: endObjection"]);
    const item = await only(bureau, 2, "resolveObjection");
    expect(item.due).not.to.equal(null);
    await does(bureau, item, { reason: id("settled") });
    expect(await q.duties()).to.deep.equal(["wujin approver: confirm resolve", "auditor: endObjection"]);
    await does(approver, await only(approver, 2, "confirm resolve"));
    await q.office.goToDay(today + 7);
    expect(await q.duties()).to.deep.equal(["yangpu bureau: admit", "operator: admit", "auditor: endObjection"]);
    await does("auditor", await only("auditor", 0, "endObjection"), { reason: id("all is well") });
  });

  it("tells the Bureau of a list that is ready, and the Operator of a provider to admit", async () => {
    expect(await q.duties()).to.deep.equal(["wujin bureau: issueList", "yangpu bureau: admit", "operator: admit"]);
    await does("operator", await only("operator", 0, "admit"));
    const item = await only(bureau, 2, "issueList");
    expect(item.offers[0]?.args).to.deep.equal([batch, { need: "plan", list: batch, done: 0 }]);
    const [chunk] = list.chunks;
    await sent(q.office.as(bureau).vouchers.issue(batch, [...chunk!.items], chunk!.next));
    expect(await q.duties()).to.deep.equal([]);
  });

  const domain = () => domainOf(q.office);
  const holder = () => person(firmName);
  let order: string;
  const claimOf = async (round: number): Promise<Claim> => ({
    order,
    round,
    invoices: [{ nullifier: id(`invoice ${round}`), amount: 10_000_000n }],
    evidence: id("evidence"),
    deadline: BigInt(((await q.office.today()) + 60) * 86_400),
  });

  it("tells the Bureau of a claim that the enterprise left unanswered, and the Approver of the decision", async () => {
    const now = await q.office.today();
    const terms: Order = {
      voucher: (1n << 32n) | 1n,
      provider,
      amount: 3_000_000n,
      contractValue: 10_000_000n,
      contractDay: now,
      serviceClass: 1,
      deliverBy: now + 60,
      contractCommitment: id("contract"),
      referenceTo: ZeroHash,
      deadline: BigInt((now + 60) * 86_400),
    };
    order = orderIdOf(domain(), terms);
    const [enterpriseSignature, providerSignature] = await Promise.all([
      signOrder(holder(), domain(), terms),
      signOrder(laboratory, domain(), terms),
    ]);
    const { orders } = q.office.as("operator");
    const placed = { order: terms, contractNullifier: id("contract"), enterpriseSignature, providerSignature };
    await sent(orders.place([placed]));
    const claim = await claimOf(0);
    await sent(orders.claim(claim, await signClaim(laboratory, domain(), claim)));
    expect(await q.duties()).to.deep.equal([]);
    await q.office.goToDay(now + 16);
    expect(await q.duties()).to.deep.equal(["wujin bureau: decideClaim"]);
    // The second offer refuses.
    await does(bureau, await only(bureau, 2, "decideClaim"), { reason: id("no report") }, 1);
    expect(await q.duties()).to.deep.equal(["wujin approver: confirm decide"]);
    await does(approver, await only(approver, 2, "confirm decide"));
    expect(await q.duties()).to.deep.equal([]);
  });

  it("tells the Bureau of a redeemed order once its notice is over, and before that what may be objected to", async () => {
    const now = await q.office.today();
    const claim = await claimOf(1);
    const redemption = {
      claim,
      providerSignature: await signClaim(laboratory, domain(), claim),
      acceptanceDeadline: claim.deadline,
      enterpriseSignature: await signAcceptance(holder(), domain(), { claim, deadline: claim.deadline }),
      noticeEnd: now + 5,
    };
    await sent(q.office.as("operator").orders.redeem([redemption]));
    const seats = await Promise.all([only(bureau, 2, "inNotice"), only("yangpu bureau", 1, "inNotice")]);
    expect(seats.map(({ offers }) => offers.map(({ name, args }) => [name, args[1]]))).to.deep.equal([
      [
        ["object", 1],
        ["reject", false],
        ["reject", true],
      ],
      [["object", 2]],
    ]);
    expect(await q.duties()).to.deep.equal([]);
    await q.office.goToDay(now + 6);
    expect(await q.duties()).to.deep.equal(["wujin bureau: openPayment"]);
    await does(bureau, await only(bureau, 2, "openPayment"));
  });

  it("tells Finance of an open payment, and nobody of anything when the bank has answered", async () => {
    expect(await q.duties()).to.deep.equal(["wujin finance: settlePayment"]);
    const item = await only(finance, 2, "settlePayment");
    expect(item.offers[0]?.args).to.deep.equal([
      1,
      {
        need: "bank",
        payment: 1,
        orders: [{ order, reference: "TD1-1", voucher: "1-000001", provider: "P1-1", amount: "3000000" }],
      },
    ]);
    await does(finance, item, { bank: [{ order, paid: true, receipt: id("receipt") }] });
    expect(await q.duties()).to.deep.equal([]);
  });

  it("counts the age of what a party is to sign by the ledger's calendar", async () => {
    const now = await q.office.today();
    const party = await q.offices[2]!.as(holder());
    const message = {
      voucher: "1-000001",
      provider: "P1-1",
      amount: "1000000",
      contractValue: "10000000",
      contractDay: now,
      serviceClass: 1,
      deliverBy: now + 60,
      contractCommitment: id("another contract"),
      referenceTo: ZeroHash,
      deadline: (now + 60) * 86_400,
    };
    expect((await party.post("/requests", { kind: "order", message })).status).to.equal(200);
    const toSign = async (): Promise<unknown[]> => {
      await q.caughtUp();
      const { items } = (await party.get("/queue")).body as { items: Item[] };
      return items.map(({ kind, since, ageDays }) => [kind, since, ageDays]);
    };
    expect(await toSign()).to.deep.equal([["sign", isoOfDay(now), 0]]);
    await q.office.goToDay(now + 3);
    expect(await toSign()).to.deep.equal([["sign", isoOfDay(now), 3]]);
  });

  it("tells the Bureau of vouchers that end soon, and that have ended", async () => {
    const useBy = today + 7 + Number(TERMS.useByDays);
    await q.office.goToDay(useBy - 10);
    expect((await only(bureau, 2, "expiring")).optional).to.equal(true);
    await q.office.goToDay(useBy + 40);
    const duties = await q.duties();
    expect(duties).to.deep.equal(["wujin bureau: expire"]);
    await does(bureau, await only(bureau, 2, "expire"));
    expect(await q.duties()).to.deep.equal([]);
  });

  it("is told to one account sixty times a minute and no more", async () => {
    const auditor = await q.offices[0]!.as("auditor");
    const replies = await Promise.all(Array.from({ length: 61 }, async () => auditor.get("/queue")));
    expect(replies.map(({ status }) => status))
      .to.include(200)
      .and.to.include(429);
  });

  it("is for those alone who are signed in", async () => {
    expect((await q.offices[2]!.nobody.get("/queue")).status).to.equal(401);
  });
});
