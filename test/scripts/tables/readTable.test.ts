import { appendFile, mkdir } from "node:fs/promises";
import { expect } from "chai";
import { dayOfIso } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Columns, Row } from "../../../scripts/tables/column.ts";
import { readTable, type Table } from "../../../scripts/tables/readTable.ts";
import { digestOf } from "../../../scripts/tables/sourceFile.ts";
import { COLUMNS, creditCodeOf, XIYUAN } from "./firms.ts";
import { complaintsOf, ownFolder, readAll, refusalOf } from "./files.ts";

async function rowsOf<C extends Columns>(table: Table<C>): Promise<Row<C>[]> {
  const rows: Row<C>[] = [];
  for await (const row of table.rows(({ sentence }) => expect.fail(sentence.en))) rows.push(row);
  return rows;
}

describe("A table that an officer has", () => {
  const folder = ownFolder();
  const csv = async (...lines: string[]) => folder.put("list.csv", `${lines.join("\n")}\n`);
  const only = async (...lines: string[]) => {
    const { rows, complaints } = await readAll(await csv(...lines), COLUMNS);
    expect(complaints).to.deep.equal([]);
    expect(rows).to.have.lengthOf(1);
    return rows[0]!;
  };

  describe("its headings", () => {
    const row = { creditCode: XIYUAN, face: 100_050n, until: dayOfIso("2026-06-30"), remark: "首批" };

    for (const [what, headings] of [
      ["in Chinese", "统一社会信用代码,金额,到期日,备注"],
      ["in English", "credit code,face,use by,remark"],
      ["in other case and with other blanks", "CreditCode, FACE ,Use  By,Remark"],
      ["in full width", "ｃｒｅｄｉｔ　ｃｏｄｅ,ｆａｃｅ,到 期 日,备注"],
      ["with asterisks and a unit", "*统一社会信用代码,金额（元）*,到期日,备注"],
    ] as const) {
      it(`are known ${what}`, async () => {
        expect(await only(headings, `${XIYUAN},1000.50,2026-06-30,首批`)).to.deep.equal({ line: 2, ...row });
      });
    }

    it("stand in any order", async () => {
      expect(await only("备注,金额,到期日,统一社会信用代码", `首批,1000.50,2026-06-30,${XIYUAN}`)).to.deep.include(row);
    });

    it("may stand below a title", async () => {
      const { line, face } = await only("武进区双创券发放清单,", ",", "统一社会信用代码,金额", `${XIYUAN},5`);
      expect({ line, face }).to.deep.equal({ line: 4, face: 500n });
    });

    it("are not looked for below the tenth row", async () => {
      const file = await csv(...Array<string>(10).fill("说明"), "统一社会信用代码,金额", `${XIYUAN},5`);
      await refusalOf(readTable(file, COLUMNS), "HeadingsNotFound");
    });

    it("that nobody reads are told of", async () => {
      const { notes } = await readTable(await csv("统一社会信用代码,联系人,金额,电话", `${XIYUAN},甲,5,1`), COLUMNS);
      expect(notes).to.deep.equal([{ en: 'Not read: "联系人", "电话".', zh: "以下列未读取：“联系人”、“电话”。" }]);
    });

    it("that are all known are passed over in silence", async () => {
      expect((await readTable(await csv("face,credit code"), COLUMNS)).notes).to.deep.equal([]);
    });

    it("must have every column that is needed", async () => {
      const file = await csv("统一信用代码,金额,备注", "1,5,无");
      const { sentence, hint } = await refusalOf(readTable(file, COLUMNS), "HeadingMissing");
      expect(sentence.en).to.match(/list\.csv:1: there is no column "统一社会信用代码"\.$/);
      expect(hint?.en).to.match(/: 统一社会信用代码 \/ credit code\. Not read: "统一信用代码"\.$/);
    });

    it("must not give amounts in another unit than yuan", async () => {
      for (const heading of [
        "金额（万元）",
        "金额(单位：千元)",
        "Face (10,000 yuan)",
        "金额/万元",
        "face (thousand yuan)",
      ]) {
        const file = await csv(`统一社会信用代码,"${heading}"`, "1,5");
        const { sentence } = await refusalOf(readTable(file, COLUMNS), "HeadingUnit");
        expect(sentence.en).to.contain(`list.csv:1:2 "${heading}": amounts are taken in yuan only.`);
      }
    });

    it("must not mean the same twice", async () => {
      const { sentence } = await refusalOf(readTable(await csv("金额,credit code,face"), COLUMNS), "HeadingTwice");
      expect(sentence.en).to.match(/list\.csv:1: columns 1 "金额" and 3 "face" mean the same\.$/);
    });

    it("must be there", async () => {
      const { hint } = await refusalOf(readTable(await csv("甲,乙", "1,2"), COLUMNS), "HeadingsNotFound");
      expect(hint?.zh).to.include("统一社会信用代码 / credit code；金额 / face");
    });
  });

  describe("its complaints", () => {
    const HEAD = "统一社会信用代码,金额,到期日,备注";

    it("name line, column, heading and reason, and leave the good rows", async () => {
      const file = await csv(HEAD, `${XIYUAN},5,,`, `${XIYUAN},30万,,`, `${XIYUAN},6,,`);
      const { rows, complaints } = await readAll(file, COLUMNS);
      expect(rows.map(({ line }) => line)).to.deep.equal([2, 4]);
      expect(complaints).to.have.lengthOf(1);
      expect(complaints[0]).to.deep.include({ line: 3, column: 2, heading: "金额", code: "AmountUnit" });
      expect(complaints[0]?.sentence.zh).to.equal("金额“30万”带有单位。");
    });

    it("are all named, several in a row from left to right", async () => {
      expect(await complaintsOf(await csv(HEAD, "1,x,2026-02-30,", `${XIYUAN},-1,,`), COLUMNS)).to.deep.equal([
        "2:1 CreditCodeLength",
        "2:2 AmountUnreadable",
        "2:3 DateUnreadable",
        "3:2 AmountNegative",
      ]);
    });

    it("say which cell is empty that must not be", async () => {
      expect(await complaintsOf(await csv(HEAD, `${XIYUAN},\u3000,,`), COLUMNS)).to.deep.equal(["2:2 CellMissing"]);
    });

    it("say where a row ends too early", async () => {
      expect(await complaintsOf(await csv(HEAD, `${XIYUAN},5,2026-06-30`), COLUMNS)).to.deep.equal(["2:4 RowTooShort"]);
    });

    it("say which cells have no heading", async () => {
      const file = await csv("credit code,face,,", `${XIYUAN},1,5,,`, `${XIYUAN},1,234.50,7`);
      expect(await complaintsOf(file, COLUMNS)).to.deep.equal([
        "2:3 CellWithoutHeading",
        "3:3 CellWithoutHeading",
        "3:4 CellWithoutHeading",
      ]);
    });

    it("leave blank rows alone", async () => {
      const { rows } = await readAll(await csv(HEAD, "", ",,,", `${XIYUAN},5,,`, " ", ""), COLUMNS);
      expect(rows.map(({ line }) => line)).to.deep.equal([4]);
    });

    it("can be a caller's own, at the column that it knows by name", async () => {
      const table = await readTable(await csv("备注,金额,credit code"), COLUMNS);
      const error = new TongduiError("EnterpriseUnknown", { en: "Not registered.", zh: "未登记。" });
      expect(table.complaint(7, "creditCode", error)).to.deep.include({
        line: 7,
        column: 3,
        heading: "credit code",
        code: "EnterpriseUnknown",
      });
    });

    it("name 37 bad rows among 10,000, each with its line and column", async () => {
      const bad = new Set(Array.from({ length: 37 }, (_, i) => 3 + i * 270));
      const lines = Array.from(
        { length: 10_000 },
        (_, i) => `${creditCodeOf(i)},${bad.has(i + 2) ? "1.005" : "5.00"},,`,
      );
      const { rows, complaints } = await readAll(await csv(HEAD, ...lines), COLUMNS);
      expect(rows).to.have.lengthOf(9_963);
      expect(complaints.map(({ line, column, code }) => ({ line, column, code }))).to.deep.equal(
        [...bad].map((line) => ({ line, column: 2, code: "AmountDecimals" })),
      );
    });
  });

  describe("the file itself", () => {
    it("is known by the SHA-256 of its bytes", async () => {
      // The example of FIPS 180-4.
      const digest = "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
      expect(await digestOf(await folder.put("abc", "abc"))).to.equal(digest);
      const file = await csv("face,credit code");
      expect((await readTable(file, COLUMNS)).digest).to.equal(await digestOf(file));
    });

    it("can be read twice", async () => {
      const table = await readTable(await csv("face,credit code", `5,${XIYUAN}`), COLUMNS);
      const once = await rowsOf(table);
      expect(once).to.have.lengthOf(1);
      expect(await rowsOf(table)).to.deep.equal(once);
    });

    it("must not change while it is read", async () => {
      const file = await csv("face,credit code", `5,${XIYUAN}`);
      const table = await readTable(file, COLUMNS);
      await appendFile(file, `6,${XIYUAN}\n`);
      await refusalOf(rowsOf(table), "FileChanged");
    });

    it("must be there", async () => {
      await refusalOf(readTable(folder.at("none.csv"), COLUMNS), "FileMissing");
    });

    it("must not be a folder", async () => {
      await mkdir(folder.at("list.csv"));
      await refusalOf(readTable(folder.at("list.csv"), COLUMNS), "FileIsFolder");
    });

    for (const [what, content] of [
      ["nothing", ""],
      ["a mark of UTF-8", "\uFEFF"],
      ["blank lines", "\n\n,,\n"],
    ] as const) {
      it(`must not be empty, as with ${what} in it`, async () => {
        await refusalOf(readTable(await folder.put("list.csv", content), COLUMNS), "TableEmpty");
      });
    }

    it("must not be an old workbook of Excel, and the hint says what to do", async () => {
      const old = Buffer.concat([Buffer.from("D0CF11E0A1B11AE1", "hex"), Buffer.alloc(512)]);
      const { hint } = await refusalOf(readTable(await folder.put("list.csv", old), COLUMNS), "OldExcelFile");
      expect(hint?.en).to.include(".xlsx");
    });

    it("must not be a web page that is called a workbook", async () => {
      const page = "\r\n<HTML><table><tr><td>统一社会信用代码</td></tr></table>";
      await refusalOf(readTable(await folder.put("list.xls", page), COLUMNS), "FileIsWebPage");
    });

    it("must be text", async () => {
      await refusalOf(readTable(await folder.put("list.csv", Buffer.alloc(2_000)), COLUMNS), "FileNotText");
    });
  });
});
