import stringWidth from "string-width";
import type { Lang, Text } from "../../client/text/text.ts";
import { oneLine } from "./harmless.ts";

/** A small table for the terminal. */
export interface Grid {
  readonly title?: Text;
  readonly head: readonly Text[];
  /** A cell is a text of both languages, or the same in both. */
  readonly rows: readonly (readonly (string | Text)[])[];
  /** The columns that hold figures, which stand right. */
  readonly figures?: readonly number[];
}

/** Aligned columns under their headings. */
export function columnsOf({ title, head, rows, figures = [] }: Grid, lang: Lang): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => oneLine(typeof cell === "string" ? cell : cell[lang])));
  const widths = head.map((_, i) => cells.reduce((most, row) => Math.max(most, stringWidth(row[i] ?? "")), 0));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => padded(cell, widths[i] ?? 0, figures.includes(i))).join("  ")}`.trimEnd();
  const rule = `  ${widths.map((width) => "─".repeat(width)).join("  ")}`;
  const [first = [], ...rest] = cells;
  return [...(title ? [title[lang]] : []), line(first), rule, ...rest.map(line)].join("\n");
}

/** Chinese characters take two columns of a terminal. */
export function padded(text: string, width: number, right = false): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? blanks + text : text + blanks;
}
