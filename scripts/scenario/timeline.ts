import type { Lang, Text } from "../../client/text/text.ts";
import { padded } from "../cli/grid.ts";

/** Where a story is told. */
export interface Out {
  readonly write: (line: string) => void;
}

const NOWHERE: Text = { en: "", zh: "" };

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

  /** @param block undefined for what is not on the ledger. */
  act(date: string, who: Text, what: Text, block?: number): void {
    const place = block === undefined ? NOWHERE : { en: ` (block ${block})`, zh: `（区块 ${block}）` };
    this.print(`  ${date}  ${padded(who[this.lang], 30)} ${what[this.lang]}${place[this.lang]}`);
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
