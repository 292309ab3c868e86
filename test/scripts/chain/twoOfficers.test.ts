import { expect } from "chai";
import { shortHex } from "../../../client/text/ids.ts";
import { id } from "ethers";
import { formatEnterprise, enterpriseId } from "../../../client/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { acting } from "../../../scripts/chain/acting.ts";
import type { Outcome } from "../../../scripts/chain/perform.ts";
import { confirmMatter, proposeMatter, stageOf, takeBackMatter } from "../../../scripts/chain/twoOfficers.ts";
import { refusal } from "../../client/refusal.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, type Name, type Office } from "../support/office.ts";
import { openProxy } from "../support/proxy.ts";

const FIRM = enterpriseId(2, 1);
const what: Text = { en: `the new group of ${formatEnterprise(FIRM)}`, zh: `企业 ${formatEnterprise(FIRM)} 的新集团` };

describe("What takes two officers", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
    const firm = { home: 2, wallet: office.wallet("firm").address, profile: id("profile") };
    const { enterprises } = office.as("wujin bureau");
    await enterprises.register([{ ...firm, party: id("party"), group: id("controller 0") }]);
  });
  after(async () => office.close());

  /** Each test has a controller of its own. */
  let controller = "controller 0";
  let tests = 0;
  beforeEach(() => {
    tests += 1;
    controller = `controller ${tests}`;
  });

  const about = (group = controller) => ({
    contract: office.ledger.enterprises,
    kind: "regroup" as const,
    what,
    about: ({ id: firm, group: nullifier }: { id: bigint; group: string }) => firm === FIRM && nullifier === id(group),
  });

  const propose = async (as: Name = "wujin bureau"): Promise<Outcome[]> =>
    acting(contextOf(await office.profile(as), { yes: true }), async (open) =>
      proposeMatter(open, {
        ...about(),
        says: { id: FIRM, group: id(controller) },
        draft: async () => open.ledger.enterprises.regroup.populateTransaction(FIRM, id(controller)),
      }),
    );

  const confirm = async (as: Name = "wujin approver", matters = about()) => {
    const context = contextOf(await office.profile(as), { yes: true });
    const { outcomes, says } = await acting(context, async (open) =>
      confirmMatter(open, matters, {
        tell: async () => Promise.resolve([{ en: "It is told.", zh: "告知。" }]),
        stands: async () => Promise.resolve((await groupNow()) === id(controller)),
        draft: async ({ id: firm, group }) => open.ledger.enterprises.confirmRegroup.populateTransaction(firm, group),
      }),
    );
    return { outcomes, says, notes: context.notes.map(({ en }) => en) };
  };

  const takeBack = async (as: Name = "wujin bureau"): Promise<Outcome[]> =>
    acting(contextOf(await office.profile(as), { yes: true }), async (open) => takeBackMatter(open, about()));

  const groupNow = async (): Promise<string> => {
    const { group } = await office.ledger.enterprises.enterpriseOf(FIRM);
    const known = await Promise.all(
      Array.from({ length: tests + 1 }, (_, i) => id(`controller ${i}`)).map(
        async (nullifier) => [nullifier, await office.ledger.enterprises.groupOf(nullifier)] as const,
      ),
    );
    return known.find(([, number]) => number === group)?.[0] ?? "";
  };

  const ends = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ end }) => end);

  it("is proposed by one and confirmed by the other, who is told what and by whom", async () => {
    expect(ends(await propose())).to.deep.equal(["done"]);
    const { outcomes, says, notes } = await confirm();
    expect(ends(outcomes)).to.deep.equal(["done"]);
    expect(says).to.deep.equal({ id: FIRM, group: id(controller) });
    expect(await groupNow()).to.equal(id(controller));
    expect(notes[0]).to.include(`Bureau of 常州武进 Wujin, ${shortHex(office.wallet("wujin bureau").address)}`);
    expect(notes[1]).to.equal("It is told.");
  });

  it("is proposed once, and confirmed once, however often the commands are run", async () => {
    await propose();
    expect(ends(await propose("wujin bureau 2"))).to.deep.equal(["before"]);
    await confirm();
    expect(ends((await confirm()).outcomes)).to.deep.equal(["before"]);
  });

  it("is not taken for confirmed once the ledger is no longer as it says", async () => {
    await propose();
    await confirm();
    const earlier = controller;
    controller = `${controller} again`;
    await refusedWith(confirm("wujin approver", about(earlier)), "NothingProposed");
  });

  it("cannot be confirmed before it is proposed, or after it was taken back", async () => {
    await refusedWith(confirm(), "NothingProposed");
    await propose();
    expect(ends(await takeBack())).to.deep.equal(["done"]);
    await refusedWith(confirm(), "NothingProposed");
    await refusedWith(takeBack(), "NothingProposed");
  });

  it("is not taken back under words that a node puts in the place of its own", async () => {
    await propose();
    const proxy = await openProxy(office.url);
    const own = id(controller).slice(2);
    const change = (answer: string): string => answer.replaceAll(own, id("another controller").slice(2));
    proxy.fault = (methods) => (methods.includes("eth_getLogs") ? { change } : "pass");
    try {
      const profile = await office.profile("wujin bureau", { nodes: [proxy.url] });
      const failure = await acting(contextOf(profile, { yes: true }), async (open) =>
        takeBackMatter(open, about("another controller")),
      ).catch((error: unknown) => error);
      expect((failure as { code?: string }).code).to.equal("NothingProposed");
    } finally {
      await proxy.close();
    }
    expect(ends(await takeBack())).to.deep.equal(["done"]);
  });

  it("cannot be taken back by somebody else", async () => {
    await propose();
    await refusedWith(takeBack("wujin bureau 2"), "NothingProposed");
  });

  it("needs to be named where several stand open", async () => {
    await propose();
    const [first, second] = [controller, `${controller} too`];
    controller = second;
    await propose();
    const either = {
      ...about(),
      about: ({ group }: { group: string }) => [first, second].some((name) => id(name) === group),
    };
    const { sentence } = await refusedWith(confirm("wujin approver", either), "SeveralProposed");
    const named = /0x[0-9a-f]{64}/g.exec(sentence.en)?.[0] ?? "";
    const { outcomes, says } = await confirm("wujin approver", { ...either, matter: named } as never);
    expect(ends(outcomes)).to.deep.equal(["done"]);
    // The newest is named first.
    expect(says.group).to.equal(id(second));
  });

  it("lapses after thirty days", async () => {
    await propose();
    await office.goToDay((await office.today()) + 31);
    await refusedWith(confirm(), "NothingProposed");
    expect(ends(await propose())).to.deep.equal(["done"]);
  });

  it("is one of three acts", () => {
    expect(stageOf({ confirm: false, takeBack: false })).to.equal("propose");
    expect(stageOf({ confirm: true, takeBack: false })).to.equal("confirm");
    expect(stageOf({ confirm: false, takeBack: true })).to.equal("take back");
    refusal(() => stageOf({ confirm: true, takeBack: true }), "UsageWrong");
  });
});
