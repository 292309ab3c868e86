import type { TongduiError } from "../../client/errors/tongduiError.ts";

/**
 * A cell as the file holds it. What comes from CSV is always `text`; Excel also tells numbers, dates, truths and the faults of
 * formulas (`#N/A`).
 */
export interface Cell {
  readonly kind: "text" | "number" | "date" | "truth" | "fault";

  /** As it would be typed: a number in plain decimals, a date as `2026-06-30` or `2026-06-30 14:05:00`. */
  readonly text: string;
}

/** What is wrong with a row as a whole, before its cells are read. */
export interface Flaw {
  /** Counted from 1. */
  readonly column: number;
  readonly error: TongduiError;
}

/** A row of a file before anybody knows what its columns mean. */
export interface RawRow {
  /** The line of the file on which the row begins, or the number of the row in Excel; counted from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
  /** The first, if there is one: after it the rest of the row means little. */
  readonly flaw?: Flaw | undefined;
}

/** Excel works with fifteen digits: what has more is no longer what was typed. */
export const EXCEL_DIGITS = 15;

/** The most characters of a cell, and the most cells of a row, that Excel keeps. */
export const LONGEST_CELL = 32_767;
export const MOST_COLUMNS = 16_384;

/** Whether nothing is in a cell but blanks. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (cell.kind !== "fault" && cell.text.trim() === "");
}
