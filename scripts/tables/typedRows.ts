import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { isBlank, type RawRow } from "./cell.ts";
import type { Columns, Row } from "./column.ts";
import type { Complaint } from "./complaint.ts";
import type { Headings } from "./headings.ts";

/** What a program writes that lost a character, and what no text has. */
const LOST = /[\0\uFFFD]/;

/**
 * The rows below the headings with their values. A row that has a complaint is left out, a blank one too.
 *
 * @param isWhole whether a row must have a cell under every heading; Excel keeps no blank cells.
 */
export async function* typedRows<C extends Columns>(
  rows: AsyncIterable<RawRow>,
  headings: Headings,
  columns: C,
  isWhole: boolean,
  complain: (complaint: Complaint) => void,
): AsyncGenerator<Row<C>> {
  for await (const raw of rows) {
    if (raw.line <= headings.line || (raw.cells.every(isBlank) && !raw.flaw)) continue;
    const complaints: Complaint[] = [];
    const values = valuesOf(raw, headings, columns, isWhole, (index, error) => {
      complaints.push(complaintAt(raw.line, index, headings, error));
    });
    if (complaints.length === 0) yield { line: raw.line, ...values } as Row<C>;
    else complaints.sort((a, b) => a.column - b.column).forEach(complain);
  }
}

/** A complaint about a row at one of its columns, counted from 0. */
export function complaintAt(line: number, index: number, { names }: Headings, error: TongduiError): Complaint {
  const { code, sentence, hint } = error;
  return { line, column: index + 1, heading: names[index] ?? "", code, sentence, hint };
}

type Complain = (index: number, error: TongduiError) => void;

function valuesOf(
  raw: RawRow,
  headings: Headings,
  columns: Columns,
  isWhole: boolean,
  complain: Complain,
): Record<string, unknown> {
  const spoilt = raw.flaw ? flawOf(raw.flaw, complain) : shapeOf(raw, headings, isWhole, complain);
  const values: Record<string, unknown> = {};
  for (const [name, { read, required }] of Object.entries(columns)) {
    const place = headings.places.get(name)?.index;
    if (place === undefined || spoilt(place)) continue;
    const cell = raw.cells[place];
    if (!cell || isBlank(cell)) {
      if (required) complain(place, cellMissing());
      continue;
    }
    try {
      if (cell.kind === "fault") throw cellIsFault(cell.text);
      values[name] = read(cell);
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      complain(place, error);
    }
  }
  return values;
}

/** Which cells need not be read any more, for they have their complaint or mean nothing. */
type Spoilt = (index: number) => boolean;

function flawOf({ column, error }: NonNullable<RawRow["flaw"]>, complain: Complain): Spoilt {
  complain(column - 1, error);
  return (index) => index >= column - 1;
}

/** Whether the row has as many cells as there are headings, and all of them are text. */
function shapeOf({ cells }: RawRow, { names, width }: Headings, isWhole: boolean, complain: Complain): Spoilt {
  const lost = new Set<number>();
  cells.forEach((cell, index) => {
    if (LOST.test(cell.text)) {
      lost.add(index);
      complain(index, characterLost(cell.text));
    } else if ((names[index] ?? "") === "" && !isBlank(cell)) {
      complain(index, noHeading());
    }
  });
  if (isWhole && cells.length < width) complain(cells.length, rowTooShort(cells.length, width));
  return (index) => lost.has(index) || (isWhole && index >= cells.length);
}

function cellMissing(): TongduiError {
  return new TongduiError("CellMissing", { en: "The cell is empty.", zh: "单元格为空。" });
}

function characterLost(text: string): TongduiError {
  const shown = text.replace(/[\0\uFFFD]+/g, "□").trim();
  return new TongduiError(
    "CharacterLost",
    { en: `"${shown}" has a character in it that cannot be read.`, zh: `“${shown}”中有无法识别的字符。` },
    { hint: { en: "Type it again, and save the file as .xlsx.", zh: "请重新录入，并将文件另存为 .xlsx 格式。" } },
  );
}

function cellIsFault(fault: string): TongduiError {
  const sentence: Text =
    fault === ""
      ? { en: "The formula in this cell was never calculated.", zh: "本单元格的公式尚未计算。" }
      : { en: `The formula in this cell gives ${fault}.`, zh: `本单元格的公式结果为 ${fault}。` };
  const hint = { en: "Enter the value itself.", zh: "请直接填写数值或文字。" };
  return new TongduiError("CellIsFault", sentence, { hint });
}

function noHeading(): TongduiError {
  return new TongduiError(
    "CellWithoutHeading",
    { en: "There is no heading above this cell.", zh: "本单元格没有对应的列名。" },
    {
      hint: {
        en: "In CSV, a value with a comma in it needs quotation marks around it.",
        zh: "CSV 文件中，内容含有分隔符时须用引号括起。",
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
