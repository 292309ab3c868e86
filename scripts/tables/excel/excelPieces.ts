import { plainYuan } from "../../../client/money.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import { EXCEL_DIGITS, LONGEST_CELL } from "../cell.ts";
import { cellsOf, shown, type Entry, type KindAndValue, type Sheet, type SheetColumn } from "../sheet.ts";
import { MOST_ROWS } from "./sheetRows.ts";
import { CONTENT_TYPES, RELATIONS, STYLE, STYLES, WORKBOOK_RELATIONS, workbookXml } from "./fixedParts.ts";
import { escaped } from "./xml.ts";
import { zipPieces } from "./zipPieces.ts";

/** Widths of columns, in characters, by what they hold. */
const WIDTHS = { text: 28, amount: 20, count: 10, day: 12, rate: 10, hash: 68 } as const;

/** Excel counts days from the last day of 1899. */
const UNIX_EPOCH = 25_569;

/** What XML cannot hold, and what Excel would take for the writing of it. */
const UNFIT = /(?![\t\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]|_(?=x[0-9a-f]{4}_)/giu;

/**
 * A sheet as an Excel workbook, piece by piece: headings bold and fixed, amounts numbers in yuan and exact to the fen, ids text, days
 * dates.
 *
 * @param above lines that say what it is, over the headings; the first one is its title.
 * @throws TongduiError `CellTooLong`, `TooManyRows`: more than a sheet of Excel holds.
 */
export function excelPieces<S extends Sheet>(
  sheet: S,
  rows: Iterable<Entry<S>> | AsyncIterable<Entry<S>>,
  lang: Lang,
  above: readonly Text[] = [],
): AsyncGenerator<Uint8Array> {
  return zipPieces([
    { name: "[Content_Types].xml", content: [CONTENT_TYPES] },
    { name: "_rels/.rels", content: [RELATIONS] },
    { name: "xl/workbook.xml", content: [workbookXml(sheet.title[lang])] },
    { name: "xl/_rels/workbook.xml.rels", content: [WORKBOOK_RELATIONS] },
    { name: "xl/styles.xml", content: [STYLES] },
    { name: "xl/worksheets/sheet1.xml", content: sheetXml(sheet, rows, lang, above) },
  ]);
}

async function* sheetXml(
  sheet: Sheet,
  rows: Iterable<Entry> | AsyncIterable<Entry>,
  lang: Lang,
  above: readonly Text[],
): AsyncGenerator<string> {
  const columns = Object.values(sheet.columns);
  let line = above.length + 1;
  yield beforeRows(columns, line);
  yield* above.map((text, i) =>
    rowXml(i + 1, [textXml(addressOf(0, i + 1), text[lang], i === 0 ? STYLE.heading : STYLE.text)]),
  );
  yield rowXml(
    line,
    columns.map(({ heading }, i) => textXml(addressOf(i, line), heading[lang], STYLE.heading)),
  );
  for await (const row of rows) {
    line += 1;
    if (line > MOST_ROWS) throw tooManyRows();
    const at = line;
    yield rowXml(
      at,
      cellsOf(sheet, row).map((cell, i) => (cell ? cellXml(addressOf(i, at), cell, lang) : "")),
    );
  }
  yield "</sheetData></worksheet>";
}

/** @param fixed how many lines stay in sight. */
function beforeRows(columns: readonly SheetColumn[], fixed: number): string {
  const widths = columns.map(
    ({ kind }, i) => `<col min="${i + 1}" max="${i + 1}" width="${WIDTHS[kind]}" customWidth="1"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetViews><sheetView workbookViewId="0">',
    `<pane ySplit="${fixed}" topLeftCell="A${fixed + 1}" activePane="bottomLeft" state="frozen"/>`,
    "</sheetView></sheetViews>",
    `<cols>${widths.join("")}</cols>`,
    "<sheetData>",
  ].join("");
}

function rowXml(line: number, cells: readonly string[]): string {
  return `<row r="${line}">${cells.join("")}</row>`;
}

function cellXml(address: string, cell: KindAndValue, lang: Lang): string {
  switch (cell.kind) {
    case "amount": {
      const yuan = plainYuan(cell.value);
      // What a number of Excel would round stays text, so that no fen is lost.
      if (yuan.replace(/\D/g, "").length > EXCEL_DIGITS) return textXml(address, yuan, STYLE.text);
      return numberXml(address, yuan, STYLE.amount);
    }
    case "count":
      return numberXml(address, String(cell.value), STYLE.count);
    case "rate":
      return numberXml(address, String(cell.value / 10_000), STYLE.rate);
    case "day":
      return numberXml(address, String(cell.value + UNIX_EPOCH), STYLE.day);
    case "text":
    case "hash":
      return textXml(address, shown(cell, lang), STYLE.text);
  }
}

function numberXml(address: string, number: string, style: number): string {
  return `<c r="${address}" s="${style}"><v>${number}</v></c>`;
}

function textXml(address: string, text: string, style: number): string {
  if (text.length > LONGEST_CELL) throw cellTooLong(address, text.length);
  const fit = text.replace(UNFIT, (unfit) => `_x${unfit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(fit)}</t></is></c>`;
}

/** The address of a cell: column 0 of line 3 is `A3`. */
function addressOf(column: number, line: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${line}`;
}

function cellTooLong(address: string, length: number): TongduiError {
  return new TongduiError("CellTooLong", {
    en: `Cell ${address} would have ${length} characters, and Excel keeps at most ${LONGEST_CELL}.`,
    zh: `单元格 ${address} 有 ${length} 个字符，超过 Excel 的上限 ${LONGEST_CELL}。`,
  });
}

function tooManyRows(): TongduiError {
  return new TongduiError(
    "TooManyRows",
    { en: `A sheet of Excel has at most ${MOST_ROWS} rows.`, zh: `Excel 工作表最多 ${MOST_ROWS} 行。` },
    { hint: { en: "Write CSV instead.", zh: "请改用 CSV 格式。" } },
  );
}
