/**
 * Reads the tables that officers have: CSV in the encodings and with the separators that are met, and Excel workbooks. Columns are
 * declared once and found by their headings; every cell that cannot be read becomes a complaint, and the reading goes on. Rows are
 * handed on one by one and not kept.
 */
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import type { RawRow } from "./cell.ts";
import type { Columns, Row } from "./column.ts";
import type { Complaint } from "./complaint.ts";
import { csvRows } from "./csv/csvFile.ts";
import { SEPARATORS } from "./csv/csvRows.ts";
import { excelSheets } from "./excel/excelFile.ts";
import { HEADING_ROWS, headingRow, headingsOf, namedIn, noHeadings, unknownColumns } from "./headings.ts";
import { survey, type Survey } from "./sourceFile.ts";
import { complaintAt, typedRows } from "./typedRows.ts";

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
   * @param complain is told of every complaint before a later row is given.
   * @throws TongduiError at the end `FileChanged` if the file is no longer what it was at the beginning; `WorkbookBroken`,
   * `FileMissing`, `FileUnreadable`.
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
 * @throws TongduiError `FileMissing`, `FileIsFolder`, `FileUnreadable`, `TableEmpty`, `OldExcelFile`, `FileIsWebPage`, `FileNotText`,
 * `WorkbookBroken`, `FileChanged`, `HeadingsNotFound`, `HeadingMissing`, `HeadingTwice`.
 */
export async function readTable<C extends Columns>(file: string, columns: C): Promise<Table<C>> {
  const found = await survey(file);
  const ways = found.form === "excel" ? await sheetsOf(file, found) : textsOf(file, found);
  const tried: Tried[] = [];
  for (const way of ways) {
    const first = await firstRows(way.rows());
    const row = headingRow(first, columns);
    tried.push({ way, first, row, named: row ? namedIn(row, columns) : 0 });
  }
  const { way, row, first } = tried.reduce((best, other) => (other.named > best.named ? other : best));
  if (!row) throw noHeadings(file, first, columns);
  const headings = headingsOf(file, row, columns);
  return {
    file,
    digest: found.digest,
    notes: [...way.notes, ...unknownColumns(headings)],
    has: (name) => headings.places.has(name),
    rows: (complain) => typedRows(way.rows(), headings, columns, way.isWhole, complain),
    complaint: (line, name, error) => complaintAt(line, headings.places.get(name)?.index ?? 0, headings, error),
  };
}

/** A way to read a file. The right one is that in which the headings make most sense. */
interface Way {
  readonly rows: () => AsyncIterable<RawRow>;
  /** Whether a row has a cell under every heading; Excel keeps no blank cells. */
  readonly isWhole: boolean;
  readonly notes: readonly Text[];
}

interface Tried {
  readonly way: Way;
  readonly first: readonly RawRow[];
  readonly row: RawRow | undefined;
  readonly named: number;
}

/** A CSV file cut at each of the separators. */
function textsOf(file: string, found: Survey): Way[] {
  return SEPARATORS.map((separator) => ({ rows: () => csvRows(file, found, separator), isWhole: true, notes: [] }));
}

async function sheetsOf(file: string, found: Survey): Promise<Way[]> {
  const sheets = await excelSheets(file, found);
  return sheets.map(({ name, rows }) => {
    const others = sheets.map((sheet) => sheet.name).filter((other) => other !== name);
    return { rows, isWhole: false, notes: others.length === 0 ? [] : [otherSheets(name, others)] };
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
