import { parseProgram } from "../../../client/ids.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { needed, optional } from "../../cli/define.ts";

export const program = needed("PROGRAM", { en: "its number, as in 3", zh: "项目编号，例如 3" }, parseProgram);

/** A district's number. @throws TongduiError `DistrictUnreadable`. */
export function districtNumber(typed: string): number {
  const number = /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
  if (number >= 1 && number <= 0xffff) return number;
  throw new TongduiError("DistrictUnreadable", {
    en: `"${typed}" is not the number of a district, as in 2.`,
    zh: `“${typed}”不是区编号，例如 2。`,
  });
}

export const districtOnly = optional(
  "--district <number>",
  { en: "only those of one district", zh: "只列出某一区的" },
  districtNumber,
);
