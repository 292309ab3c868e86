import { normalise } from "../../client/documents/normalise.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { isBlank, type RawRow } from "./cell.ts";
import type { Columns } from "./column.ts";

/** Title lines stand above the headings in many files; further down than this nobody looks for them. */
export const HEADING_ROWS = 10;

/** Where the columns of a file are. */
export interface Headings {
  /** The line of the headings. */
  readonly line: number;
  /** By the program's name of a column: its place from 0 and what the file calls it. */
  readonly places: ReadonlyMap<string, Place>;
  /** How many columns there are up to the last one that has a heading. */
  readonly width: number;
  /** What the file calls each of its columns; empty where it has no heading. */
  readonly names: readonly string[];
}

export interface Place {
  readonly index: number;
  readonly heading: string;
}

/** How many of the columns a row names: the headings are the row that names most. */
export function namedIn(row: RawRow, columns: Columns): number {
  const known = keysOf(columns);
  return new Set(row.cells.map(({ text }) => known.get(tidy(text))).filter((name) => name !== undefined)).size;
}

/** The row with the headings among the first rows of a file, if any row names a column. */
export function headingRow(rows: readonly RawRow[], columns: Columns): RawRow | undefined {
  const best = rows.reduce<{ row?: RawRow; named: number }>(
    (found, row) => {
      const named = namedIn(row, columns);
      return named > found.named ? { row, named } : found;
    },
    { named: 0 },
  );
  return best.row;
}

/**
 * Finds the columns in the row of headings.
 *
 * @throws TongduiError `HeadingTwice`, `HeadingMissing`; `HeadingUnit` for an amount that is not in yuan.
 */
export function headingsOf(file: string, row: RawRow, columns: Columns): Headings {
  const known = keysOf(columns);
  const names = row.cells.map(({ text }) => text.trim());
  const places = new Map<string, Place>();
  names.forEach((heading, index) => {
    const name = known.get(tidy(heading));
    if (name === undefined) return;
    const first = places.get(name);
    if (first) {
      throw new TongduiError("HeadingTwice", {
        en: `${file}:${row.line}: columns ${first.index + 1} "${first.heading}" and ${index + 1} "${heading}" mean the same.`,
        zh: `${file}:${row.line}：第 ${first.index + 1} 列“${first.heading}”与第 ${index + 1} 列“${heading}”含义相同。`,
      });
    }
    places.set(name, { index, heading });
  });
  const headings = { line: row.line, places, names, width: names.findLastIndex((heading) => heading !== "") + 1 };
  const missing = Object.entries(columns).filter(([name, { required }]) => required && !places.has(name));
  if (missing.length === 0) return headings;
  const inOtherUnit = names.findIndex((heading) => known.has(withoutUnit(heading)) && !known.has(tidy(heading)));
  if (inOtherUnit !== -1) throw otherUnit(file, row.line, inOtherUnit, names[inOtherUnit] ?? "");
  throw headingMissing(
    file,
    headings,
    missing.map(([, column]) => column.headings),
  );
}

/** What a person should know of a file's columns that nobody reads. */
export function unknownColumns({ names, places }: Headings): Text[] {
  const read = new Set([...places.values()].map(({ index }) => index));
  const unread = names.filter((heading, index) => heading !== "" && !read.has(index));
  if (unread.length === 0) return [];
  return [
    {
      en: `Not read: ${unread.map((heading) => `"${heading}"`).join(", ")}.`,
      zh: `以下列未读取：${unread.map((heading) => `“${heading}”`).join("、")}。`,
    },
  ];
}

/** `TableEmpty` if there is nothing in the file, `FileNotText` if it is no text, else `HeadingsNotFound`. */
export function noHeadings(file: string, rows: readonly RawRow[], columns: Columns): TongduiError {
  if (rows.every(({ cells }) => cells.every(isBlank))) {
    return new TongduiError("TableEmpty", { en: `${file} is empty.`, zh: `${file} 为空。` });
  }
  if (rows.some(({ cells }) => cells.some(({ text }) => text.includes("\0")))) {
    return new TongduiError(
      "FileNotText",
      { en: `${file} is neither CSV nor an Excel workbook.`, zh: `${file} 既不是 CSV 文件，也不是 Excel 工作簿。` },
      { hint: { en: "Save it in Excel as .xlsx.", zh: "请用 Excel 另存为 .xlsx 格式。" } },
    );
  }
  const wanted = Object.values(columns).filter(({ required }) => required);
  return new TongduiError(
    "HeadingsNotFound",
    {
      en: `None of the first ${HEADING_ROWS} rows of ${file} has the headings of this table.`,
      zh: `${file} 的前 ${HEADING_ROWS} 行中没有本表的列名。`,
    },
    { hint: wantedHint(wanted.map(({ headings }) => headings)) },
  );
}

function headingMissing(file: string, headings: Headings, missing: readonly (readonly string[])[]): TongduiError {
  const lacks = missing.map(([first = ""]) => first);
  const wanted = wantedHint(missing);
  // A column that nobody knows is often the one that is missed: 金额（万元）, say.
  const unknown = unknownColumns(headings);
  return new TongduiError(
    "HeadingMissing",
    {
      en: `${file}:${headings.line}: there is no column ${lacks.map((heading) => `"${heading}"`).join(", ")}.`,
      zh: `${file}:${headings.line}：缺少列${lacks.map((heading) => `“${heading}”`).join("、")}。`,
    },
    {
      hint: {
        en: [wanted, ...unknown].map(({ en }) => en).join(" "),
        zh: [wanted, ...unknown].map(({ zh }) => zh).join(""),
      },
    },
  );
}

function otherUnit(file: string, line: number, index: number, heading: string): TongduiError {
  return new TongduiError(
    "HeadingUnit",
    {
      en: `${file}:${line}:${index + 1} "${heading}": amounts are taken in yuan only.`,
      zh: `${file}:${line}:${index + 1}“${heading}”：金额只按“元”读取。`,
    },
    {
      hint: {
        en: "Write all amounts of the column in yuan, and say so in its heading: (元).",
        zh: "请将该列金额全部换算为元，并将列名中的单位改为“元”。",
      },
    },
  );
}

function wantedHint(wanted: readonly (readonly string[])[]): Text {
  return {
    en: `Each column may be headed by any of these: ${wanted.map((headings) => headings.join(" / ")).join("; ")}.`,
    zh: `各列可用的列名：${wanted.map((headings) => headings.join(" / ")).join("；")}。`,
  };
}

/** The names of the columns by what a file may call them. */
function keysOf(columns: Columns): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(columns).flatMap(([name, { headings }]) =>
      headings.map((heading) => [tidy(heading), name] as const),
    ),
  );
}

/** Offices mark columns that must be filled in with an asterisk, and say the unit of an amount. */
function tidy(heading: string): string {
  return normalise(heading)
    .replaceAll("*", "")
    .replace(/\((元|人民币元|YUAN|CNY)\)$/, "");
}

/** A heading without the unit of an amount that is not in yuan: 面额（万元）, Face (10,000 yuan), 面额（单位：千元）. */
function withoutUnit(heading: string): string {
  return tidy(tidy(heading).replace(OTHER_UNIT, ""));
}

const OTHER_UNIT =
  /[([,/:-]*(?:单位:?|IN)?(?:人民币)?(?:[十百千万亿]+元?|分|角|10,?000(?:YUAN|CNY|RMB|元)|1,?000(?:YUAN|CNY|RMB|元)|(?:TEN)?THOUSAND(?:YUAN|CNY|RMB)|FEN)[)\]]*$/;
