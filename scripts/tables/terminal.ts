import type { Grid } from "../cli/grid.ts";
import { cellsOf, isFigure, shown, type Entry, type Sheet } from "./sheet.ts";

/** A sheet for the terminal: the answer of a command can hold it as it is. */
export function gridOf<S extends Sheet>(sheet: S, rows: readonly Entry<S>[]): Grid {
  const columns = Object.values(sheet.columns);
  return {
    title: sheet.title,
    head: columns.map(({ heading }) => heading),
    rows: rows.map((row) => cellsOf(sheet, row).map((cell) => ({ en: shown(cell, "en"), zh: shown(cell, "zh") }))),
    figures: columns.flatMap(({ kind }, i) => (isFigure(kind) ? [i] : [])),
  };
}
