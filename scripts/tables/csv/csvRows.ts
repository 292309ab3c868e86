import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { LONGEST_CELL, MOST_COLUMNS, type Cell, type Flaw, type RawRow } from "../cell.ts";
import { unguarded } from "./csvText.ts";

/** The characters that part cells; which of them a file uses shows in its headings. */
export const SEPARATORS = [",", ";", "\t"] as const;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts text into rows and cells after RFC 4180, with any of the three line ends. The text comes in pieces of any length. A cell in
 * quotes may hold separators, line ends and doubled quotes; a quote inside a cell that does not begin with one is a character like
 * any other, as in Excel. What breaks the form becomes a flaw of its row, and the cutting goes on.
 */
export class CsvRows {
  private readonly separator: number;
  private state: "begin" | "plain" | "quoted" | "closing" | "after" = "begin";
  private line = 1;
  private rowLine = 1;
  private cell = "";
  private cells: Cell[] = [];
  private flaw: Flaw | undefined;
  private skipLineFeed = false;
  /** Set once there is so much without an end that the rest means nothing. */
  private lost = false;

  constructor(separator: string) {
    this.separator = separator.charCodeAt(0);
  }

  /** The rows that end in this piece of text; all of them are to be taken before the next piece is given. */
  *cut(text: string): Generator<RawRow> {
    let from = 0;
    for (let i = 0; i < text.length && !this.lost; i += 1) {
      const character = text.charCodeAt(i);
      const lineFeedOfPair = this.skipLineFeed && character === LINE_FEED;
      this.skipLineFeed = character === CARRIAGE_RETURN;
      const lineEnds = (character === LINE_FEED && !lineFeedOfPair) || character === CARRIAGE_RETURN;
      if (this.state === "quoted") {
        if (lineEnds) this.line += 1;
        if (character === QUOTE) {
          this.cell += text.slice(from, i);
          this.state = "closing";
        }
        if (i - from + this.cell.length > LONGEST_CELL) this.lose("QuoteNotClosed", NOT_CLOSED);
        continue;
      }
      if (character === QUOTE && this.state === "closing") {
        from = i;
        this.state = "quoted";
        continue;
      }
      if (character === QUOTE && this.state === "begin") {
        from = i + 1;
        this.state = "quoted";
        continue;
      }
      if (lineFeedOfPair) {
        from = i + 1;
        continue;
      }
      if (character === this.separator || lineEnds) {
        if (this.state === "plain") this.cell += text.slice(from, i);
        this.endCell();
        from = i + 1;
        if (this.cells.length > MOST_COLUMNS) this.lose("RowTooLong", TOO_MANY_CELLS);
        else if (lineEnds) {
          this.line += 1;
          yield this.endRow();
        }
        continue;
      }
      if (this.state === "begin") {
        from = i;
        this.state = "plain";
      } else if (this.state === "closing") {
        if (character !== 0x20) this.spoil("QuoteMisplaced", MISPLACED);
        this.state = "after";
      }
    }
    if (this.state === "plain" || this.state === "quoted") this.cell += text.slice(from);
    if (this.cell.length > LONGEST_CELL) this.lose("CellTooLong", TOO_LONG);
    if (this.lost) yield this.endRow();
  }

  /** Whether the cutting stopped before the end. */
  get isLost(): boolean {
    return this.lost;
  }

  /** The last row, if the text does not end with a line end. */
  *end(): Generator<RawRow> {
    if (this.lost) return;
    if (this.state === "quoted") this.spoil("QuoteNotClosed", NOT_CLOSED);
    if (this.state === "begin" && this.cells.length === 0) return;
    this.endCell();
    yield this.endRow();
  }

  private endCell(): void {
    if (this.cell.length > LONGEST_CELL) this.spoil("CellTooLong", TOO_LONG);
    this.cells.push({ kind: "text", text: unguarded(this.cell) });
    this.cell = "";
    this.state = "begin";
  }

  private endRow(): RawRow {
    const row = { line: this.rowLine, cells: this.cells, flaw: this.flaw };
    this.cells = [];
    this.flaw = undefined;
    this.rowLine = this.line;
    return row;
  }

  private lose(code: string, sentence: Text): void {
    if (this.lost) return;
    this.flaw = undefined;
    this.spoil(code, sentence);
    this.lost = true;
  }

  private spoil(code: string, sentence: Text): void {
    this.flaw ??= { column: this.cells.length + 1, error: new TongduiError(code, sentence) };
  }
}

const NOT_CLOSED = {
  en: "The quotation mark that begins this cell is never closed; what follows was not read.",
  zh: "本单元格开头的引号没有闭合，其后的内容未读取。",
};
const MISPLACED = {
  en: "There is text after the quotation mark that closes this cell.",
  zh: "本单元格的闭合引号之后还有内容。",
};
const TOO_LONG = {
  en: `There are more than ${LONGEST_CELL} characters in this cell.`,
  zh: `本单元格超过 ${LONGEST_CELL} 个字符。`,
};
const TOO_MANY_CELLS = {
  en: `There are more than ${MOST_COLUMNS} cells in this row; what follows was not read.`,
  zh: `本行超过 ${MOST_COLUMNS} 个单元格，其后的内容未读取。`,
};
