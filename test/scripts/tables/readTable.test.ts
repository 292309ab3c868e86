import { expect } from "chai";
import { dayOfIso } from "../../../client/days.ts";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { amount, creditCode, day, text } from "../../../scripts/tables/cells.ts";
import { column, optional } from "../../../scripts/tables/column.ts";
import { defineSheet } from "../../../scripts/tables/sheet.ts";
import { writeTable } from "../../../scripts/tables/writeTable.ts";
import { ownFolder, readAll } from "./files.ts";

const COLUMNS = {
  creditCode: column(["统一社会信用代码", "credit code"], creditCode),
  face: column(["金额", "amount"], amount),
  until: optional(["到期日", "until"], day),
  remark: optional(["备注", "remark"], text),
};

const FIRM = `91320412MA1X2B3C4${checkCharacter("91320412MA1X2B3C4")}`;

describe("A table that an officer has", () => {
  const folder = ownFolder();

  it("is read under Chinese headings, below a title, with full-width digits", async () => {
    const file = await folder.file(
      "list.csv",
      `双创券发放清单,,\n统一社会信用代码,金额（元）,到期日\n${FIRM},１０００．５０,2026年6月30日\n`,
    );
    const { rows, complaints } = await readAll(file, COLUMNS);
    expect(complaints).to.deep.equal([]);
    expect(rows).to.deep.equal([{ line: 3, creditCode: FIRM, face: 100_050n, until: dayOfIso("2026-06-30") }]);
  });

  const SHEET = defineSheet({
    title: { en: "Vouchers", zh: "双创券" },
    columns: {
      creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
      face: { heading: { en: "Amount", zh: "金额" }, kind: "amount" },
      until: { heading: { en: "Until", zh: "到期日" }, kind: "day" },
      remark: { heading: { en: "Remark", zh: "备注" }, kind: "text" },
    },
  });

  for (const format of ["csv", "xlsx"] as const) {
    it(`reads as ${format} what was written so`, async () => {
      const file = await folder.file(`list.${format}`);
      const until = dayOfIso("2026-06-30");
      const written = [
        { creditCode: FIRM, face: 2n ** 48n - 1n, until, remark: '=武进"石墨烯",\n第二行' },
        { creditCode: FIRM, face: 1n, until, remark: "2-15" },
      ];
      await writeTable({ file }, SHEET, written, { format, lang: "zh" });
      const { rows, complaints } = await readAll(file, COLUMNS);
      expect(complaints).to.deep.equal([]);
      expect(rows).to.deep.equal(written.map((row, i) => ({ line: rows[i]?.line, ...row })));
    });
  }
});
