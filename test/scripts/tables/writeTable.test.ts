import { mkdir, readFile, symlink } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { expect } from "chai";
import readExcelFile from "read-excel-file/node";
import { dayOfIso } from "../../../client/days.ts";
import { MAX_FEN } from "../../../client/money.ts";
import { text } from "../../../scripts/tables/cells.ts";
import { column } from "../../../scripts/tables/column.ts";
import { dataOf, defineSheet, type Entry } from "../../../scripts/tables/sheet.ts";
import { writeTable, type Format } from "../../../scripts/tables/writeTable.ts";
import { ownFolder, readAll, refusalOf } from "./files.ts";

const PAYMENTS = defineSheet({
  title: { en: "Payments: first/second half", zh: "拨付清单" },
  columns: {
    order: { heading: { en: "Order", zh: "订单" }, kind: "hash" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    paid: { heading: { en: "Paid", zh: "拨付金额" }, kind: "amount" },
    invoices: { heading: { en: "Invoices", zh: "发票数" }, kind: "count" },
    share: { heading: { en: "Share", zh: "比例" }, kind: "rate" },
    on: { heading: { en: "On", zh: "日期" }, kind: "day" },
    state: { heading: { en: "State", zh: "状态" }, kind: "text" },
  },
});

const ROWS: Entry<typeof PAYMENTS>[] = [
  {
    order: "0x12",
    provider: "江南石墨烯研究院",
    paid: 123_456n,
    invoices: 2,
    share: 3_333,
    on: dayOfIso("2026-06-30"),
    state: { en: "paid", zh: "已拨付" },
  },
  { provider: "P2-1", paid: MAX_FEN * 100n },
];

describe("A sheet", () => {
  const folder = ownFolder();
  const write = async (format: Format, rows: Iterable<Entry<typeof PAYMENTS>> = ROWS, lang: "en" | "zh" = "zh") => {
    const file = folder.at(`out.${format}`);
    const count = await writeTable({ file, overwrite: true }, PAYMENTS, rows, { format, lang });
    return { file, count, content: await readFile(file, "utf8") };
  };

  it("as CSV has headings and words of one language, and blanks where nothing is known", async () => {
    const { content, count } = await write("csv");
    expect(count).to.equal(2);
    expect(content.slice(1).split("\r\n")).to.deep.equal([
      "订单,服务机构,拨付金额,发票数,比例,日期,状态",
      "0x12,江南石墨烯研究院,1234.56,2,33.33%,2026-06-30,已拨付",
      ",P2-1,281474976710655.00,,,,",
      "",
    ]);
  });

  it("as JSON names units, keeps both languages, and writes amounts as digits", async () => {
    const { content } = await write("json");
    expect(JSON.parse(content)).to.deep.equal([
      {
        order: "0x12",
        provider: "江南石墨烯研究院",
        paidFen: "123456",
        invoices: 2,
        shareBasisPoints: 3_333,
        on: "2026-06-30",
        state: { en: "paid", zh: "已拨付" },
      },
      {
        order: null,
        provider: "P2-1",
        paidFen: "28147497671065500",
        invoices: null,
        shareBasisPoints: null,
        on: null,
        state: null,
      },
    ]);
    expect(JSON.parse((await write("json", [])).content)).to.deep.equal([]);
  });

  it("as an answer's data is the same as JSON", () => {
    expect(dataOf(PAYMENTS, ROWS[0]!)).to.deep.include({ paidFen: 123_456n, on: "2026-06-30" });
  });

  it("in the terminal is aligned, with figures to the right and no control characters", async () => {
    const { content } = await write("terminal", [ROWS[0]!, { provider: "\u001b[31m红\n", paid: 1n }], "en");
    expect(content).to.equal(
      [
        "Payments: first/second half",
        "  Order  Provider               Paid  Invoices   Share  On          State",
        "  ─────  ────────────────  ─────────  ────────  ──────  ──────────  ─────",
        "  0x12   江南石墨烯研究院  ¥1,234.56         2  33.33%  2026-06-30  paid",
        "         ⟨U+001B⟩[31m红        ¥0.01",
        "",
      ].join("\n"),
    );
  });

  describe("as an Excel workbook", () => {
    it("is read by another program: amounts exact numbers, ids text, days dates", async () => {
      const [sheet] = await readExcelFile((await write("xlsx")).file);
      expect(sheet?.sheet).to.equal("拨付清单");
      expect(sheet?.data).to.deep.equal([
        ["订单", "服务机构", "拨付金额", "发票数", "比例", "日期", "状态"],
        ["0x12", "江南石墨烯研究院", 1234.56, 2, 0.3333, new Date("2026-06-30T00:00:00Z"), "已拨付"],
        // Sixteen digits and more would be rounded as a number.
        [null, "P2-1", "281474976710655.00", null, null, null, null],
      ]);
    });

    it("has a name that Excel allows", async () => {
      const [sheet] = await readExcelFile((await write("xlsx", ROWS, "en")).file);
      expect(sheet?.sheet).to.equal("Payments  first second half");
    });

    it("is the same bytes whenever it is written", async () => {
      const first = await readFile((await write("xlsx")).file);
      expect(first.equals(await readFile((await write("xlsx")).file))).to.equal(true);
    });

    it("refuses a text that Excel would not keep, and leaves no file", async () => {
      const file = folder.at("out.xlsx");
      const writing = writeTable({ file }, PAYMENTS, [{ provider: "长".repeat(32_768) }], {
        format: "xlsx",
        lang: "zh",
      });
      const { sentence } = await refusalOf(writing, "CellTooLong");
      expect(sentence.en).to.include("Cell B2");
      expect(await folder.names()).to.deep.equal([]);
    });
  });

  for (const format of ["csv", "xlsx"] as const) {
    it(`as ${format} may say over its headings what it is, and is still read`, async () => {
      const file = folder.at(`out.${format}`);
      const above = [
        { en: "=Payments", zh: "拨付清单" },
        { en: "as of 2026-06-30", zh: "截至 2026-06-30" },
      ];
      await writeTable({ file }, PAYMENTS, ROWS, { format, lang: "en", above });
      const { rows } = await readAll(file, { paid: column(["Paid"], text) });
      expect(rows).to.deep.equal([
        { line: 4, paid: "1234.56" },
        { line: 5, paid: "281474976710655.00" },
      ]);
    });
  }

  it("goes to a stream, which stays open", async () => {
    const stream = new PassThrough({ highWaterMark: 16 });
    const read = textOf(stream);
    await writeTable({ stream }, PAYMENTS, ROWS, { format: "csv", lang: "en" });
    stream.end("end");
    expect(await read).to.match(/^Order,Provider,.*\r\nend$/s);
  });

  describe("in a file", () => {
    const writing = async (file: string, rows: Iterable<Entry<typeof PAYMENTS>> = ROWS, overwrite = false) =>
      writeTable({ file, overwrite }, PAYMENTS, rows, { format: "csv", lang: "en" });

    it("is not written over another one unless that is asked for", async () => {
      const file = await folder.put("out.csv", "mine");
      const { hint } = await refusalOf(writing(file), "FileExists");
      expect(hint?.en).to.include("another name");
      expect(await readFile(file, "utf8")).to.equal("mine");
      await writing(file, ROWS, true);
      expect(await readFile(file, "utf8")).to.include("P2-1");
    });

    it("does not follow a link that leads nowhere", async () => {
      await symlink(folder.at("elsewhere.csv"), folder.at("out.csv"));
      await refusalOf(writing(folder.at("out.csv")), "FileExists");
    });

    it("is not written over one that somebody makes meanwhile", async () => {
      const file = folder.at("out.csv");
      async function* slow(): AsyncGenerator<Entry<typeof PAYMENTS>> {
        await folder.put("out.csv", "theirs");
        yield ROWS[0]!;
      }
      await refusalOf(writeTable({ file }, PAYMENTS, slow(), { format: "csv", lang: "en" }), "FileExists");
      expect(await readFile(file, "utf8")).to.equal("theirs");
      expect(await folder.names()).to.deep.equal(["out.csv"]);
    });

    it("is whole or not there: rows that fail leave nothing behind", async () => {
      function* failing(): Generator<Entry<typeof PAYMENTS>> {
        yield* ROWS;
        throw new RangeError("the node is gone");
      }
      const outcome = await writing(folder.at("out.csv"), failing()).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(RangeError);
      expect(await folder.names()).to.deep.equal([]);
    });

    it("needs a folder that is there", async () => {
      await refusalOf(writing(folder.at("none/out.csv")), "FileUnwritable");
    });

    it("cannot take the place of a folder", async () => {
      await mkdir(folder.at("out.csv"));
      await refusalOf(writing(folder.at("out.csv"), ROWS, true), "FileUnwritable");
      expect(await folder.names()).to.deep.equal(["out.csv"]);
    });
  });
});
