/** Adding up figures of which some may not be shown. */
import type { Fen } from "./answers.ts";

export interface Sum {
  readonly fen: string;
  /** How many figures are left out of it. */
  readonly hidden: number;
}

export function sumOf(figures: readonly Fen[]): Sum {
  const shown = figures.filter((fen) => fen !== null);
  return {
    fen: shown.reduce((sum, fen) => sum + BigInt(fen), 0n).toString(),
    hidden: figures.length - shown.length,
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
