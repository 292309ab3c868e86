import type { Context } from "../cli/context.ts";
import { columnsOf, type Grid } from "../cli/grid.ts";

const MOST_ROWS = 40;

/** Shows a table before something is asked. Of a long one the first rows stand for all. */
export function noteGrid({ io }: Pick<Context, "io">, grid: Grid): void {
  const more = grid.rows.length - MOST_ROWS;
  const rows = grid.rows.slice(0, MOST_ROWS);
  io.note({ en: columnsOf({ ...grid, rows }, "en"), zh: columnsOf({ ...grid, rows }, "zh") });
  if (more > 0) io.note({ en: `  … and ${more} more`, zh: `  ……另有 ${more} 项` });
}
