import { expect } from "chai";
import writeExcelFile from "write-excel-file/node";
import { dayOfIso } from "../../../client/days.ts";
import type { Cell } from "../../../scripts/tables/cell.ts";
import { text } from "../../../scripts/tables/cells.ts";
import { column, optional } from "../../../scripts/tables/column.ts";
import { readTable } from "../../../scripts/tables/readTable.ts";
import { COLUMNS, XIYUAN } from "./firms.ts";
import { complaintsOf, ownFolder, readAll, refusalOf } from "./files.ts";
import { partsOf, rowOf, sheetOf, sheets, wideZip, workbookOf, type Parts } from "./workbooks.ts";

const NAMES = { name: column(["企业名称"], text), remark: optional(["备注"], text) };

/** The cells themselves. */
const CELLS = { value: column(["value"], (cell: Cell) => `${cell.kind} ${cell.text}`) };

describe("A table in an Excel workbook", () => {
  const folder = ownFolder();
  const put = async (parts: Parts) => folder.put("list.xlsx", await workbookOf(parts));

  it("that another program wrote is read", async () => {
    const file = folder.at("list.xlsx");
    const rows = [
      ["武进区双创券发放清单"],
      ["统一社会信用代码", "金额（元）", "到期日", "备注"],
      [XIYUAN, 2814749767106.55, new Date("2026-06-30T00:00:00Z"), ' <石墨烯> & "粉体"\n第二行 '],
      [],
      [
        XIYUAN,
        0.1 + 0.2,
        { value: new Date("2026-07-01T06:30:00Z"), type: Date, format: "yyyy年m月d日 hh:mm" },
        "2-15",
      ],
    ];
    await writeExcelFile(rows, { dateFormat: "yyyy/mm/dd" }).toFile(file);
    expect(await readAll(file, COLUMNS)).to.deep.equal({
      complaints: [],
      rows: [
        {
          line: 3,
          creditCode: XIYUAN,
          face: 281_474_976_710_655n,
          until: dayOfIso("2026-06-30"),
          remark: '<石墨烯> & "粉体"\n第二行',
        },
        { line: 5, creditCode: XIYUAN, face: 30n, until: dayOfIso("2026-07-01"), remark: "2-15" },
      ],
    });
  });

  it("is known whatever the file is called", async () => {
    const file = await folder.put("list.csv", await workbookOf({ rows: rowOf("企业名称") + rowOf("江南烯元") }));
    expect((await readAll(file, NAMES)).rows).to.deep.equal([{ line: 2, name: "江南烯元" }]);
  });

  describe("its sheet", () => {
    const workbook = async (state = "") =>
      put({
        workbook: sheets("说明", "名单").replace(' name="名单"', ` name="名单"${state}`),
        rows: rowOf("请填写名单"),
        others: { "xl/worksheets/sheet2.xml": sheetOf(["企业名称"], ["江南烯元"]) },
      });

    it("is the one with the headings, and the others are told of", async () => {
      const file = await workbook();
      expect((await readAll(file, NAMES)).rows).to.have.lengthOf(1);
      expect((await readTable(file, NAMES)).notes).to.deep.equal([
        { en: 'Sheet "名单" is read; not read: "说明".', zh: "读取工作表“名单”；以下工作表未读取：“说明”。" },
      ]);
    });

    it("is not one that nobody sees", async () => {
      await refusalOf(readTable(await workbook(' state="hidden"'), NAMES), "HeadingsNotFound");
    });
  });

  describe("its cells", () => {
    const cellsOf = async (cells: string, parts: Parts = {}) => {
      const rows = `${rowOf("value")}${cells.replaceAll(/<c.*?(?:\/>|<\/c>)/gs, "<row>$&</row>")}`;
      const { rows: read, complaints } = await readAll(await put({ ...parts, rows }), CELLS);
      return [...read.map(({ value }) => value), ...complaints.map(({ code, sentence }) => `${code}: ${sentence.en}`)];
    };

    it("may share their texts, whole or in runs, without the readings", async () => {
      const texts = [
        "<si><t>江南</t></si>",
        "<si><r><t>石</t></r><r><rPr><b/></rPr><t xml:space='preserve'>墨 </t></r><rPh sb='0' eb='1'><t>シ</t></rPh></si>",
      ].join("");
      expect(await cellsOf('<c t="s"><v>1</v></c><c t="s"><v>0</v></c>', { texts })).to.deep.equal([
        "text 石墨 ",
        "text 江南",
      ]);
    });

    it("may have entities, plain sections and Excel's own writing of control characters", async () => {
      const cells =
        '<c t="inlineStr"><is><t>&lt;&#30707;&#x58A8;&amp;amp;&gt;&constructor;<![CDATA[<&>]]>_x000D__x005F_x0041_</t></is></c>';
      expect(await cellsOf(cells)).to.deep.equal(["text <石墨&amp;>&constructor;<&>\r_x0041_"]);
    });

    it("hold numbers with fifteen digits and no exponent", async () => {
      const numbers = ["1234.0999999999999", "1E+20", "1.5E-7", "-0.5", "123456789012345678", "007", "0"];
      expect(await cellsOf(numbers.map((number) => `<c><v>${number}</v></c>`).join(""))).to.deep.equal([
        "number 1234.1",
        "number 100000000000000000000",
        "number 0.00000015",
        "number -0.5",
        "number 123456789012346000",
        "number 7",
        "number 0",
      ]);
    });

    it("hold truths, texts of formulas and dates in letters", async () => {
      const cells = [
        '<c t="b"><v>1</v></c>',
        '<c t="b"><v>0</v></c>',
        '<c t="str"><f>A1&amp;B1</f><v>武进</v></c>',
        "<c><f>1+1</f><v>2</v></c>",
        '<c t="d"><v>2026-06-30</v></c>',
        '<c t="d"><v>2026-06-30T14:05:00Z</v></c>',
      ];
      expect(await cellsOf(cells.join(""))).to.deep.equal([
        "truth TRUE",
        "truth FALSE",
        "text 武进",
        "number 2",
        "date 2026-06-30",
        "date 2026-06-30 14:05:00",
      ]);
    });

    it("hold dates where the style says so, of Chinese editions too", async () => {
      const codes = [
        "yyyy\\年m\\月;@",
        '[$-804]aaaa;"day"',
        "[Red]0.00",
        '0"d"',
        "#,##0;[Red]\\-d",
        "[h]:mm",
        "General",
      ];
      const styles = [
        `<numFmts>${codes.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts>`,
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>',
        `<cellXfs>${[0, 14, 31, 58, 2, 200, 201, 202, 203, 204, 205, 206].map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs>`,
      ].join("");
      const cells = Array.from({ length: 12 }, (_, i) => `<c s="${i}"><v>46203</v></c>`).join("");
      const kinds = (await cellsOf(cells, { styles })).map((cell) => cell.split(" ")[0]);
      expect(kinds).to.deep.equal([
        "number",
        ...["date", "date", "date"],
        "number",
        "date",
        "number",
        "number",
        "number",
        "number",
        "date",
        "number",
      ]);
    });

    it("hold the same days in both of Excel's calendars, with the time of day", async () => {
      const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
      const days = (first: number) => `<c s="0"><v>${first}</v></c><c s="0"><v>${first + 0.604166666666667}</v></c>`;
      const expected = ["date 2026-06-30", "date 2026-06-30 14:30:00"];
      expect(await cellsOf(days(46_203), { styles })).to.deep.equal(expected);
      const workbook = `<workbookPr date1904="1"/>${sheets("名单")}`;
      expect(await cellsOf(days(44_741), { styles, workbook })).to.deep.equal(expected);
    });

    it("hold numbers where the style says date and no such day is", async () => {
      const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
      expect(
        await cellsOf('<c s="0"><v>-1</v></c><c s="0"><v>60</v></c><c s="0"><v>2958466</v></c>', { styles }),
      ).to.deep.equal(["number -1", "number 60", "number 2958466"]);
    });

    it("with a formula that fails, or was never calculated, are complained of and never read as blanks", async () => {
      const cells = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c><c><f>A1</f><v></v></c>';
      expect(await cellsOf(cells)).to.deep.equal([
        "CellIsFault: The formula in this cell gives #DIV/0!.",
        "CellIsFault: The formula in this cell was never calculated.",
        "CellIsFault: The formula in this cell was never calculated.",
      ]);
    });
  });

  it("may leave out blank cells and rows, and be read at the right places", async () => {
    const rows = [
      '<row r="3"><c r="B3" t="inlineStr"><is><t>企业名称</t></is></c><c r="AB3" t="inlineStr"><is><t>备注</t></is></c></row>',
      '<row r="7"><c r="AB7"><v>5</v></c></row><row r="8"/><row r="9"><c r="B9"><v>6</v></c><c r="C9" s="0"/></row>',
    ].join("");
    const file = await put({ rows });
    expect((await readAll(file, NAMES)).rows).to.deep.equal([{ line: 9, name: "6" }]);
    expect(await complaintsOf(file, NAMES)).to.deep.equal(["7:2 CellMissing"]);
  });

  it("may have names with prefixes, comments and instructions", async () => {
    const sheet = sheetOf(["企业名称"], ["江南烯元"])
      .replaceAll(/<(\/?)(?=[a-z])/g, "<$1x:")
      .replace("xmlns=", "xmlns:x=")
      .replace("<x:sheetData>", "<!-- <x:row> --><?go on?><x:sheetData>");
    const file = await put({ others: { "xl/worksheets/sheet1.xml": sheet } });
    expect((await readAll(file, NAMES)).rows).to.deep.equal([{ line: 2, name: "江南烯元" }]);
  });

  it("names the rows that are hidden, for nobody knows whether they count", async () => {
    const rows = rowOf("企业名称") + rowOf("江南烯元").replace("<row", '<row hidden="1"') + rowOf("武进石墨");
    const file = await put({ rows });
    expect((await readAll(file, NAMES)).rows).to.deep.equal([{ line: 3, name: "武进石墨" }]);
    expect(await complaintsOf(file, NAMES)).to.deep.equal(["2:1 RowHidden"]);
  });

  it("is read from an archive with figures of 64 bits that packs nothing", async () => {
    const file = await folder.put("list.xlsx", wideZip(partsOf({ rows: rowOf("企业名称") + rowOf("江南烯元") })));
    expect((await readAll(file, NAMES)).rows).to.deep.equal([{ line: 2, name: "江南烯元" }]);
  });

  describe("is refused as broken", () => {
    const good = { rows: rowOf("企业名称") + rowOf("江南烯元") };
    const refused = async (content: string | Uint8Array) =>
      refusalOf(readAll(await folder.put("list.xlsx", content), NAMES), "WorkbookBroken");

    for (const [what, parts] of [
      ["its rows are out of order", { rows: '<row r="2"/><row r="2"/>' }],
      ["it has more rows than a sheet has", { rows: '<row r="1048577"/>' }],
      ["its cells are out of order", { rows: '<row r="1"><c r="B1"/><c r="A1"/></row>' }],
      ["it has more columns than a sheet has", { rows: '<row r="1"><c r="XFE1"/></row>' }],
      ["a cell is at no place", { rows: '<row r="1"><c r="?"/></row>' }],
      ["a shared text is missing", { rows: '<row><c t="s"><v>0</v></c></row>' }],
      ["a text is longer than any cell's", { rows: `<row><c t="str"><v>${`${"a".repeat(1_000)}<!---->`.repeat(300)}` }],
      ["a number is none", { rows: "<row><c><v>x</v></c></row>" }],
      ["a cell has a kind that nobody knows", { rows: '<row><c t="z"><v>1</v></c></row>' }],
      ["an element does not end", { rows: "<row><c>" }],
      ["it has a document type", { rows: "<!DOCTYPE x>" }],
      ["it has no sheet", { workbook: "<sheets/>" }],
      ["it is another thing of Office", { others: { "_rels/.rels": "<Relationships/>" } }],
    ] as const) {
      it(`if ${what}`, async () => refused(await workbookOf({ ...good, ...parts })));
    }

    it("if a part lacks", async () => refused(wideZip({ ...partsOf(good), "_rels/.rels": "" })));

    it("if the file ends too early, wherever", async () => {
      const whole = await workbookOf(good);
      for (let length = 4; length < whole.length; length += 97) await refused(whole.subarray(0, length));
    });
  });
});
