/** Reports run through the command, and their figures as a person reads them. */
import type { Office } from "../support/office.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface Given {
  readonly day: string;
  readonly block: number;
  readonly rows: readonly Row[];
  readonly totals: readonly Row[];
}

/** `tongdui report …` as a program reads it. */
export async function given(office: Office, ...words: string[]): Promise<Given> {
  return (await office.tongdui("auditor", "report", ...words, "--json")).json().data;
}

/** Some columns of a row in yuan, for what is computed by hand; a blank stays one. */
export function yuan(row: Row | undefined, ...names: readonly string[]): (number | null)[] {
  return names.map((name) => {
    const fen = row?.[`${name}Fen`] as string | null | undefined;
    if (fen === undefined) throw new RangeError(`There is no column ${name}.`);
    return fen === null ? null : Number(fen) / 100;
  });
}
