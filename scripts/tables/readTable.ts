/**
 * Reads the tables that officers have: CSV in the encodings and with the separators that are met, and Excel workbooks. Columns are
 * declared once and found by their headings; every cell that cannot be read becomes a complaint, and the reading goes on. Rows are
 * handed on one by one and not kept.
 */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { isBlank, type RawRow } from "./cell.ts";
import type { Columns, Row } from "./column.ts";
import type { Complaint } from "./complaint.ts";
import { csvRows } from "./csv/csvFile.ts";
import { SEPARATORS } from "./csv/csvRows.ts";
import { excelSheets } from "./excel/excelFile.ts";
import {
  HEADING_ROWS,
  headingRow,
  headingsOf,
  namedIn,
  noHeadings,
  unknownColumns,
  type Headings,
} from "./headings.ts";
import { survey, type Survey } from "./sourceFile.ts";

/** A file whose headings were found. */
export interface Table<C extends Columns> {
  /** As the person named it. */
  readonly file: string;
  /** SHA-256 of the bytes, `0x` and 64 digits. */
  readonly digest: string;
  /** What a person should know although it stops nothing: columns that are not read, for instance. */
  readonly notes: readonly Text[];
  /** Whether the file has a column that it need not have. */
  has(column: keyof C & string): boolean;

  /**
   * The rows in their order, those left out that are blank or have a complaint. May be called again, to read the file anew.
   *
   * @param complain is told of every complaint before the row after it is given.
   * @throws TongduiError `FileChanged` at the end if the file is no longer what it was at the beginning, `EncodingUnknown`,
   * `WorkbookBroken`, `FileUnreadable`.
   */
  rows(complain: (complaint: Complaint) => void): AsyncIterable<Row<C>>;

  /** A complaint of the caller's own about a row, at one of its columns: a credit code that the ledger does not know, say. */
  complaint(line: number, column: keyof C & string, error: TongduiError): Complaint;
}

/**
 * Opens a table and finds its headings, among the first ten rows.
 *
 * @param file CSV (UTF-8, UTF-16 with its mark, GB18030; comma, semicolon or tab) or an Excel workbook (.xlsx, the sheet that has
 * these headings); what it is shows in its bytes.
 * @throws TongduiError `FileMissing`, `FileIsFolder`, `FileUnreadable`, `TableEmpty`, `OldExcelFile`, `FileIsWebPage`,
 * `EncodingUnknown`, `WorkbookBroken`, `HeadingsNotFound`, `HeadingMissing`, `HeadingTwice`.
 */
export async function readTable<C extends Columns>(file: string, columns: C): Promise<Table<C>> {
  const found = await survey(file);
  const parts = found.form === "excel" ? await sheetsOf(file, found) : separatedWays(file, found);
  // The sheet, or the separator, is the one in which the headings make most sense.
  const tried: Tried[] = [];
  for (const part of parts) {
    const first = await firstRows(part.rows());
    const row = headingRow(first, columns);
    tried.push({ part, first, row, named: row ? namedIn(row, columns) : 0 });
  }
  const best = tried.reduce((a, b) => (b.named > a.named ? b : a));
  if (!best.row) throw noHeadings(file, best.first, columns);
  const headings = headingsOf(file, best.row, columns);
  return {
    file,
    digest: found.digest,
    notes: [...best.part.notes, ...unknownColumns(headings)],
    has: (name) => headings.places.has(name),
    rows: (complain) => typedRows(best.part, headings, columns, complain),
    complaint: (line, name, error) => complaintAt(line, headings.places.get(name)?.index ?? 0, headings, error),
  };
}

/** A part of a file that may be the table: a sheet of a workbook, or a CSV file cut at one of the separators. */
interface Part {
  readonly rows: () => AsyncIterable<RawRow>;
  /** Whether a row has as many cells as the headings; Excel keeps no blank cells. */
  readonly wholeRows: boolean;
  readonly notes: readonly Text[];
}

interface Tried {
  readonly part: Part;
  readonly first: readonly RawRow[];
  readonly row: RawRow | undefined;
  readonly named: number;
}

function separatedWays(file: string, found: Survey): Part[] {
  return SEPARATORS.map((separator) => ({ rows: () => csvRows(file, found, separator), wholeRows: true, notes: [] }));
}

