/** Adding up figures of which some may not be shown. */
import type { Fen } from "./answers.ts";

export interface Sum {
  readonly fen: string;
  /** Some of what it is a sum of is not shown, or not shown to the last voucher. */
  readonly partly: boolean;
}

export function sumOf<Name extends string>(
  rows: readonly (Readonly<Record<Name, Fen>> & { readonly suppressed?: boolean })[],
  figure: Name,
): Sum {
  const figures = rows.map((row): Fen => row[figure]);
  return {
    fen: figures.reduce((sum, fen) => sum + BigInt(fen ?? 0), 0n).toString(),
    // A figure of the budget is whole even where those of its vouchers are not.
    partly: figures.includes(null) || (figure !== "approved" && rows.some(({ suppressed }) => suppressed === true)),
  };
}

/** The months from one to another, both included, as 2019-12. */
export function monthsThrough(first: string, last: string): string[] {
  const months: string[] = [];
  for (let [year = 0, month = 0] = first.split("-").map(Number); ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name > last) return months;
    months.push(name);
  }
}
