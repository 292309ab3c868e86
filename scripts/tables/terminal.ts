import stringWidth from "string-width";
import type { Lang } from "../../client/text/text.ts";
import { cellsOf, isFigure, shown, type Entry, type Sheet } from "./sheet.ts";

/** A sheet for the terminal: aligned columns, figures to the right, two blanks before each line. */
export function terminalTable<S extends Sheet>(sheet: S, rows: readonly Entry<S>[], lang: Lang): string {
  const columns = Object.values(sheet.columns);
  return tableOf(
    columns.map(({ heading }) => heading[lang]),
    rows.map((row) => cellsOf(sheet, row).map((cell) => oneLine(shown(cell, lang)))),
    (column) => isFigure(columns[column]?.kind ?? "text"),
  );
}

/**
 * Aligned columns under their headings.
 *
 * @param right which columns, counted from 0, stand to the right.
 */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: (column: number) => boolean,
): string {
  const widths = head.map((heading, i) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[i] ?? "")), stringWidth(heading)),
  );
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => pad(cell, widths[i] ?? 0, right(i))).join("  ")}`.trimEnd();
  const rule = widths.map((width) => "─".repeat(width));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Chinese characters take two columns of a terminal. */
export function pad(text: string, width: number, right = false): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? blanks + text : text + blanks;
}

/** What a file brought must neither break the table's lines nor speak to the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
