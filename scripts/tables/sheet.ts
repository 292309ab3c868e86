import { isoOfDay, type Day } from "../../client/days.ts";
import { formatFen, formatRate } from "../../client/money.ts";
import type { Data } from "../cli/answer.ts";
import type { Lang, Text } from "../../client/text/text.ts";

/** The value that a cell of each kind holds. */
interface Values {
  /** Words, names and ids; a {@link Text} is written in the reader's language. */
  text: string | Text;
  /** Fen. */
  amount: bigint;
  count: number;
  day: Day;
  /** Basis points. */
  rate: number;
  /** `0x` and hexadecimal digits: a hash, an address, a commitment. */
  hash: string;
}

export type Kind = keyof Values;

export interface SheetColumn<K extends Kind = Kind> {
  readonly heading: Text;
  readonly kind: K;
}

/** A report: its title and columns, declared once for the terminal, CSV, Excel and JSON. */
export interface Sheet<C extends Readonly<Record<string, SheetColumn>> = Readonly<Record<string, SheetColumn>>> {
  readonly title: Text;
  readonly columns: C;
}

/** A row of a sheet. A value that is missing leaves the cell blank. */
export type Entry<S extends Sheet = Sheet> = {
  readonly [Name in keyof S["columns"]]?: Values[S["columns"][Name]["kind"]] | undefined;
};

/** Gives the sheet back with its columns' kinds known to the compiler. */
export function defineSheet<const C extends Readonly<Record<string, SheetColumn>>>(sheet: Sheet<C>): Sheet<C> {
  return sheet;
}

/** A value with its kind, so that a `switch` over the kind knows the value. */
export type KindAndValue = { [K in Kind]: { readonly kind: K; readonly value: Values[K] } }[Kind];

/** The cells of a row in the order of the sheet's columns; `undefined` is a blank. */
export function cellsOf(sheet: Sheet, entry: Entry): (KindAndValue | undefined)[] {
  return Object.entries(sheet.columns).map(([name, { kind }]) => {
    const value = entry[name];
    return value === undefined ? undefined : ({ kind, value } as KindAndValue);
  });
}

/** Kinds that stand to the right of their column. */
export function isFigure(kind: Kind): boolean {
  return kind === "amount" || kind === "count" || kind === "rate";
}

/** A cell as a person reads it. */
export function shown(cell: KindAndValue | undefined, lang: Lang): string {
  if (!cell) return "";
  switch (cell.kind) {
    case "amount":
      return formatFen(cell.value);
    case "count":
      return String(cell.value);
    case "day":
      return isoOfDay(cell.value);
    case "rate":
      return formatRate(cell.value);
    case "hash":
      return cell.value;
    case "text":
      return typeof cell.value === "string" ? cell.value : cell.value[lang];
  }
}

/**
 * A row for a program. The name of a value says its unit: an amount `face` is `faceFen`, a string of digits, for JSON's own numbers
 * end at 53 bits; a rate `share` is `shareBasisPoints`. A day is `YYYY-MM-DD`, a text in several languages an object, a blank `null`.
 */
export function dataOf<S extends Sheet>(sheet: S, entry: Entry<S>): Readonly<Record<string, Data>> {
  const cells = cellsOf(sheet, entry);
  const named = Object.entries(sheet.columns).map(([name, { kind }], i): [string, Data] => [
    name + (UNITS[kind] ?? ""),
    dataOfCell(cells[i]),
  ]);
  return Object.fromEntries(named);
}

const UNITS: Partial<Record<Kind, string>> = { amount: "Fen", rate: "BasisPoints" };

function dataOfCell(cell: KindAndValue | undefined): Data {
  if (!cell) return null;
  switch (cell.kind) {
    case "day":
      return isoOfDay(cell.value);
    default:
      return cell.value;
  }
}
