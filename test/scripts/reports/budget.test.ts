import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import readXlsx from "read-excel-file/node";
import { availableOf, decodeBudget } from "../../../client/budgetWord.ts";
import { isoOfDay } from "../../../client/days.ts";
import { openOffice, type Office } from "../support/office.ts";
import { given, yuan, type Row } from "./given.ts";
import { liveAYear, type Year } from "./year.ts";

const AMOUNTS = [
  ...["approved", "issued", "unused", "locked", "redeemed", "paid"],
  ...["recovered", "returned", "available"],
] as const;

describe("Budget execution", () => {
  let office: Office;
  let year: Year;

  before(async () => {
    office = await openOffice();
    year = await liveAYear(office);
  });
  after(async () => office.close());

  const report = async (...words: string[]) => given(office, "budget", ...words);
  const at = (name: string): string => path.join(office.folder, name);

  it("counts expired, revoked, cancelled, rejected, returned, frozen and clawed-back amounts where they belong", async () => {
    const { rows } = await report();
    expect(rows.map(({ program, vouchers }) => [program, vouchers])).to.deep.equal([
      ["3", 2],
      ["1", 2],
      ["2", 9],
    ]);
    // approved, issued, unused, locked, redeemed, paid, recovered, returned, available
    expect(rows.map((row) => yuan(row, ...AMOUNTS))).to.deep.equal([
      [10_000_000, 200_000, 140_000, 30_000, 30_000, 30_000, 0, 0, 9_800_000],
      [10_000_000, 200_000, 0, 30_000, 0, 0, 0, 170_000, 9_970_000],
      [10_000_000, 900_000, 625_000, 60_000, 145_000, 30_000, 5_000, 70_000, 9_170_000],
    ]);
  });

  it("adds up by district and in all", async () => {
    const { totals } = await report();
    expect(totals.map(({ district }) => district)).to.deep.equal([
      { en: "Total of 常州武进 Wujin", zh: "常州武进 Wujin 小计" },
      { en: "Total", zh: "合计" },
    ]);
    expect(totals.map((row) => yuan(row, ...AMOUNTS))).to.deep.equal([
      [20_000_000, 1_100_000, 625_000, 90_000, 145_000, 30_000, 5_000, 240_000, 19_140_000],
      [30_000_000, 1_300_000, 765_000, 120_000, 175_000, 60_000, 5_000, 240_000, 28_940_000],
    ]);
    expect(totals.map(({ executionBasisPoints }) => executionBasisPoints)).to.deep.equal([15, 20]);
  });

  it("agrees with the ledger's own five figures", async () => {
    const { rows } = await report();
    const own = rows.map(async ({ program }) => decodeBudget(await office.ledger.programs.budgetOf(Number(program))));
    const fen = (row: Row, name: string): bigint => BigInt(row[`${name}Fen`] as string);
    const told = rows.map((row) => ({
      approved: fen(row, "approved"),
      outstanding: fen(row, "unused") + fen(row, "locked"),
      redeemed: fen(row, "redeemed"),
      paid: fen(row, "paid"),
      recovered: fen(row, "recovered"),
    }));
    expect(told).to.deep.equal(await Promise.all(own));
    expect(rows.map((row) => fen(row, "available"))).to.deep.equal(told.map(availableOf));
  });

  it("is of one district alone, and says so", async () => {
    const { rows, totals } = await report("--district", "1");
    expect([rows.map(({ program }) => program), totals]).to.deep.equal([["3"], []]);
    const { out } = await office.tongdui("auditor", "report", "budget", "--district", "2");
    expect(out.slice(0, 2)).to.deep.equal([
      "Budget execution",
      `As of ${isoOfDay(year.today)}, block ${await office.provider.getBlockNumber()}; district 2, 常州武进 Wujin.`,
    ]);
    const none = await office.tongdui("auditor", "report", "budget", "--district", "9");
    expect([none.exit, none.err.at(-1)]).to.deep.equal([
      1,
      "✗ There is no district 9: the ledger has districts 1 to 4. tongdui district list shows them.",
    ]);
  });

  it("stands aligned at the terminal, amounts to the right", async () => {
    const { out } = await office.tongdui("auditor", "report", "budget", "--lang", "zh");
    const lines = (out[2] ?? "").split("\n");
    expect(lines.at(-1)).to.match(/^ {2}合计 +13 +¥30,000,000\.00 +¥1,300,000\.00 .* ¥28,940,000\.00 +0\.2%$/);
    expect(lines.at(0)).to.match(/^ {2}所属区 +项目 +状态 +券数 +批准预算/);
  });

  it("opens right in Excel as CSV: its mark, CR LF, amounts as plain numbers", async () => {
    const file = at("budget.csv");
    const dry = await office.tongdui("auditor", "report", "budget", "--to", file, "--dry-run", "--json");
    expect((dry.json().data as { file: string | null }).file).to.equal(null);
    const { out, exit } = await office.tongdui("auditor", "report", "budget", "--to", file, "--lang", "zh");
    expect([exit, out.at(-1)]).to.deep.equal([0, `已将 3 行写入 ${file}。`]);
    const text = await readFile(file, "utf8");
    expect(text.startsWith("\uFEFF预算执行情况表\r\n截至 ")).to.equal(true);
    const lines = text.trimEnd().split("\r\n");
    expect(lines).to.have.length(8);
    expect(lines[2]).to.equal(
      "所属区,项目,状态,券数,批准预算,已发放,未使用,订单锁定,已核销,已拨付,已追回,已退回预算,可发放,拨付率",
    );
    expect(lines.at(-1)).to.equal(
      "合计,,,13,30000000.00,1300000.00,765000.00,120000.00,175000.00,60000.00,5000.00,240000.00,28940000.00,0.2%",
    );
    const again = await office.tongdui("auditor", "report", "budget", "--to", file);
    expect([again.exit, again.err[0]]).to.deep.equal([
      1,
      `✗ ${file} exists already. Give another name, or add --overwrite to replace it.`,
    ]);
    expect((await office.tongdui("auditor", "report", "budget", "--to", file, "--overwrite")).exit).to.equal(0);
  });

  it("opens right in Excel as a workbook: numbers as numbers, under its title", async () => {
    const file = at("budget.xlsx");
    await office.tongdui("auditor", "report", "budget", "--to", file, "--lang", "zh");
    const [first] = await readXlsx(file);
    const rows = first?.data ?? [];
    expect(rows[0]?.[0]).to.equal("预算执行情况表");
    expect(rows[1]?.[0]).to.match(/^截至 \d{4}-\d\d-\d\d（区块 \d+）。$/);
    expect(rows.at(-1)).to.deep.equal([
      ...["合计", null, null, 13, 30_000_000, 1_300_000, 765_000, 120_000],
      ...[175_000, 60_000, 5_000, 240_000, 28_940_000, 0.002],
    ]);
  });

  it("is JSON in a file as at the terminal", async () => {
    const file = at("budget.json");
    await office.tongdui("auditor", "report", "budget", "--to", file);
    const { rows, totals } = await report();
    expect(JSON.parse(await readFile(file, "utf8"))).to.deep.include({ rows, totals });
  });

  it("does not guess a format", async () => {
    const words = [
      ["--to", at("budget")],
      ["--format", "csv"],
      ["--to", at("budget.csv"), "--format", "xlsx"],
    ];
    for (const some of words) {
      expect((await office.tongdui("auditor", "report", "budget", ...some)).exit, some.join(" ")).to.equal(2);
    }
    expect(
      (await office.tongdui("auditor", "report", "budget", "--to", at("budget"), "--format", "csv")).exit,
    ).to.equal(0);
  });
});
