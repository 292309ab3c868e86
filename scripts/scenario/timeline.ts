import stringWidth from "string-width";
import type { Lang, Text } from "../../client/text/text.ts";

/** Where a story is told. */
export interface Out {
  readonly write: (line: string) => void;
}

/** A table of aligned columns; those after the first `textColumns` are figures and stand right. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[], textColumns = 1): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => stringWidth(row[i] ?? ""))));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => pad(cell, widths[i] ?? 0, i >= textColumns)).join("  ")}`.trimEnd();
  const rule = widths.map((width) => "─".repeat(width));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Chinese characters take two columns of a terminal. */
export function pad(text: string, width: number, right = false): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? blanks + text : text + blanks;
}

/** Tells what happens as it happens: one line an act, a heading a chapter. */
export class Timeline {
  private readonly out: Out;
  readonly lang: Lang;

  constructor(out: Out, lang: Lang) {
    this.out = out;
    this.lang = lang;
  }

  chapter(title: Text): void {
    this.print(`\n${title[this.lang]}`);
  }

  act(date: string, who: Text, what: Text, block: number): void {
    const place = { en: ` (block ${String(block)})`, zh: `（区块 ${String(block)}）` }[this.lang];
    this.print(`  ${date}  ${pad(who[this.lang], 30)} ${what[this.lang]}${place}`);
  }

  refusal(number: number, what: Text, answer: Text): void {
    const ledger = { en: "The ledger answers: ", zh: "账本答复：" }[this.lang];
    this.print(`  ${String(number)}. ${what[this.lang]}\n     ✗ ${ledger}${answer[this.lang]}`);
  }

  say(text: Text): void {
    this.print(text[this.lang]);
  }

  print(text: string): void {
    this.out.write(text);
  }
}
