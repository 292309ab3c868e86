import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { payableOrders, setScene } from "../support/scene.ts";
import { yuan, type Row } from "./given.ts";

const HEADINGS = "附言,金额,结果,流水号,交易日期,备注";

type Data = Readonly<Record<string, unknown>> & { readonly rows: readonly Row[]; readonly totals: readonly Row[] };

describe("Bank reconciliation", () => {
  let office: Office;
  let today: string;

  before(async () => {
    office = await openOffice();
    const scene = await setScene(office, { vouchers: 4 });
    await payableOrders(office, scene, [0, 1, 2, 3]);
    today = isoOfDay(await office.today());
    await office.tongdui("wujin bureau", "payment", "open", "--due", "--yes");
    const file = await bank("settled", ["TD1-1,30000,成功,0001", "TD1-2,30000,成功,0002", "TD1-3,30000,退汇,0003"]);
    expect((await office.tongdui("wujin finance", "payment", "settle", "1", file, "--yes")).exit).to.equal(0);
  });
  after(async () => office.close());

  const at = (name: string): string => path.join(office.folder, name);
  const bank = async (name: string, lines: readonly string[]): Promise<string> => {
    await writeFile(at(`${name}.csv`), [HEADINGS, ...lines.map((line) => `${line},${today},`)].join("\n"));
    return at(`${name}.csv`);
  };
  const run = async (by: string, ...words: string[]): Promise<Said> =>
    office.tongdui(by, "report", "reconciliation", ...words, "--district", "2");
  const dataOf = (said: Said): Data => said.json().data;
  const told = (said: Said) =>
    dataOf(said).rows.map((row) => [
      row["reference"],
      (row["finding"] as { en: string }).en,
      ...yuan(row, "difference"),
    ]);

  it("agrees with the file from which the payment was settled, its receipts included", async () => {
    const said = await run("wujin finance", at("settled.csv"), "--json");
    expect([said.exit, told(said)]).to.deep.equal([0, []]);
    expect(dataOf(said)).to.deep.include({
      ...{ bankPaid: "6000000", bankReturned: "3000000", ledgerPaid: "6000000", ledgerReturned: "3000000" },
      ...{ agreeing: 3, waiting: 1, differing: 0 },
    });
    const { out } = await run("wujin finance", at("settled.csv"));
    expect(out.slice(1)).to.deep.equal([
      `As of ${today}, block ${await office.provider.getBlockNumber()}; district 2, 常州武进 Wujin; 3 lines of the bank.`,
      "Nothing to list.",
      "The bank paid ¥60,000.00 and returned ¥30,000.00; the ledger recorded ¥60,000.00 as paid and ¥30,000.00 as returned.",
      "Bank and ledger agree on 3 orders.",
    ]);
  });

  it("says where an office does not keep the receipts", async () => {
    const { exit, out } = await run("auditor", at("settled.csv"));
    expect([exit, out.at(-1)]).to.deep.equal([
      0,
      "The receipts of 3 settlements are not kept in this office, so only amounts and results were compared.",
    ]);
  });

  it("lists each way in which the two differ, and ends with exit code 5", async () => {
    const file = await bank("other", [
      "TD1-1,30000,成功,0009",
      "TD1-2,29000,成功,0002",
      "TD1-4,30000,成功,0004",
      "TD7-1,500,成功,0005",
    ]);
    const said = await run("wujin finance", file, "--json");
    expect(said.exit).to.equal(5);
    expect(told(said)).to.deep.equal([
      ["TD7-1", "in no payment of the district", 500],
      ["TD1-2", "amounts differ", -1_000],
      ["TD1-1", "another receipt was recorded", 0],
      ["TD1-4", "the ledger has not recorded it", 30_000],
      ["TD1-3", "the bank's files have it not", 0],
    ]);
    const { totals, bankPaid, ledgerPaid } = dataOf(said);
    expect(yuan(totals[0], "difference")).to.deep.equal([29_500]);
    expect(Number(bankPaid) - Number(ledgerPaid)).to.equal(2_950_000);
  });

  it("takes several files, in which lines are repeated", async () => {
    const second = await bank("second", ["TD1-3,30000,退汇,0003", "TD1-4,30000,成功,0004"]);
    const said = await run("wujin finance", at("settled.csv"), second, "--json", "--all");
    expect(told(said)).to.deep.equal([
      ["TD1-4", "the ledger has not recorded it", 30_000],
      ["TD1-1", "agrees", 0],
      ["TD1-2", "agrees", 0],
      ["TD1-3", "agrees", 0],
    ]);
    expect((dataOf(said)["about"] as { en: string }).en).to.contain("4 lines of the bank (1 more repeated others)");
  });

  it("does not look for settlements of other days in the files", async () => {
    const none = await bank("none", []);
    const day = isoOfDay((await office.today()) + 1);
    expect((await run("wujin finance", none)).exit).to.equal(5);
    expect((await run("wujin finance", none, "--from", day)).exit).to.equal(0);
    expect((await run("wujin finance", none, "--from", day, "--through", today)).exit).to.equal(2);
  });

  it("reads nothing into a file that has mistakes", async () => {
    const file = await bank("broken", ["TD1-1,30000,成功,0001", "TD1-2,thirty,成功,0002"]);
    const { exit, err } = await run("wujin finance", file);
    expect([exit, err.join("\n").includes(`${file}:3:2`)]).to.deep.equal([1, true]);
  });

  it("is a table for Excel, with the whole id of each order", async () => {
    const file = await bank("one", ["TD1-4,30000,成功,0004"]);
    await run("wujin finance", file, "--from", today, "--through", today, "--to", at("report.csv"), "--lang", "zh");
    const { orders } = (await office.tongdui("auditor", "payment", "show", "1", "--json")).json().data as {
      orders: readonly { order: string }[];
    };
    const lines = (await readFile(at("report.csv"), "utf8")).trimEnd().split("\r\n");
    expect(lines[3]).to.equal(
      [
        ...[
          "银行有、账本未登记",
          "TD1-4",
          "P1-1",
          "已付",
          "30000.00",
          today,
          '"0004\t"',
          "未结算",
          "30000.00",
          "",
          "30000.00",
        ],
        ...["", `${file}:2`, "", orders[3]?.order ?? ""],
      ].join(","),
    );
    expect(lines.at(-1)).to.match(/^合计,{10}-30000\.00,{4}$/);
  });
});
