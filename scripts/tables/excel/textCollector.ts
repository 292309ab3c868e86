import { LONGEST_CELL } from "../cell.ts";
import { broken } from "./broken.ts";

/** A character that XML cannot hold takes seven: `_x000D_`. */
const LONGEST_RAW = 7 * LONGEST_CELL;

/** A cell's text with what comes next. A small archive can hold a text that no memory holds. @throws BrokenWorkbook */
export function longer(text: string, more: string): string {
  if (text.length + more.length > LONGEST_RAW) throw broken("a text is longer than any cell's");
  return text + more;
}

/** Puts a text together from its runs, without the readings of characters that East Asian editions add. */
export class TextCollector {
  private whole = "";
  private inText = false;
  private inReading = false;

  begin(): void {
    this.whole = "";
  }

  open(name: string): void {
    if (name === "t") this.inText = true;
    if (name === "rPh") this.inReading = true;
  }

  close(name: string): void {
    if (name === "t") this.inText = false;
    if (name === "rPh") this.inReading = false;
  }

  text(text: string): void {
    if (this.inText && !this.inReading) this.whole = longer(this.whole, text);
  }

  /** As the file has it: {@link withControls} makes it whole. */
  end(): string {
    return this.whole;
  }
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function withControls(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
