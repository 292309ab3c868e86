import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import readXlsx from "read-excel-file/node";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { Directory } from "../../../scripts/registers/directory.ts";
import { openOffice, type Office } from "../support/office.ts";
import { given, yuan, type Row } from "./given.ts";
import { liveAYear, type Year } from "./year.ts";

describe("Reports of orders and payments", () => {
  let office: Office;
  let year: Year;
  /** `P1-2` and `P2-1`. */
  let laboratory: string;
  let neighbour: string;

  before(async () => {
    office = await openOffice();
    year = await liveAYear(office);
    laboratory = formatProvider(year.wujin.provider);
    neighbour = formatProvider(year.yangpu.provider);
  });
  after(async () => office.close());

  const at = (name: string): string => path.join(office.folder, name);
  const sums = async (figure: "redeemed" | "paid" | "recovered"): Promise<number> => {
    const words = await Promise.all([1, 2, 3].map(async (program) => office.ledger.programs.budgetOf(program)));
    return words.reduce((sum, word) => sum + Number(decodeBudget(word)[figure]), 0) / 100;
  };

  describe("Cross-region matrix", () => {
    const columns = ["district1", "district2", "district3", "district4", "total", "across"];

    it("tells of each home district what was redeemed in which district", async () => {
      const { rows, totals } = await given(office, "cross-region");
      expect(rows.map((row) => [row["home"], ...yuan(row, ...columns)])).to.deep.equal([
        ["上海杨浦 Yangpu", 30_000, 0, 0, 0, 30_000, 0],
        ["常州武进 Wujin", 120_000, 25_000, 0, 0, 145_000, 120_000],
        ["嘉兴南湖 Nanhu", 0, 0, 0, 0, 0, 0],
        ["合肥高新 Hefei", 0, 0, 0, 0, 0, 0],
      ]);
      expect(totals.map((row) => yuan(row, ...columns))).to.deep.equal([[150_000, 25_000, 0, 0, 175_000, 120_000]]);
      expect(rows.map(({ acrossShareBasisPoints }) => acrossShareBasisPoints)).to.deep.equal([0, 8_275, null, null]);
      expect(await sums("redeemed")).to.equal(175_000);
    });

    it("tells of what was paid where that is asked for", async () => {
      const { rows, totals } = await given(office, "cross-region", "--amounts", "paid");
      expect(rows.slice(0, 2).map((row) => yuan(row, ...columns))).to.deep.equal([
        [30_000, 0, 0, 0, 30_000, 0],
        [30_000, 0, 0, 0, 30_000, 30_000],
      ]);
      expect(yuan(totals[0], "total")).to.deep.equal([await sums("paid")]);
    });

    it("heads its columns with the districts' names, in a workbook too", async () => {
      await office.tongdui("auditor", "report", "cross-region", "--lang", "zh", "--to", at("matrix.xlsx"));
      const [sheet] = await readXlsx(at("matrix.xlsx"));
      expect(sheet?.data.slice(2, 5)).to.deep.equal([
        [
          "发券区",
          ...["上海杨浦 Yangpu", "常州武进 Wujin", "嘉兴南湖 Nanhu", "合肥高新 Hefei"],
          "合计",
          "其中跨区",
          "跨区占比",
        ],
        ["上海杨浦 Yangpu", 30_000, 0, 0, 0, 30_000, 0, 0],
        ["常州武进 Wujin", 120_000, 25_000, 0, 0, 145_000, 120_000, 0.8275],
      ]);
    });
  });

  describe("Provider's statement", () => {
    const columns = [
      "locked",
      "redeemed",
      "waiting",
      "inPayment",
      "paid",
      "orderedBack",
      "recovered",
      "writtenOff",
      "toRecover",
    ];
    const byVoucher = (rows: readonly Row[]) => Object.fromEntries(rows.map((row) => [row["voucher"] as string, row]));

    it("tells of each order how far it came, and adds up", async () => {
      const { rows, totals } = await given(office, "provider", laboratory);
      const told = byVoucher(rows);
      const none = null;
      const figures = {
        "2-000001": [none, 30_000, none, none, 30_000, 20_000, 5_000, 3_000, 12_000],
        "2-000003": [30_000, none, none, none, none, none, none, none, none],
        "2-000004": [none, none, none, none, none, none, none, none, none],
        "2-000005": [none, none, none, none, none, none, none, none, none],
        "2-000006": [none, 30_000, 30_000, none, none, none, none, none, none],
        "2-000007": [30_000, none, none, none, none, none, none, none, none],
        "2-000008": [none, 30_000, none, 30_000, none, none, none, none, none],
        "2-000009": [none, 30_000, 30_000, none, none, none, none, none, none],
        "3-000001": [none, 30_000, none, none, 30_000, none, none, none, none],
      };
      expect(Object.fromEntries(Object.entries(told).map(([id, row]) => [id, yuan(row, ...columns)]))).to.deep.equal(
        figures,
      );
      expect(totals.map((row) => yuan(row, ...columns))).to.deep.equal([
        [60_000, 150_000, 60_000, 30_000, 60_000, 20_000, 5_000, 3_000, 12_000],
      ]);
    });

    it("says the stage of each order, and what is odd about it", async () => {
      const { rows } = await given(office, "provider", laboratory);
      const words = Object.values(byVoucher(rows)).map(({ voucher, stage, note, reference }) => [
        voucher,
        (stage as { en: string }).en,
        (note as { en: string } | null)?.en ?? "",
        reference ?? "",
      ]);
      expect(words).to.have.deep.members([
        ["2-000001", "paid", "", "TD1-1"],
        ["2-000003", "placed", "", ""],
        ["2-000004", "cancelled", "", ""],
        ["2-000005", "rejected for cause", "", ""],
        ["2-000006", "redeemed", "voucher frozen", ""],
        ["2-000007", "placed", "was rejected for form", ""],
        ["2-000008", "in a payment", "", "TD3-1"],
        ["2-000009", "redeemed", `in notice through ${isoOfDay(year.today + 5)}`, ""],
        ["3-000001", "paid", "", "TD2-1"],
      ]);
      const own = await given(office, "provider", neighbour);
      expect(own.rows.map(({ note, reference }) => [(note as { en: string } | null)?.en, reference])).to.deep.equal([
        ["was returned by the bank", "TD1-2"],
        [undefined, null],
      ]);
    });

    it("of all providers together is what the ledger has redeemed, paid and recovered", async () => {
      const providers = ["P1-1", laboratory, neighbour];
      const all = await Promise.all(providers.map(async (one) => given(office, "provider", one)));
      const totals = all.map(({ totals: [total] }) => yuan(total, "redeemed", "paid", "recovered"));
      const sum = [0, 1, 2].map((i) => totals.reduce((before, one) => before + (one[i] ?? 0), 0));
      expect(sum).to.deep.equal([await sums("redeemed"), await sums("paid"), await sums("recovered")]);
    });

    it("is of one district's vouchers where that is asked for", async () => {
      const { rows } = await given(office, "provider", laboratory, "--district", "1");
      expect(rows.map(({ voucher, enterprise }) => [voucher, enterprise])).to.deep.equal([
        ["3-000001", formatEnterprise(year.yangpu.enterprises[0]?.id ?? 0n)],
      ]);
    });

    it("names parties that the office knows, and finds a provider by its credit code", async () => {
      const profile = await office.profile("auditor");
      const { deployment } = office;
      const directory = await Directory.open({
        profile: { directory: path.join(path.dirname(profile), "directory") },
        deployment,
      });
      const creditCode = "91310000MA1FL0000X";
      const known = { creditCode, wallet: year.wujin.providerKey.address, profile: `0x${"11".repeat(32)}` };
      await directory.add([
        { register: "provider", id: year.wujin.provider, name: "上海应用技术大学", ...known },
        { register: "enterprise", id: year.wujin.enterprises[0]?.id ?? 0n, name: "江南烯元", ...known },
      ]);
      const { out } = await office.tongdui("auditor", "report", "provider", laboratory);
      expect(out[1]).to.contain(`; provider ${laboratory} 上海应用技术大学, admitted, valid through `);
      expect(out[2]).to.contain("江南烯元");
      expect(out.at(-1)).to.equal(
        "9 orders; to be paid to the provider: ¥60,000.00, and ¥30,000.00 in payments; paid and not recovered: ¥55,000.00. Ordered back from the provider and not yet recovered: ¥12,000.00.",
      );
    });

    it("leaves out at the terminal the columns in which nothing stands, and keeps them in a file", async () => {
      const words = ["report", "provider", neighbour];
      const head = (await office.tongdui("auditor", ...words)).out[2]?.split("\n")[0] ?? "";
      expect([head.includes("Redeemed"), head.includes("Ordered back"), head.includes("Paid on")]).to.deep.equal([
        ...[true, false, false],
      ]);
      await office.tongdui("auditor", ...words, "--to", at("statement.csv"));
      expect((await readFile(at("statement.csv"), "utf8")).split("\r\n")[2]).to.contain(
        ",Paid on,Ordered back (yuan),",
      );
    });

    it("refuses a provider that the ledger does not know", async () => {
      const { exit, err } = await office.tongdui("auditor", "report", "provider", "P4-7");
      expect([exit, err.at(-1)]).to.deep.equal([1, "✗ There is no provider P4-7 on the ledger."]);
    });
  });

  describe("Payment list", () => {
    const columns = ["total", "paid", "returned", "waiting"];

    it("tells of each payment what the bank paid, returned and has not answered", async () => {
      const { rows, totals } = await given(office, "payments");
      const told = rows.map((row) => [
        ...[row["payment"], row["district"], (row["state"] as { en: string }).en, row["orders"]],
        ...yuan(row, ...columns),
      ]);
      expect(told).to.deep.equal([
        ["1", "常州武进 Wujin", "closed", 2, 55_000, 30_000, 25_000, 0],
        ["2", "上海杨浦 Yangpu", "closed", 1, 30_000, 30_000, 0, 0],
        ["3", "常州武进 Wujin", "at the bank", 1, 30_000, 0, 0, 30_000],
      ]);
      expect(totals.map((row) => [row["orders"], ...yuan(row, ...columns)])).to.deep.equal([
        [4, 115_000, 60_000, 25_000, 30_000],
      ]);
      expect(yuan(totals[0], "paid")).to.deep.equal([await sums("paid")]);
      expect(rows.map(({ openedOn, settledOn }) => [openedOn, settledOn])).to.deep.equal([
        [isoOfDay(year.payday - 2), isoOfDay(year.payday - 1)],
        [isoOfDay(year.payday - 2), isoOfDay(year.payday - 1)],
        [isoOfDay(year.payday), null],
      ]);
    });

    it("is partly settled while the bank has answered for some", async () => {
      const state = (await office.provider.send("evm_snapshot", [])) as string;
      await office.goToDay(year.today + 6);
      const { payments } = office.as("wujin bureau");
      const [first = "", second = ""] = [year.orders["2-2"], year.orders["2-8"]];
      await (
        await office.as("wujin finance").payments.settle(3, [{ order: second, paid: false, receipt: second }])
      ).wait();
      await (await payments.open(2, [first, second])).wait();
      await (
        await office.as("wujin finance").payments.settle(4, [{ order: first, paid: true, receipt: first }])
      ).wait();
      const { rows } = await given(office, "payments", "--district", "2");
      expect(
        rows.map((row) => [row["payment"], (row["state"] as { en: string }).en, ...yuan(row, ...columns)]),
      ).to.deep.equal([
        ["1", "closed", 55_000, 30_000, 25_000, 0],
        ["3", "closed", 30_000, 0, 30_000, 0],
        ["4", "partly settled", 55_000, 25_000, 0, 30_000],
      ]);
      const { rows: orders } = await given(office, "payments", "--orders", "--district", "2");
      expect(orders.map(({ reference, state: of }) => [reference, (of as { en: string }).en])).to.deep.equal([
        ["TD1-1", "paid"],
        ["TD1-2", "returned"],
        ["TD3-1", "returned"],
        ["TD4-1", "paid"],
        ["TD4-2", "at the bank"],
      ]);
      await office.provider.send("evm_revert", [state]);
    });

    it("lists its orders, in CSV with their whole ids", async () => {
      await office.tongdui("auditor", "report", "payments", "--orders", "--to", at("orders.csv"));
      const lines = (await readFile(at("orders.csv"), "utf8")).trimEnd().split("\r\n");
      const opened = isoOfDay(year.payday - 2);
      expect(lines[4]).to.equal(
        [
          ...[
            "1",
            "TD1-2",
            "常州武进 Wujin",
            '"2-000002\t"',
            `"${formatEnterprise(year.wujin.enterprises[1]?.id ?? 0n)}\t"`,
          ],
          ...[neighbour, "25000.00", "returned", opened, isoOfDay(year.payday - 1), year.orders["2-2"] ?? ""],
        ].join(","),
      );
      expect(lines.at(-1)).to.equal("Total,,,,,,115000.00,,,,");
    });

    it("says so where there is nothing to list", async () => {
      const { out } = await office.tongdui("auditor", "report", "payments", "--district", "4");
      expect(out.at(-1)).to.equal("Nothing to list.");
    });
  });
});
