import { Readable } from "node:stream";
import { readSheet } from "read-excel-file/node";
import { isoOfDay } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { EXCEL_DIGITS, type Cell, type RawRow } from "../cell.ts";
import { surveyedBytes, type Survey } from "../sourceFile.ts";

/**
 * The rows of the first sheet of an Excel workbook.
 *
 * @throws TongduiError `WorkbookBroken`, and those of {@link surveyedBytes}.
 */
export async function* excelRows(file: string, survey: Survey): AsyncGenerator<RawRow> {
  const rows = await readSheet(Readable.from(surveyedBytes(file, survey)), 1, { trim: false }).catch(
    (cause: unknown) => {
      if (cause instanceof TongduiError) throw cause;
      throw new TongduiError(
        "WorkbookBroken",
        { en: `${file} is not a whole Excel workbook.`, zh: `${file} 不是完整的 Excel 工作簿。` },
        { hint: { en: "Open it in Excel and save it again.", zh: "请用 Excel 打开并重新保存。" }, cause },
      );
    },
  );
  for (const [i, row] of rows.entries()) {
    yield { line: i + 1, cells: (row as unknown[]).map(cellOf), flaws: [] };
  }
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return { kind: "date", text: isoOfDay(Math.floor(value.getTime() / 86_400_000)) };
  if (typeof value === "number") return { kind: "number", text: plainDecimal(value) };
  if (typeof value === "boolean") return { kind: "truth", text: value ? "TRUE" : "FALSE" };
  return { kind: "text", text: typeof value === "string" ? value : "" };
}

/** A number with Excel's fifteen digits and no exponent. */
export function plainDecimal(number: number): string {
  const [digits = "", exponent = "0"] = number.toExponential(EXCEL_DIGITS - 1).split("e");
  const [whole = "", decimals = ""] = digits.replace("-", "").split(".");
  const all = whole + decimals;
  const point = Number(exponent) + 1;
  const left = point > 0 ? all.slice(0, point).padEnd(point, "0") : "0";
  const right = (point > 0 ? all.slice(point) : "0".repeat(-point) + all).replace(/0+$/, "");
  return `${number < 0 ? "-" : ""}${left}${right === "" ? "" : `.${right}`}`;
}
