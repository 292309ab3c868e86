import { execFileSync, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { shortHex } from "../../../client/text/ids.ts";
import { id } from "ethers";
import { formatEnterprise } from "../../../client/ids.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { isoOfDay } from "../../../client/days.ts";
import { readPlan, type Plan } from "../../../scripts/vouchers/planFile.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import { openProgram, registerFirms } from "../support/scene.ts";
import { listFile } from "./listFile.ts";

describe("A list from its plan to vouchers", () => {
  let office: Office;
  let firms: bigint[];
  let decision: string;
  before(async () => {
    office = await openOffice();
    firms = await registerFirms(office, 251);
    decision = `${office.folder}/decision.txt`;
    await writeFile(decision, "Decided.");
  });
  after(async () => office.close());

  const bureau = async (...words: string[]): Promise<Said> => office.tongdui("wujin bureau", "voucher", ...words);

  /** A plan of so many items of ¥100 each, and its file. */
  async function planned(
    name: string,
    program: bigint,
    count: number,
    from = 0,
  ): Promise<{ file: string; plan: Plan }> {
    const file = await listFile(
      office,
      name,
      firms.slice(from, from + count).map((firm) => [firm, 10_000n] as const),
    );
    const said = await bureau("plan", file, "--program", String(program));
    expect(said.exit, said.err.join("\n")).to.equal(0);
    const out = file.replace(".csv", ".plan.json");
    return { file: out, plan: await readPlan(out, office.deployment) };
  }

  /** Announced with a notice of five days, and approved by the home district. */
  async function approved(
    name: string,
    program: bigint,
    count: number,
    from = 0,
  ): Promise<{ file: string; plan: Plan }> {
    const { file, plan } = await planned(name, program, count, from);
    const end = (await office.today()) + 5;
    const said = await bureau("announce", file, "--notice-end", isoOfDay(end), "--decision", decision, "--yes");
    expect(said.exit, said.err.join("\n")).to.equal(0);
    expect((await office.tongdui("wujin approver", "voucher", "approve", file, "--yes")).exit).to.equal(0);
    await office.goToDay(end + 1);
    return { file, plan };
  }

  it("is announced, approved by every district that it needs, and issued", async () => {
    const program = await openProgram(office, { joint: [1] });
    const { file, plan } = await planned("joint", program, 230);
    const end = (await office.today()) + 5;

    const announced = await bureau("announce", file, "--notice-end", isoOfDay(end), "--decision", decision, "--yes");
    expect(announced.out[0]).to.match(/^✓ Announce 230 vouchers, ¥23,000.00 in all, under program \d+; public notice/);
    const early = await bureau("issue", file, "--yes");
    expect(early.err.at(-1)).to.match(/notice/);

    const home = await office.tongdui("wujin approver", "voucher", "approve", file, "--yes", "--json");
    expect(home.json().data).to.deep.include({ district: 2, missing: [1] });
    expect(home.err.join("\n"))
      .to.match(new RegExp(`${formatEnterprise(firms[39]!)} +¥100.00\n`))
      .and.include("… and 190 more")
      .and.not.match(new RegExp(`${formatEnterprise(firms[40]!)} +¥`));
    const joint = await office.tongdui("yangpu approver", "voucher", "approve", plan.batch, "--yes");
    expect(joint.out.at(-1)).to.equal("All approvals are given.");
    expect(joint.err).to.include(
      `  approval of district 2 (常州武进 Wujin): given by Approver of 常州武进 Wujin, ${shortHex(office.wallet("wujin approver").address)}`,
    );

    await office.goToDay(end + 1);
    const report = `${office.folder}/lists/joint-issued.csv`;
    const issued = await bureau("issue", file, "--yes", "--report", report);
    expect(issued.exit, issued.err.join("\n")).to.equal(0);
    expect(issued.out[0]).to.equal(`✓ 230 vouchers issued, ¥23,000.00 in all: ${program}-000001 to ${program}-000230.`);
    const last = decodeVoucher(await office.ledger.vouchers.wordOf((program << 32n) | 230n));
    expect([last.enterprise, last.face]).to.deep.equal([firms[229], 10_000n]);
    const rows = (await readFile(report, "utf8")).trimEnd().split("\r\n");
    expect(rows).to.have.length(231);
    expect(rows[230]).to.match(new RegExp(`^231,.*${program}-000230`));

    const again = await bureau("issue", file, "--yes", "--json");
    expect(again.json().data).to.deep.include({
      issued: 230,
      first: `${program}-000001`,
      passedOver: [],
      before: true,
    });
    await office.goToDay(end + 3);
    for (const by of ["wujin bureau 2", "wujin finance"]) {
      const { exit, out } = await office.tongdui(by, "voucher", "issue", file, "--yes", "--lang", "zh");
      expect([exit, out[0]]).to.deep.equal([
        0,
        `✓ 该名单此前已于 ${isoOfDay(end + 1)} 发放，本次未发送任何内容。共双创券 230 张，合计 ¥23,000.00：${program}-000001 至 ${program}-000230。`,
      ]);
    }
    const anew = await bureau("plan", file.replace(".plan.json", ".csv"), "--program", String(program));
    expect([anew.exit, anew.err.at(-1)]).to.deep.equal([
      1,
      `✗ This list, ${plan.batch}, was announced on ${isoOfDay(end - 5)} and issued on ${isoOfDay(end + 1)}: ${program}-000001 to ${program}-000230. No plan was made. Nothing more is to be planned for it. Only if every enterprise in it is to get a voucher a second time, on purpose: --again 1.`,
    ]);
    expect(await office.ledger.vouchers.serialOf(program)).to.equal(230n);
  });

  it("is announced and approved once, however often the commands are run", async () => {
    const { file } = await approved("once", await openProgram(office), 2);
    const approvals = await office.tongdui("wujin approver", "voucher", "approve", file, "--yes");
    expect(approvals.out[0]).to.match(/^✓ Approve list .*: was done before$/);
    const other = await bureau("announce", file, "--notice-end", "2031-01-01", "--decision", decision, "--yes");
    expect(other.err.at(-1)).to.match(/^✗ The list 0x[0-9a-f]{64} was announced before, with a notice through 20/);
  });

  it("stands as it was announced when the same is run again on a later day", async () => {
    const { file } = await planned("later", await openProgram(office), 2);
    const holidays = `${office.folder}/holidays.yaml`;
    await writeFile(holidays, "source: none\nfrom: 2030-01-01\nthrough: 2031-12-31\nholidays: []\nmakeUpDays: []\n");
    const profile = await office.profile("wujin bureau", { holidays });
    const announce = async (days: string): Promise<Said> =>
      tongdui([
        "voucher",
        "announce",
        file,
        "--notice-days",
        days,
        "--decision",
        decision,
        "--yes",
        "--profile",
        profile,
      ]);
    const first = await announce("5");
    expect(first.exit, first.err.join("\n")).to.equal(0);
    await office.goToDay((await office.today()) + 2);
    const again = await announce("5");
    expect(again.out[0]).to.match(/^✓ Announce .*: was done before$/);
    expect(again.out.at(-1)).to.equal(first.out.at(-1));
    expect((await announce("6")).err.at(-1)).to.match(/^✗ The list 0x[0-9a-f]{64} was announced before/);
  });

  it("passes over whom nothing may be issued to by then, and names the row", async () => {
    const program = await openProgram(office);
    const { file } = await approved("passed", program, 150, 101);
    await office.as("wujin bureau").enterprises.freeze(firms[250]!, id("reason"));
    const said = await bureau("issue", file, "--yes");
    expect(said.exit).to.equal(3);
    expect(said.out).to.deep.equal([
      `✓ 149 vouchers issued, ¥14,900.00 in all: ${program}-000001 to ${program}-000149.`,
      "passed.csv:151: enterprise 2-251 (¥100.00) was passed over: its enterprise is not active.",
    ]);
    // Whoever asks again is told the same, and that it is not of now.
    const again = await bureau("issue", file, "--yes");
    expect(again.exit).to.equal(3);
    expect(again.out[0]).to.match(/^✓ This list was issued before, on 20..-..-..; nothing was sent now. 149 vouchers/);
    expect(again.out.slice(1)).to.deep.equal(said.out.slice(1));
  });

  it("goes on from where the ledger says, whoever issued what is done", async () => {
    const program = await openProgram(office);
    const { file, plan } = await approved("resumed", program, 240);
    const items = plan.items.slice(0, 33);
    const { chainOf } = await import("../../../client/list.ts");
    const rest = chainOf(plan.items.slice(33, 240));
    await office.as("wujin bureau 2").vouchers.issue(plan.batch, items, rest);
    const said = await bureau("issue", file, "--yes");
    expect(said.out[0]).to.equal(`✓ 240 vouchers issued, ¥24,000.00 in all: ${program}-000001 to ${program}-000240.`);
  });

  it("is issued right by two clerks at once, with one key or with two", async () => {
    const program = await openProgram(office);
    const { file } = await approved("two clerks", program, 250);
    const clerks = ["wujin bureau", "wujin bureau 2", "wujin bureau"];
    const said = await Promise.all(
      clerks.map(async (name) => office.tongdui(name, "voucher", "issue", file, "--yes", "--json")),
    );
    for (const { exit, json, err } of said) {
      expect(exit, err.join("\n")).to.equal(0);
      expect(json().data).to.deep.include({ issued: 250, totalFen: "2500000" });
    }
    expect(await office.ledger.vouchers.serialOf(program)).to.equal(250n);
  });

  it("is issued right by two processes at once, with one key or with two", async () => {
    const program = await openProgram(office);
    const { file, plan } = await approved("two processes", program, 250);
    const clerks = ["wujin bureau", "wujin bureau 2", "wujin bureau"];
    const profiles = await Promise.all(clerks.map(async (name) => office.profile(name)));
    const answers = await Promise.all(
      profiles.map(async (profile) =>
        inProcess(["voucher", "issue", file, "--yes", "--lang", "en", "--profile", profile]),
      ),
    );
    // A process that began last may find the list issued.
    const said =
      /^✓ (250 vouchers issued|This list was issued before, on .*; nothing was sent now. 250 vouchers), ¥25,000.00 in all: /;
    for (const { exit, out } of answers) expect([exit, said.test(out)], out).to.deep.equal([0, true]);
    const { serialOf, wordOf } = office.ledger.vouchers;
    expect(await serialOf(program)).to.equal(250n);
    for (const [place, word] of (
      await Promise.all(Array.from({ length: 250 }, async (_, i) => wordOf((program << 32n) | BigInt(i + 1))))
    ).entries()) {
      expect(decodeVoucher(word).enterprise).to.equal(plan.items.at(place)!.enterprise);
    }
  });

  it("that is only tried is not issued", async () => {
    const program = await openProgram(office);
    const { file } = await approved("tried", program, 3);
    const said = await bureau("issue", file, "--dry-run");
    expect([said.exit, said.out[0]]).to.deep.equal([0, "The ledger would take the next chunk."]);
    expect(await office.ledger.vouchers.serialOf(program)).to.equal(0n);
  });

  it("stops at a budget that does not suffice, and goes on when it does", async () => {
    const program = await openProgram(office, { approved: 2_000_000n });
    const { file, plan } = await approved("budget", program, 150);
    await office.as("wujin finance").programs.lower(program, 1_200_000n);
    const stopped = await bureau("issue", file, "--yes", "--json");
    expect(stopped.json().error?.code).to.equal("BudgetExceeded");
    expect(await office.ledger.vouchers.serialOf(program)).to.equal(100n);
    await office.as("wujin finance").programs.raise(program, 1_200_000n, 2_000_000n);
    await office.as("wujin approver").programs.confirmRaise(program, 1_200_000n, 2_000_000n);
    expect((await bureau("issue", file, "--yes")).exit).to.equal(0);
    expect((await office.ledger.vouchers.batchOf(plan.batch)).done).to.equal(150n);
  });

  it("can be withdrawn, with what of it is not issued", async () => {
    const { file } = await approved("withdrawn", await openProgram(office), 3);
    const said = await bureau("withdraw", file, "--reason", "A mistake", "--yes");
    expect(said.out[0]).to.match(/^✓ Withdraw list .*: 3 of its 3 items will not be issued/);
    expect((await bureau("withdraw", file, "--reason", "A mistake", "--yes")).out[0]).to.match(/was done before$/);
    expect((await bureau("issue", file, "--yes")).err.at(-1)).to.match(/withdrawn/);
    const end = isoOfDay((await office.today()) - 1);
    const again = await bureau("announce", file, "--notice-end", end, "--decision", decision, "--yes");
    expect(again.err.at(-1)).to.match(/was announced before, and was withdrawn/);
  });

  it("that lapsed is not announced again by the same plan", async () => {
    const { file, plan } = await planned("lapsed", await openProgram(office), 3);
    const end = (await office.today()) + 5;
    const words = ["announce", file, "--notice-end", isoOfDay(end), "--decision", decision, "--yes"];
    await bureau(...words);
    await office.goToDay(end + 31);
    expect((await bureau(...words)).err.at(-1)).to.match(/was announced before, and lapsed after 2030-/);
    expect((await office.ledger.vouchers.batchOf(plan.batch)).stage).to.equal(1n);
  });

  const notice = async (): Promise<string[]> => [
    ...["--notice-end", isoOfDay((await office.today()) + 5)],
    ...["--decision", decision],
  ];

  it("is known by its plan only as long as nobody changes the plan", async () => {
    const { file } = await planned("changed", await openProgram(office), 3);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"faceFen":"10000"', '"faceFen":"20000"'));
    const said = await bureau("issue", file, "--yes", "--json");
    expect(said.json().error?.code).to.equal("PlanChanged");
  });

  it("is not known by a file in which a person reads another list than a program", async () => {
    const { file } = await planned("two lists", await openProgram(office), 3);
    const text = await readFile(file, "utf8");
    const shown = text.slice(text.indexOf('  "items"'), text.lastIndexOf("]") + 1).replaceAll('"10000"', '"90000"');
    await writeFile(file, text.replace('  "items"', `${shown},\n  "items"`));
    const said = await bureau("announce", file, ...(await notice()), "--yes", "--json");
    expect(said.json().error?.code).to.equal("PlanChanged");
    await writeFile(file, `${text} `);
    expect((await bureau("announce", file, ...(await notice()), "--json")).json().error?.code).to.equal("PlanChanged");
    execFileSync("mkfifo", [`${file}.pipe`]);
    const pipe = await bureau("announce", `${file}.pipe`, ...(await notice()), "--json");
    expect(pipe.json().error?.code).to.equal("PlanMissing");
  });
});

const TONGDUI = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));

async function inProcess(words: readonly string[]): Promise<{ exit: number | null; out: string }> {
  const child = spawn(process.execPath, [TONGDUI, ...words], { stdio: ["ignore", "pipe", "ignore"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  const exit = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { exit, out: out.trimEnd() };
}
