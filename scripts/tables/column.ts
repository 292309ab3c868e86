import type { Cell } from "./cell.ts";

/**
 * Reads a cell that is not blank.
 *
 * @throws TongduiError with the reason why the cell cannot be read; it becomes a complaint with line and column.
 */
export type ReadCell<T> = (cell: Cell) => T;

/** What a file may call a column, and how its cells are read. */
export interface Column<T> {
  /** Any of them will do; case, blanks, full-width forms and a unit such as （元） do not matter. The first is shown. */
  readonly headings: readonly [string, ...string[]];
  readonly read: ReadCell<T>;
  readonly required: boolean;
}

/** The columns of a kind of file, by the names that the program gives them. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A row that was read without a complaint. */
export type Row<C extends Columns> = { readonly line: number } & {
  readonly [Name in keyof C]: C[Name] extends Column<infer T> ? T : never;
};

/** A column that must be there, with a value in every row. */
export function column<T>(headings: readonly [string, ...string[]], read: ReadCell<T>): Column<T> {
  return { headings, read, required: true };
}

/** A column that may be missing, and whose cells may be blank. */
export function optional<T>(headings: readonly [string, ...string[]], read: ReadCell<T>): Column<T | undefined> {
  return { headings, read, required: false };
}
