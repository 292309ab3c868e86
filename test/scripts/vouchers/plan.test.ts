import { readFile, rm, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import fc from "fast-check";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { batchIdOf, chainOf } from "../../../client/list.ts";
import { readPlan } from "../../../scripts/vouchers/planFile.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { NUMBERS, openProgram, registerFirms } from "../support/scene.ts";
import { listFile } from "./listFile.ts";

const WUJIN = NUMBERS.wujin;

interface Planned {
  readonly plan: string | null;
  readonly rows: number;
  readonly complaints: readonly { line: number; column: number; code: string; sentence: { en: string } }[];
}

describe("Planning vouchers", () => {
  let office: Office;
  let program: bigint;
  let firms: bigint[];
  before(async () => {
    office = await openOffice();
    firms = await registerFirms(office, 120);
    program = await openProgram(office);
  });
  after(async () => office.close());

  const plan = async (file: string, ...more: string[]): Promise<Said> =>
    office.tongdui("wujin bureau", "voucher", "plan", file, "--program", String(program), ...more);
  const dataOf = (said: Said): Planned => said.json().data;
  const codesOf = async (name: string, rows: Parameters<typeof listFile>[2], ...more: string[]): Promise<string[]> => {
    const said = await plan(await listFile(office, name, rows), "--json", ...more);
    return dataOf(said).complaints.map(({ line, column, code }) => `${line}:${column} ${code}`);
  };

  it("makes of a file the list that is announced, the same each time", async () => {
    const rows = firms.slice(0, 3).map((firm, i) => [firm, BigInt(i + 1) * 1_000_050n] as const);
    const file = await listFile(office, "three", rows);
    const said = await plan(file);
    expect(said.exit).to.equal(0);
    expect(said.out[0]).to.equal(
      "All 3 rows are right: ¥60,003.00 in all, and ¥9,939,997.00 of the budget of program 1 is left after them.",
    );
    const name = file.replace(".csv", ".plan.json");
    const made = await readPlan(name, office.deployment);
    const items = rows.map(([enterprise, face]) => ({ enterprise, face }));
    expect(made.chain).to.equal(chainOf(items));
    expect(made.batch).to.equal(batchIdOf(program, chainOf(items)));
    expect([made.tail, made.items.lineOf(2), made.total]).to.deep.equal([ZeroHash, 4, 6_000_300n]);

    const text = await readFile(name, "utf8");
    expect((await plan(file)).exit).to.equal(0);
    await rm(name);
    expect((await plan(file)).exit).to.equal(0);
    expect(await readFile(name, "utf8")).to.equal(text);
  });

  it("writes over no other plan, and none at all when it is only tried", async () => {
    const file = await listFile(office, "other", [[firms[0]!, 100n]]);
    const name = file.replace(".csv", ".plan.json");
    expect((await plan(file, "--dry-run")).exit).to.equal(0);
    await writeFile(name, "{}");
    const { exit, err } = await plan(file);
    expect([exit, err.at(-1)]).to.deep.equal([
      1,
      `✗ There is another plan ${name} already. Remove it if it is not needed any more, or name another file with --out.`,
    ]);
  });

  it("names what the ledger would pass over, with line and column", async () => {
    const [frozen, other] = [firms[110]!, firms[111]!];
    await office.as("wujin bureau").enterprises.freeze(frozen, id("reason"));
    const codes = await codesOf("wrong", [
      [firms[0]!, 100n],
      [firms[0]!, 100n],
      ["2-9999", 100n],
      ["3-1", 100n],
      [frozen, 100n],
      [other, 0n],
      [firms[1]!, 10_000_001n],
      ["2-2", "12万"],
      ["Sheet", "1"],
      [firms[3]!, 100n],
    ]);
    expect(codes).to.deep.equal([
      "3:1 EnterpriseTwice",
      "4:1 EnterpriseUnknown",
      "5:1 EnterpriseUnknown",
      "6:1 EnterpriseNotActive",
      "7:2 FaceMissing",
      "8:2 FaceTooGreat",
      "9:2 AmountUnit",
      "10:1 EnterpriseIdUnreadable",
    ]);
  });

  it("counts a group's year over all its firms, what it was issued and the rows before", async () => {
    const family = await registerFirms(office, 4, "one controller");
    const face = 10_000_000n;
    const rows = family.map((firm) => [firm, face] as const);
    expect(await codesOf("family", rows)).to.deep.equal(["5:2 YearlyCapExceeded"]);
    const said = await plan(await listFile(office, "family", rows), "--json");
    expect(dataOf(said).complaints[0]?.sentence.en).to.equal(
      "The enterprise's group has room for ¥0.00 more in 2030, of ¥300,000.00, and this row asks for ¥100,000.00.",
    );
    // Several vouchers of one firm count as well.
    const thrice = [rows[0]!, rows[0]!, rows[1]!, rows[1]!];
    expect(await codesOf("thrice", thrice, "--allow-repeats")).to.deep.equal(["5:2 YearlyCapExceeded"]);
  });

  it("refuses a list that the budget does not hold, and one that was announced before", async () => {
    const small = await openProgram(office, { approved: 1_000_000n });
    const file = await listFile(office, "budget", [
      [firms[20]!, 600_000n],
      [firms[21]!, 600_000n],
    ]);
    const refused = await office.tongdui("wujin bureau", "voucher", "plan", file, "--program", String(small), "--json");
    expect(refused.json().error?.code).to.equal("BudgetExceeded");

    const once = await listFile(office, "once", [[firms[22]!, 100n]]);
    expect((await plan(once)).exit).to.equal(0);
    const { chain, total } = await readPlan(once.replace(".csv", ".plan.json"), office.deployment);
    await office
      .as("wujin bureau")
      .vouchers.announce(program, chain, 1, total, (await office.today()) + 5, id("decision"));
    expect((await plan(once, "--json")).json().error?.code).to.equal("AnnouncedBefore");
    const told = await plan(once, "--lang", "zh");
    expect(told.err.at(-1)).to.match(/^✗ 该名单（0x[0-9a-f]{64}）已于 20..-..-.. 公示，尚未发放。未生成计划。/);
    const again = await plan(once, "--again", "1", "--out", `${once}.again.json`, "--json");
    expect(again.exit).to.equal(0);
    expect((await readPlan(`${once}.again.json`, office.deployment)).chain).not.to.equal(chain);
  });

  it("warns of lists that are announced and will take what this one counts on", async () => {
    const one = await openProgram(office, { approved: 1_000_000n });
    const planOne = async (name: string, face: bigint, ...more: string[]): Promise<Said> => {
      const file = await listFile(office, name, [[firms[40]!, face]]);
      return office.tongdui("wujin bureau", "voucher", "plan", file, "--program", String(one), ...more);
    };
    const first = await planOne("first", 600_000n);
    expect(first.out.join("\n")).not.to.include("other list");
    const { chain, total } = await readPlan(`${office.folder}/lists/first.plan.json`, office.deployment);
    const today = await office.today();
    await office.as("wujin bureau").vouchers.announce(one, chain, 1, total, today + 5, id("decision"));
    const both = await planOne("both", 400_000n, "--dry-run");
    expect(both.out[2]).to.match(/^1 other list of this program is announced .* the budget holds them too\.$/);
    const report = `${office.folder}/lists/short-report.csv`;
    const short = await planOne("short", 500_000n, "--dry-run", "--json");
    expect(short.json().data).to.deep.include({ awaitedFen: "600000", warnings: 1 });
    const told = await planOne("short", 500_000n, "--report", report);
    expect([told.exit, told.out[2]]).to.deep.equal([
      0,
      "⚠ 1 other list of this program is announced and not issued yet, ¥6,000.00 in all. Whichever is issued last will lack ¥1,000.00 of the budget: have it raised, or withdraw one.",
    ]);
    expect(await readFile(report, "utf8")).to.include("will lack ¥1,000.00");
  });

  it("finds enterprises by the credit codes of the office's directory", async () => {
    const profile = await office.profile("wujin bureau");
    const { Directory } = await import("../../../scripts/registers/directory.ts");
    const { readProfile } = await import("../../../scripts/profile/profile.ts");
    const directory = await Directory.open({ profile: await readProfile(profile), deployment: office.deployment });
    const first = "91320412MA1XYKAB3";
    const creditCode = first + checkCharacter(first);
    await directory.add([
      {
        register: "enterprise",
        id: firms[30]!,
        name: "烯元石墨烯",
        creditCode,
        wallet: office.wallet("x").address,
        profile: id("x"),
      },
    ]);
    const file = `${office.folder}/lists/codes.csv`;
    await writeFile(
      file,
      `统一社会信用代码,面额\n${creditCode},100\n${first}${creditCode.endsWith("1") ? "2" : "1"},100\n`,
    );
    const said = await plan(file, "--json");
    expect(dataOf(said).complaints.map(({ line, column, code }) => [line, column, code])).to.deep.equal([
      [3, 1, "CreditCodeCheck"],
    ]);
  });

  it("names all 37 bad rows of 10,000, and makes no plan", async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, i) => [firms[i % 100]!, 100n] as [bigint | string, bigint | string],
    );
    const bad = Array.from({ length: 37 }, (_, i) => 17 + i * 269);
    const ways: ((row: [bigint | string, bigint | string]) => [bigint | string, bigint | string])[] = [
      ([firm]) => [firm, "1,00"],
      ([firm]) => [firm, ""],
      ([, face]) => ["2-0", face],
      ([, face]) => [(BigInt(WUJIN) << 32n) | 777_777n, face],
      ([firm]) => [firm, 99_999_999n],
    ];
    bad.forEach((place, i) => (rows[place] = ways[i % ways.length]!(rows[place]!)));
    const file = await listFile(office, "ten thousand", rows);
    const sent = await office.provider.getTransactionCount(office.wallet("wujin bureau").address);
    const said = await plan(file, "--allow-repeats", "--json", "--report", `${file}.report.csv`);
    expect(said.exit).to.equal(1);
    const { complaints } = dataOf(said);
    expect(complaints.map(({ line }) => line)).to.deep.equal(bad.map((place) => place + 2));
    expect(complaints.map(({ column }) => column)).to.deep.equal(bad.map((_, i) => [2, 2, 1, 1, 2][i % 5]));
    expect(await office.provider.getTransactionCount(office.wallet("wujin bureau").address)).to.equal(sent);
    await readFile(file.replace(".csv", ".plan.json")).then(
      () => expect.fail("A plan was made."),
      () => undefined,
    );
    const report = (await readFile(`${file}.report.csv`, "utf8")).trimEnd().split("\r\n");
    // Above the rows it warns that all these faces are small: they may have been meant as 万元.
    expect(report).to.have.length(10_002);
    expect(report[0]).to.match(/⚠ \d+ faces? below .* Check that the amounts are in yuan\./);
    expect(report.filter((line) => line.includes(",right,"))).to.have.length(10_000 - 37);
  });

  it("survives any file, and reports every row of it", async () => {
    const cell = fc.oneof(
      fc.constantFrom("2-1", "2-120", "9-9", "100", "1,000.00", "-5", "", " ", '"', "\n", ",", "=1+1", "2-1\u0000"),
      fc.string({ unit: "grapheme", maxLength: 12 }),
    );
    let runs = 0;
    const reported = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 12 }), async (rows) => {
        runs += 1;
        const file = `${office.folder}/lists/fuzz.csv`;
        const report = `${office.folder}/lists/fuzz-${runs}.csv`;
        await writeFile(file, ["企业编号,面额,备注", ...rows.map((row) => row.join(","))].join("\n"));
        const said = await plan(file, "--json", "--report", report, "--out", `${report}.json`);
        expect(said.exit, said.out.join("\n")).to.be.oneOf([0, 1]);
        const { data, error } = said.json() as unknown as { data?: Planned; error?: { code: string } };
        reported.add(error?.code ?? "a report");
        // The file as a whole is refused, or there is a report of each row.
        if (!data) return;
        const codes = (await readFile(report, "utf8")).trimEnd().split("\r\n").slice(1);
        expect(codes.length).to.be.at.least(new Set(data.complaints.map(({ line }) => line)).size);
        expect(data.plan === null).to.equal(data.complaints.length > 0);
      }),
      { numRuns: 100 },
    );
    expect(reported).to.include("a report");
  });

  it("counts the cap of the year in which the list can be issued", async () => {
    const { first: turn, last } = {
      first: Date.UTC(2030, 11, 28) / 86_400_000,
      last: Date.UTC(2031, 11, 31) / 86_400_000,
    };
    const face = 10_000_000n;
    const group = await registerFirms(office, 3, "a group at the turn of the year");
    const one = await openProgram(office, { lastIssueDay: last });
    const brief = await openProgram(office, { lastIssueDay: turn + 2 });
    const list = group.map((enterprise) => ({ enterprise, face }));
    const chain = chainOf(list);
    const { vouchers } = office.as("wujin bureau");
    await vouchers.announce(one, chain, 3, 3n * face, (await office.today()) + 5, id("decision"));
    await office.as("wujin approver").vouchers.approveBatch(batchIdOf(one, chain), WUJIN);
    await office.goToDay((await office.today()) + 6);
    await vouchers.issue(batchIdOf(one, chain), list, ZeroHash);
    const file = await listFile(
      office,
      "turn",
      group.map((firm) => [firm, face] as const),
    );
    const planIn = async (program_: bigint, ...more: string[]): Promise<Said> =>
      office.tongdui("wujin bureau", "voucher", "plan", file, "--program", String(program_), "--again", "1", ...more);
    const now = dataOf(await planIn(one, "--json"));
    expect(now.complaints.map(({ code }) => code)).to.include("YearlyCapExceeded");
    await office.goToDay(turn);
    const next = await planIn(one, "--dry-run");
    expect(next.out[2]).to.equal(
      "⚠ The list can be issued from 2031-01-03 on at the earliest, so the cap of 2031 counts, and was checked.",
    );
    const never = await planIn(brief, "--dry-run", "--lang", "zh");
    expect(never.out.at(-1)).to.equal(
      "⚠ 本项目最后发放日为 2030-12-30，而本名单最早于 2031-01-03 方可发放，将无法发放。",
    );
  });
});
