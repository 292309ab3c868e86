/** Options that several reports share. */
import { flag, optional, word } from "../../cli/define.ts";
import { count } from "../options.ts";

/** Where a report goes. */
export const output = {
  to: optional("--to <file>", {
    en: "write it to a file, whose name ends in .csv, .xlsx or .json",
    zh: "写入文件，扩展名为 .csv、.xlsx 或 .json",
  }),
  format: optional(
    "--format <kind>",
    { en: "csv, xlsx or json, where the file's name does not say", zh: "csv、xlsx 或 json，用于文件名未指明格式时" },
    word("csv", "xlsx", "json"),
  ),
  overwrite: flag("--overwrite", { en: "replace a file that is there", zh: "覆盖已有文件" }),
};

export const district = optional(
  "--district <number>",
  { en: "of this district alone; all if not given", zh: "只列该区，默认全部" },
  count(1, 65_535),
);