async function sheetsOf(file: string, found: Survey): Promise<Part[]> {
  const sheets = await excelSheets(file, found);
  return sheets.map(({ name, rows }) => {
    const others = sheets.map((sheet) => sheet.name).filter((other) => other !== name);
    return { rows, wholeRows: false, notes: others.length === 0 ? [] : [otherSheets(name, others)] };
  });
}

function otherSheets(name: string, others: readonly string[]): Text {
  return {
    en: `Sheet "${name}" is read; not read: ${others.map((other) => `"${other}"`).join(", ")}.`,
    zh: `读取工作表“${name}”；以下工作表未读取：${others.map((other) => `“${other}”`).join("、")}。`,
  };
}

async function firstRows(rows: AsyncIterable<RawRow>): Promise<RawRow[]> {
  const first: RawRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === HEADING_ROWS) break;
  }
  return first;
}

async function* typedRows<C extends Columns>(
  part: Part,
  headings: Headings,
  columns: C,
  complain: (complaint: Complaint) => void,
): AsyncGenerator<Row<C>> {
  for await (const raw of part.rows()) {
    if (raw.line <= headings.line || (raw.cells.every(isBlank) && !raw.flaw)) continue;
    const complaints: Complaint[] = [];
    const add = (index: number, error: TongduiError): void => {
      complaints.push(complaintAt(raw.line, index, headings, error));
    };
    if (raw.flaw) {
      add(raw.flaw.column - 1, raw.flaw.error);
    } else {
      raw.cells.forEach((cell, index) => {
        if (index >= headings.width && !isBlank(cell)) add(index, beyondHeadings());
      });
      if (part.wholeRows && raw.cells.length < headings.width) {
        add(raw.cells.length, rowTooShort(raw.cells.length, headings.width));
      }
    }
    const values: Record<string, unknown> = { line: raw.line };
    for (const [name, { read, required }] of Object.entries(columns)) {
      const place = headings.places.get(name);
      // From a flaw on cells mean nothing, and those that a short row lacks have their complaint already.
      const end = raw.flaw ? raw.flaw.column - 1 : part.wholeRows ? raw.cells.length : Infinity;
      if (!place || place.index >= end) continue;
      const cell = raw.cells[place.index];
      if (!cell || isBlank(cell)) {
        if (required) add(place.index, cellMissing());
        continue;
      }
      if (cell.kind === "fault") {
        add(place.index, cellIsFault(cell.text));
        continue;
      }
      try {
        values[name] = read(cell);
      } catch (error) {
        if (!(error instanceof TongduiError)) throw error;
        add(place.index, error);
      }
    }
    if (complaints.length > 0) complaints.sort((a, b) => a.column - b.column).forEach(complain);
    else yield values as Row<C>;
  }
}

function complaintAt(line: number, index: number, headings: Headings, error: TongduiError): Complaint {
  const { code, sentence, hint } = error;
  return { line, column: index + 1, heading: headings.names[index] ?? "", code, sentence, hint };
}

function cellMissing(): TongduiError {
  return new TongduiError("CellMissing", { en: "The cell is empty.", zh: "单元格为空。" });
}

function cellIsFault(fault: string): TongduiError {
  const sentence: Text =
    fault === ""
      ? { en: "The formula in this cell was never calculated.", zh: "本单元格的公式尚未计算。" }
      : { en: `The formula in this cell gives ${fault}.`, zh: `本单元格的公式结果为 ${fault}。` };
  const hint = { en: "Enter the value itself.", zh: "请直接填写数值或文字。" };
  return new TongduiError("CellIsFault", sentence, { hint });
}

function beyondHeadings(): TongduiError {
  return new TongduiError(
    "CellBeyondHeadings",
    { en: "The row has more cells than there are headings.", zh: "本行的单元格多于列名。" },
    {
      hint: {
        en: "A comma inside a value needs quotation marks around the value.",
        zh: "如内容中含有分隔符，请用引号括起。",
      },
    },
  );
}

function rowTooShort(has: number, needs: number): TongduiError {
  return new TongduiError("RowTooShort", {
    en: `The row ends here: it has ${has} of ${needs} cells.`,
    zh: `本行到此结束：应有 ${needs} 个单元格，实有 ${has} 个。`,
  });
}
