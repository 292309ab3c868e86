import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { amount, creditCode, day, text } from "../../../scripts/tables/cells.ts";
import { column, optional } from "../../../scripts/tables/column.ts";
import { defineSheet } from "../../../scripts/tables/sheet.ts";

/** A credit code that holds, different for every number. */
export function creditCodeOf(number: number): string {
  const first = `91320412${String(number).padStart(9, "0")}`;
  return first + checkCharacter(first);
}

export const XIYUAN = creditCodeOf(1);

/** The columns of a small list of vouchers. */
export const COLUMNS = {
  creditCode: column(["统一社会信用代码", "credit code"], creditCode),
  face: column(["金额", "face"], amount),
  until: optional(["到期日", "use by"], day),
  remark: optional(["备注", "remark"], text),
};

/** The same list as a report. */
export const SHEET = defineSheet({
  title: { en: "Vouchers", zh: "双创券" },
  columns: {
    creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
    face: { heading: { en: "Face", zh: "金额" }, kind: "amount" },
    until: { heading: { en: "Use by", zh: "到期日" }, kind: "day" },
    remark: { heading: { en: "Remark", zh: "备注" }, kind: "text" },
  },
});
