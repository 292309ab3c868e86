import { id } from "ethers";
import { expect } from "chai";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { atOnce, oneBehind } from "../support/atOnce.ts";
import { openOffice, type Name, type Office } from "../support/office.ts";

const TERMS = {
  home: 2,
  share: 5_000,
  yearlyCap: 30_000_000,
  greatestFace: 20_000_000,
  leastContract: 500_000,
  useByDays: 180,
  claimByDays: 90,
  extensionDays: 90,
  noticeFloor: 5,
  noticeCeiling: 30,
  graceDays: 15,
  resolveDays: 20,
  lastIssueDay: 22_000,
  joint: [0, 0, 0, 0, 0, 0, 0, 0] as [number, number, number, number, number, number, number, number],
  classes: 2,
  policy: id("policy"),
};

describe("tongdui budget", () => {
  let office: Office;
  let program: bigint;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());
  beforeEach(async () => {
    await (await office.as("wujin bureau").programs.propose(TERMS, "policy")).wait();
    program = await office.ledger.programs.count();
    await (await office.as("wujin approver").programs.confirm(program)).wait();
  });

  const run = async (name: Name, ...words: string[]) => {
    const [command = "", ...rest] = words;
    return office.tongdui(name, "budget", command, String(program), ...rest, "--yes", "--json");
  };
  const approved = async (): Promise<bigint> => decodeBudget(await office.ledger.programs.budgetOf(program)).approved;
  const raiseTo = async (yuan: string): Promise<void> => {
    await run("wujin finance", "raise", "--to", yuan);
    await run("wujin approver", "raise", "--confirm");
  };
  const end = (said: Awaited<ReturnType<typeof run>>): unknown => {
    expect(said.exit).to.equal(0);
    return (said.json().data as { steps: { end: string }[] }).steps[0]?.end;
  };

  it("is raised by Finance and the Approver", async () => {
    expect(end(await run("wujin finance", "raise", "--to", "2,000,000.00"))).to.equal("done");
    expect(await approved()).to.equal(0n);
    const confirmed = await office.answering([true], "wujin approver", "budget", "raise", String(program), "--confirm");
    expect(confirmed.err.join("\n")).to.include("From ¥0.00 to ¥2,000,000.00");
    expect(await approved()).to.equal(200_000_000n);
  });

  it("is raised once, however often the two run the same commands", async () => {
    await raiseTo("100");
    const before = await office.provider.getBlockNumber();
    expect(end(await run("wujin finance", "raise", "--to", "100"))).to.equal("before");
    expect(end(await run("wujin approver", "raise", "--confirm"))).to.equal("before");
    expect(await office.provider.getBlockNumber()).to.equal(before);
    expect(await approved()).to.equal(10_000n);
  });

  it("is not confirmed by whoever proposed it, nor by an officer without the duty", async () => {
    await run("wujin finance", "raise", "--to", "100");
    for (const name of ["wujin finance", "wujin bureau", "hefei approver"]) {
      const { exit, json } = await run(name, "raise", "--confirm");
      expect(exit).to.equal(1);
      expect(json().error?.code).to.equal("DutyMissing");
    }
    expect(await approved()).to.equal(0n);
  });

  it("says what is still missing, and which raises wait", async () => {
    const number = String(program);
    const propose = async (...to: string[]) =>
      office.tongdui("wujin finance", "budget", "raise", number, "--to", ...to, "--yes");
    const { out } = await propose("100");
    expect(out[0]).to.match(/^✓ Propose raising the budget of program \d+ to ¥100.00: done \(block \d+\)$/);
    expect(out.at(-1))
      .to.match(/^Not in force yet, proposed by Finance of 常州武进 Wujin, 0x.*: From ¥0.00 to ¥100.00: ¥100.00 more\./)
      .and.to.include(`The Approver's confirmation is missing: tongdui budget raise ${number} --confirm`);
    const second = (await propose("200", "--lang", "zh")).out.join("\n");
    expect(second)
      .to.include(`待审批人确认：tongdui budget raise ${number} --confirm --to 100.00`)
      .and.to.include(`待审批人确认：tongdui budget raise ${number} --confirm --to 200.00`)
      .and.to.include("只能确认其中一项");
    await office.tongdui("wujin approver", "budget", "raise", number, "--confirm", "--to", "200.00", "--yes");
    expect(await approved()).to.equal(20_000n);
  });

  it("asks which raise is meant when there are two", async () => {
    await run("wujin finance", "raise", "--to", "100");
    await run("wujin finance 2", "raise", "--to", "200");
    expect((await run("wujin approver", "raise", "--confirm")).json().error?.code).to.equal("SeveralProposed");
    await run("wujin approver", "raise", "--confirm", "--to", "200");
    expect(await approved()).to.equal(20_000n);
  });

  it("leaves out a raise that started from another figure", async () => {
    await run("wujin finance", "raise", "--to", "100");
    await run("wujin finance", "raise", "--to", "200");
    await run("wujin approver", "raise", "--confirm", "--to", "200");
    await run("wujin finance", "raise", "--to", "300");
    await run("wujin approver", "raise", "--confirm");
    expect(await approved()).to.equal(30_000n);
  });

  it("says of a raise from another figure that it can no longer be confirmed, and does not offer it", async () => {
    await run("wujin finance", "raise", "--to", "100");
    await run("wujin finance", "raise", "--to", "50");
    await run("wujin approver", "raise", "--confirm", "--to", "50");
    const only = await run("wujin approver", "raise", "--confirm", "--to", "100");
    expect(only.json().error?.code).to.equal("NothingProposed");
    expect(only.err.join("\n")).to.match(
      /The raise from ¥0.00 to ¥100.00 .* can no longer be confirmed: the budget is ¥50.00/,
    );
    await raiseTo("100");
    const again = await run("wujin approver", "raise", "--confirm");
    expect(end(again)).to.equal("before");
    expect(again.err.join("\n")).to.include("can no longer be confirmed: the budget is ¥100.00");
    expect(await approved()).to.equal(10_000n);
  });

  it("is raised and lowered once where two officers do it at once, and both end well", async () => {
    const finance = ["wujin finance", "wujin finance 2"] as const;
    const approvers = ["wujin approver", "wujin approver 2"] as const;
    const both = async (names: readonly Name[], ...words: string[]): Promise<unknown[]> => {
      const said = await atOnce(office, ...names.map((name) => async () => run(name, ...words)));
      return said.map(end).sort();
    };
    expect(await both(finance, "raise", "--to", "100")).to.deep.equal(["before", "done"]);
    expect(await approved()).to.equal(0n);
    expect(await both(approvers, "raise", "--confirm")).to.deep.equal(["before", "done"]);
    expect(await approved()).to.equal(10_000n);
    expect(await both(finance, "lower", "--to", "40")).to.deep.equal(["before", "done"]);
    expect(await approved()).to.equal(4_000n);
  });

  it("ends well for whoever proposes what another has just sent, before there is a block with it", async () => {
    const propose = (name: Name) => async () => run(name, "raise", "--to", "100");
    const both = await oneBehind(office, propose("wujin finance"), propose("wujin finance 2"));
    expect(both.map(end)).to.deep.equal(["done", "before"]);
  });

  it("is taken back by whoever proposed it", async () => {
    await run("wujin finance", "raise", "--to", "100");
    expect(end(await run("wujin finance", "raise", "--take-back"))).to.equal("done");
    expect((await run("wujin approver", "raise", "--confirm")).json().error?.code).to.equal("NothingProposed");
  });

  it("has to be given an amount", async () => {
    expect((await run("wujin finance", "raise")).json().error?.code).to.equal("AmountNotGiven");
    const { exit, json } = await run("wujin finance", "raise", "--to", "2万");
    expect(exit).to.equal(2);
    expect(json().error?.sentence).to.include("--to:");
  });

  it("does not go down by a raise", async () => {
    await raiseTo("200");
    expect((await run("wujin finance", "raise", "--to", "100")).json().error?.code).to.equal("NotARaise");
  });

  it("is lowered by Finance alone, once", async () => {
    await raiseTo("200");
    expect(end(await run("wujin finance", "lower", "--to", "150"))).to.equal("done");
    expect(end(await run("wujin finance", "lower", "--to", "150"))).to.equal("before");
    expect(await approved()).to.equal(15_000n);
    expect((await run("wujin bureau", "lower", "--to", "100")).json().error?.code).to.equal("DutyMissing");
  });

  it("is shown with the raises that wait", async () => {
    await raiseTo("200");
    await run("wujin finance", "raise", "--to", "300");
    const { out } = await office.tongdui("nobody", "budget", "show", String(program));
    expect(out.join("\n"))
      .to.match(/¥200.00 +¥0.00/)
      .and.to.include("¥300.00 in all");
  });
});
