import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { isBlank, MOST_COLUMNS, type Cell, type RawRow } from "../cell.ts";
import { broken } from "./broken.ts";
import { dateText, numberText } from "./numbers.ts";
import { longer, TextCollector, withControls } from "./textCollector.ts";
import type { Workbook } from "./workbook.ts";
import { attributesOf, readXml } from "./xml.ts";
import type { Zip } from "./zip.ts";

/** The greatest sheet that there is. */
export const MOST_ROWS = 1_048_576;

const BLANK: Cell = { kind: "text", text: "" };

/**
 * The rows of a sheet that are not blank, one after the other.
 *
 * @throws BrokenWorkbook
 */
export async function* sheetRows(zip: Zip, part: string, workbook: Workbook): AsyncGenerator<RawRow> {
  const sheet = new SheetReader(workbook);
  const steps = readXml(zip.part(part), sheet);
  while (!(await steps.next()).done) yield* sheet.take();
}

/** What is known of a cell while its element is read. */
interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | undefined;
  formula: boolean;
}

class SheetReader {
  private readonly workbook: Workbook;
  private readonly collector = new TextCollector();
  private whole: RawRow[] = [];
  private line = 0;
  private cells: Cell[] = [];
  private isHidden = false;
  private cell: OpenCell | undefined;
  private inValue = false;

  constructor(workbook: Workbook) {
    this.workbook = workbook;
  }

  /** The rows that were read since the last call. */
  take(): RawRow[] {
    const rows = this.whole;
    this.whole = [];
    return rows;
  }

  readonly open = (name: string, attributes: string): void => {
    if (name === "row") this.openRow(attributesOf(attributes));
    else if (name === "c") this.openCell(attributesOf(attributes));
    else if (name === "v") this.inValue = this.cell !== undefined;
    else if (name === "f" && this.cell) this.cell.formula = true;
    else this.collector.open(name);
  };

  readonly close = (name: string): void => {
    if (name === "row") this.closeRow();
    else if (name === "c") this.closeCell();
    else if (name === "v") this.inValue = false;
    else this.collector.close(name);
  };

  readonly text = (text: string): void => {
    if (this.inValue && this.cell) this.cell.value = longer(this.cell.value ?? "", text);
    else this.collector.text(text);
  };

  private openRow({ r, hidden }: Readonly<Record<string, string | undefined>>): void {
    const line = r === undefined ? this.line + 1 : Number(r);
    if (!(line > this.line && line <= MOST_ROWS)) throw broken(`row ${r} after row ${this.line}`);
    this.line = line;
    this.cells = [];
    this.isHidden = hidden === "1" || hidden === "true";
  }

  private closeRow(): void {
    if (this.cells.every(isBlank)) return;
    const flaw = this.isHidden ? { column: 1, error: rowHidden() } : undefined;
    this.whole.push({ line: this.line, cells: this.cells, flaw });
  }

  private openCell({ r, t, s }: Readonly<Record<string, string | undefined>>): void {
    const column = r === undefined ? this.cells.length + 1 : columnOf(r);
    if (!(column > this.cells.length && column <= MOST_COLUMNS)) throw broken(`cell ${r} in row ${this.line}`);
    this.cell = { column, type: t ?? "n", style: Number(s ?? 0), value: undefined, formula: false };
    this.collector.begin();
  }

  private closeCell(): void {
    if (!this.cell) throw broken("a cell ends that did not begin");
    while (this.cells.length < this.cell.column - 1) this.cells.push(BLANK);
    this.cells.push(this.read(this.cell));
    this.cell = undefined;
  }

  private read({ type, style, value, formula }: OpenCell): Cell {
    if (type === "inlineStr") return { kind: "text", text: withControls(this.collector.end()) };
    if (value === undefined) return formula ? { kind: "fault", text: "" } : BLANK;
    switch (type) {
      case "n":
        return this.workbook.dateStyles[style] ? dateText(value, this.workbook.from1904) : numberText(value);
      case "s":
        return { kind: "text", text: this.workbook.texts.at(Number(value)) };
      case "str":
        return { kind: "text", text: withControls(value) };
      case "b":
        return { kind: "truth", text: value === "1" ? "TRUE" : "FALSE" };
      case "d":
        return { kind: "date", text: value.replace("T", " ").replace(/( 00:00(:00(\.0+)?)?)?Z?$/, "") };
      case "e":
        return { kind: "fault", text: value };
      default:
        throw broken(`a cell of type ${type}`);
    }
  }
}

/** The number of a column from the address of a cell: `A3` is 1, `AB7` is 28. */
function columnOf(address: string): number {
  const letters = /^[A-Z]{1,3}/.exec(address)?.[0] ?? "";
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Whoever hid a row may think that it is not in the table any more, or have forgotten it. */
function rowHidden(): TongduiError {
  return new TongduiError(
    "RowHidden",
    { en: "This row is hidden in Excel.", zh: "本行在 Excel 中被隐藏。" },
    {
      hint: {
        en: "Show it, or delete it: clear the filter, if there is one.",
        zh: "请取消隐藏（如有筛选，请清除筛选）或将其删除。",
      },
    },
  );
}
