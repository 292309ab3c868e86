import writeExcelFile, { type CellObject, type Row as ExcelRow } from "write-excel-file/node";
import { plainYuan } from "../../../client/money.ts";
import type { Lang } from "../../../client/text/text.ts";
import { EXCEL_DIGITS } from "../cell.ts";
import { cellsOf, shown, type Entry, type KindAndValue, type Sheet } from "../sheet.ts";

/** Widths of columns, in characters, by what they hold. */
const WIDTHS = { text: 28, amount: 18, count: 10, day: 12, rate: 10, hash: 68 } as const;

const MILLISECONDS_A_DAY = 86_400_000;

/** A sheet as an Excel workbook: amounts are numbers in yuan, exact to the fen; ids are text; days are dates. */
export async function excelBytes<S extends Sheet>(
  sheet: S,
  rows: Iterable<Entry<S>> | AsyncIterable<Entry<S>>,
  lang: Lang,
): Promise<Uint8Array> {
  const columns = Object.values(sheet.columns);
  const data: ExcelRow[] = [columns.map(({ heading }) => ({ value: heading[lang], fontWeight: "bold" }))];
  for await (const row of rows) data.push(cellsOf(sheet, row).map((cell) => excelCell(cell, lang)));
  return writeExcelFile(data, {
    sheet: sheet.title[lang].slice(0, 31),
    columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })),
    stickyRowsCount: 1,
  }).toBuffer();
}

function excelCell(cell: KindAndValue | undefined, lang: Lang): CellObject | null {
  if (!cell) return null;
  switch (cell.kind) {
    case "amount": {
      const yuan = plainYuan(cell.value);
      // What a number of Excel would round stays text, so that no fen is lost.
      if (yuan.replace(/\D/g, "").length > EXCEL_DIGITS) return { value: yuan, type: String, align: "right" };
      return { value: Number(yuan), type: Number, format: "#,##0.00" };
    }
    case "count":
      return { value: Number(cell.value), type: Number, format: "0" };
    case "rate":
      return { value: cell.value / 10_000, type: Number, format: "0.00%" };
    case "day":
      return { value: new Date(cell.value * MILLISECONDS_A_DAY), type: Date, format: "yyyy-mm-dd" };
    case "text":
    case "hash":
      return { value: shown(cell, lang), type: String, format: "@" };
  }
}
