/** Writes a sheet to a file or a stream: aligned for the terminal, as CSV or a workbook for Excel, or as JSON for programs. */
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Lang, Text } from "../../client/text/text.ts";
import { jsonOf } from "../cli/answer.ts";
import { inChunks } from "./chunks.ts";
import { csvText } from "./csv/csvText.ts";
import { excelPieces } from "./excel/excelPieces.ts";
import { newFile } from "./newFile.ts";
import { dataOf, type Entry, type Sheet } from "./sheet.ts";
import { gridOf } from "./terminal.ts";

export const FORMATS = ["terminal", "csv", "xlsx", "json"] as const;

export type Format = (typeof FORMATS)[number];

/** A file, written whole or not at all and never over another one unless that is asked for, with newFile's mode; or a stream, which stays open. */
export type Target =
  { readonly file: string; readonly overwrite?: boolean; readonly mode?: number } | { readonly stream: Writable };

/**
 * Writes a sheet.
 *
 * @param above lines over the headings of CSV and Excel: what it is, and of when.
 * @param rows are taken one by one and, in CSV and JSON, not kept.
 * @returns how many rows there were.
 * @throws TongduiError `FileExists`, `FileUnwritable`; what the rows throw goes through, and then no file is left.
 */
export async function writeTable<S extends Sheet>(
  target: Target,
  sheet: S,
  rows: Iterable<Entry<S>> | AsyncIterable<Entry<S>>,
  { format, lang, above = [] }: { readonly format: Format; readonly lang: Lang; readonly above?: readonly Text[] },
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<Entry<S>> {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  const pieces = PIECES[format](sheet, counted(), lang, above);
  if ("stream" in target) {
    for await (const piece of pieces) if (!target.stream.write(piece)) await once(target.stream, "drain");
  } else {
    const { file, overwrite = false, mode } = target;
    const write = async (add: (bytes: string | Uint8Array) => Promise<void>): Promise<void> => {
      for await (const piece of pieces) await add(piece);
    };
    await newFile(file, overwrite, write, mode);
  }
  return count;
}

type Pieces = (
  sheet: Sheet,
  rows: AsyncIterable<Entry>,
  lang: Lang,
  above: readonly Text[],
) => AsyncIterable<string | Uint8Array>;

const PIECES: Readonly<Record<Format, Pieces>> = {
  csv: (sheet, rows, lang, above) => inChunks(csvText(sheet, rows, lang, above)),
  json: (sheet, rows) => inChunks(jsonText(sheet, rows)),
  async *terminal(sheet, rows, lang) {
    const all: Entry[] = [];
    for await (const row of rows) all.push(row);
    const { columnsOf } = await import("../cli/grid.ts");
    yield `${columnsOf(gridOf(sheet, all), lang)}\n`;
  },
  xlsx: excelPieces,
};

async function* jsonText(sheet: Sheet, rows: AsyncIterable<Entry>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const row of rows) {
    yield before + jsonOf(dataOf(sheet, row));
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
