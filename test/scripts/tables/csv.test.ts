import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { text } from "../../../scripts/tables/cells.ts";
import { column, optional } from "../../../scripts/tables/column.ts";
import { CsvRows } from "../../../scripts/tables/csv/csvRows.ts";
import { writeTable } from "../../../scripts/tables/writeTable.ts";
import { gb18030 } from "./gb18030.ts";
import { SHEET, XIYUAN } from "./firms.ts";
import { complaintsOf, ownFolder, readAll } from "./files.ts";

const COLUMNS = { name: column(["企业名称", "name"], text), remark: optional(["备注", "remark"], text) };

describe("A table in CSV", () => {
  const folder = ownFolder();
  const read = async (content: string | Uint8Array) => {
    const { rows, complaints } = await readAll(await folder.put("list.csv", content), COLUMNS);
    expect(complaints).to.deep.equal([]);
    return rows;
  };
  const complaints = async (content: string | Uint8Array) =>
    complaintsOf(await folder.put("list.csv", content), COLUMNS);

  describe("is read in the encoding that it has", () => {
    const list = "企业名称,备注\n江南烯元,石墨烯“粉体”𠮷\n";
    const utf16 = Buffer.from(`\uFEFF${list}`, "utf16le");

    for (const [encoding, bytes] of [
      ["UTF-8", Buffer.from(list)],
      ["UTF-8 with its mark", Buffer.from(`\uFEFF${list}`)],
      ["UTF-16, as Excel's Unicode text", utf16],
      ["UTF-16, big end first", Buffer.from(utf16).swap16()],
      ["GB18030", gb18030(list)],
    ] as const) {
      it(encoding, async () => {
        expect(await read(bytes)).to.deep.equal([{ line: 2, name: "江南烯元", remark: "石墨烯“粉体”𠮷" }]);
      });
    }

    it("UTF-8 although one byte of it is bad, which is named", async () => {
      const bytes = Buffer.concat([Buffer.from(`${list}武进`), Buffer.from([0xcb]), Buffer.from("石墨,无\n")]);
      const { rows, complaints } = await readAll(await folder.put("list.csv", bytes), COLUMNS);
      expect(rows.map(({ name }) => name)).to.deep.equal(["江南烯元"]);
      expect(complaints[0]).to.deep.include({ line: 3, column: 1, code: "CharacterLost" });
      expect(complaints[0]?.sentence.en).to.equal('"武进□石墨" has a character in it that cannot be read.');
    });
  });

  for (const [name, separator] of [
    ["commas", ","],
    ["semicolons", ";"],
    ["tabs", "\t"],
  ] as const) {
    it(`may have ${name} between its cells`, async () => {
      expect(await read(`name${separator}remark\n甲,;乙${separator}丙\n`.replace(",;", " "))).to.deep.equal([
        { line: 2, name: "甲 乙", remark: "丙" },
      ]);
    });
  }

  for (const [name, end] of [
    ["Windows", "\r\n"],
    ["Unix", "\n"],
    ["old Macs", "\r"],
  ] as const) {
    it(`may have the line ends of ${name}`, async () => {
      expect(await read(["name,remark", "甲,1", "", "乙,2"].join(end))).to.deep.equal([
        { line: 2, name: "甲", remark: "1" },
        { line: 4, name: "乙", remark: "2" },
      ]);
    });
  }

  it("may have line ends of several kinds", async () => {
    expect((await read("name\r甲\r\n乙\n丙")).map(({ line, name }) => `${line} ${name}`)).to.deep.equal([
      "2 甲",
      "3 乙",
      "4 丙",
    ]);
  });

  it("keeps separators, line ends and doubled quotation marks inside quotation marks", async () => {
    expect(await read('name,remark\n"甲,""乙""\r\n丙",\n丁,\n')).to.deep.equal([
      { line: 2, name: '甲,"乙"\r\n丙' },
      { line: 4, name: "丁" },
    ]);
  });

  it("takes a quotation mark inside a cell for what it is", async () => {
    expect(await read('name,remark\n5" 晶圆,3"\n')).to.deep.equal([{ line: 2, name: '5" 晶圆', remark: '3"' }]);
  });

  it("says where something follows a closed quotation mark, and goes on", async () => {
    expect(await complaints('name,remark\n甲,"乙"丙\n,丁\n')).to.deep.equal(["2:2 QuoteMisplaced", "3:1 CellMissing"]);
  });

  it("says where a quotation mark begins that is never closed", async () => {
    expect(await complaints('name,remark\n甲,1\n乙,"2\n丙,3\n')).to.deep.equal(["3:2 QuoteNotClosed"]);
  });

  it("stops where a quotation mark has swallowed more than a cell can hold", async () => {
    expect(await complaints(`name,remark\n甲,"2\n${"丙,3\n".repeat(20_000)}`)).to.deep.equal(["2:2 QuoteNotClosed"]);
  });

  it("says where a cell is longer than a cell can be", async () => {
    expect(await complaints(`name,remark\n${"长".repeat(32_768)},1\n,2\n`)).to.deep.equal([
      "2:1 CellTooLong",
      "3:1 CellMissing",
    ]);
  });

  it("stops at a row that never ends", async () => {
    expect(await complaints(`name,remark\n甲${",".repeat(40_000)}\n`)).to.deep.equal(["2:16386 RowTooLong"]);
  });

  it("says where a NUL byte is, and goes on", async () => {
    expect(await complaints("name,remark\n甲\0,1\n,2\n")).to.deep.equal(["2:1 CharacterLost", "3:1 CellMissing"]);
  });

  it("is cut in the same way wherever its pieces end", () => {
    const list = '\r\n"甲,""乙""\r\n丙",\r丁,"戊" \n,"",""""\r\n\n己"';
    const cut = (...pieces: string[]) => {
      const cutter = new CsvRows(",");
      return [...pieces.flatMap((piece) => [...cutter.cut(piece)]), ...cutter.end()];
    };
    const whole = cut(list);
    expect(whole.map(({ line, cells }) => `${line} ${cells.map(({ text }) => text).join("|")}`)).to.deep.equal([
      "1 ",
      '2 甲,"乙"\r\n丙|',
      "4 丁|戊",
      '5 ||"',
      "6 ",
      '7 己"',
    ]);
    expect(cut(...list)).to.deep.equal(whole);
    for (let i = 0; i <= list.length; i += 1) {
      expect(cut(list.slice(0, i), list.slice(i))).to.deep.equal(whole);
    }
  });

  describe("that is written for Excel", () => {
    const lines = async (remark: string, face = 0n) => {
      const file = folder.at("out.csv");
      await writeTable({ file, overwrite: true }, SHEET, [{ creditCode: XIYUAN, face, until: 20_634, remark }], {
        format: "csv",
        lang: "zh",
      });
      return readFile(file, "utf8");
    };

    it("begins with the mark of UTF-8, ends lines as Windows does, and has plain figures", async () => {
      expect(await lines("石墨烯", 123_456_789n)).to.equal(
        `\uFEFF统一社会信用代码,金额,到期日,备注\r\n"${XIYUAN}\t",1234567.89,2026-06-30,石墨烯\r\n`,
      );
    });

    for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "'=1"]) {
      it(`cannot hide a formula in ${JSON.stringify(formula)}`, async () => {
        const [, cell = ""] = /2026-06-30,(.*)\r\n$/s.exec(await lines(formula)) ?? [];
        expect(cell.replace(/^"|"$/g, "")).to.equal(`'${formula}`);
      });
    }

    for (const id of ["2-15", "3-000017", "0123", "1/2", "1E5", "12345678901234567890", "10:30", "MAR1", "1-Dec"]) {
      it(`keeps ${id} as it is, which Excel would turn into something else`, async () => {
        expect(await lines(id)).to.include(`,"${id}\t"\r\n`);
      });
    }

    for (const harmless of ["7", "0", "12345678901", "P2-1", "3 月", "Mars", "It's", "0x12"]) {
      it(`leaves ${harmless} alone`, async () => {
        expect(await lines(harmless)).to.include(`,${harmless}\r\n`);
      });
    }
  });
});
