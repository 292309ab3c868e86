import type { Context } from "./context.ts";
import { columnsOf, type Grid } from "./grid.ts";

/** So many rows are shown. */
export const MOST_ROWS = 40;

/**
 * Shows a table before something is asked. Of a long one the first rows stand for all.
 *
 * @param count how many rows there are, where no more than the first are given.
 */
export function noteGrid({ io }: Pick<Context, "io">, grid: Grid, count: number = grid.rows.length): void {
  const more = count - MOST_ROWS;
  const rows = grid.rows.slice(0, MOST_ROWS);
  io.note({ en: columnsOf({ ...grid, rows }, "en"), zh: columnsOf({ ...grid, rows }, "zh") });
  if (more > 0) io.note({ en: `  … and ${more} more`, zh: `  ……另有 ${more} 项` });
}
