import { parseVoucher } from "../../../client/ids.ts";
import { needed, optional, several } from "../../cli/define.ts";

/** The voucher that a command is about. */
export const voucher = needed("VOUCHER", { en: "its id, as in 3-000017", zh: "券号，例如 3-000017" }, parseVoucher);

/** One or several of them. */
export const vouchers = several(
  "VOUCHER",
  { en: "their ids, as in 3-000017", zh: "券号，例如 3-000017" },
  parseVoucher,
);

/** Many of them. */
export const file = optional("--file <file>", {
  en: 'instead of ids a table, .csv or .xlsx, with a column "Voucher"',
  zh: "以表格代替券号：.csv 或 .xlsx 文件，含“券号”列",
});
