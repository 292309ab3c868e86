import { isoOfDay } from "../../../client/days.ts";
import { plainYuan } from "../../../client/money.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import { cellsOf, shown, type Entry, type KindAndValue, type Sheet } from "../sheet.ts";

/** Excel takes a text that begins with one of these for a formula, which a firm's name must never be. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Excel takes a text like these for a number, a date or a time: 2-15 becomes February, 0123 loses its zero. */
const NUMBER = /^\d[\d.,:/\-%E ]*$/i;
const DATE = /^(?=.*\d)(\d+[ \-/.]?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ \-/.]?\d*$/i;

/** Numbers that Excel shows as they are. */
const SHORT = /^(0|[1-9]\d{0,10})$/;

/**
 * A sheet as CSV that opens right in Excel: UTF-8 with its mark, lines that end in CR LF, amounts in plain yuan. A text that Excel
 * would take for a formula has an apostrophe before it; one that it would take for a number or a date has a tab after it.
 * `readTable` takes both away.
 *
 * @param above lines that say what it is, over the headings.
 */
export async function* csvText<S extends Sheet>(
  sheet: S,
  rows: Iterable<Entry<S>> | AsyncIterable<Entry<S>>,
  lang: Lang,
  above: readonly Text[] = [],
): AsyncGenerator<string> {
  const headings = Object.values(sheet.columns).map(({ heading }) => heading[lang]);
  yield `\uFEFF${above.map((line) => csvLine([guarded(line[lang])])).join("")}${csvLine(headings)}`;
  for await (const row of rows) yield csvLine(cellsOf(sheet, row).map((cell) => csvValue(cell, lang)));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}

function csvValue(cell: KindAndValue | undefined, lang: Lang): string {
  switch (cell?.kind) {
    case "amount":
      return plainYuan(cell.value);
    case "day":
      return isoOfDay(cell.value);
    case "text":
    case "hash":
      return guarded(shown(cell, lang));
    default:
      return shown(cell, lang);
  }
}

function guarded(text: string): string {
  if (FORMULA.test(text)) return `'${text}`;
  return (NUMBER.test(text) && !SHORT.test(text)) || DATE.test(text) ? `${text}\t` : text;
}

/** A text as it was before {@link csvText} put an apostrophe before it. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
