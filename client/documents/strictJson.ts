/**
 * JSON that means one thing only. `JSON.parse` keeps the last of two fields with one name and rounds long numbers, both in silence;
 * here both are refused, and what is wrong is told with its place.
 */
import type { Json } from "./canonical.ts";
import type { Text } from "../text/text.ts";

/** Where a text is not as it should be, counted in UTF-16 units from 0. */
export class Fault extends Error {
  readonly offset: number;
  readonly what: Text;

  constructor(offset: number, what: Text) {
    super(what.en);
    this.offset = offset;
    this.what = what;
  }
}

/** As deep as a document may be. */
const GREATEST_DEPTH = 64;

const BLANKS = /[ \t\r\n]*/y;
// Each character can be taken in one way only: else one that is not closed would be tried in as many ways as there are, for years.
// eslint-disable-next-line no-control-regex -- JSON forbids just these in strings
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** @throws Fault */
export function parseStrictJson(text: string): Json {
  const reader = new Reader(text);
  reader.value(0);
  reader.demandEnd();
  return JSON.parse(text) as Json;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): void {
    if (depth > GREATEST_DEPTH) throw new Fault(this.#at, TOO_DEEP);
    this.#take(BLANKS);
    if (this.#is("{")) this.#list("}", () => this.#fields(depth));
    else if (this.#is("[")) this.#list("]", () => () => this.value(depth + 1));
    else if (this.#take(STRING) === undefined && this.#take(WORD) === undefined) this.#number();
    this.#take(BLANKS);
  }

  demandEnd(): void {
    if (this.#at < this.#text.length) throw this.#fault();
  }

  /** Items between brackets; a comma stands between two and nowhere else. */
  #list(end: string, begin: () => () => void): void {
    const item = begin();
    this.#take(BLANKS);
    if (this.#is(end)) return;
    do item();
    while (this.#is(","));
    if (!this.#is(end)) throw this.#fault();
  }

  #fields(depth: number): () => void {
    const names = new Set<unknown>();
    return () => {
      this.#take(BLANKS);
      const start = this.#at;
      const name = this.#take(STRING);
      if (name === undefined) throw this.#fault();
      const read: unknown = JSON.parse(name);
      if (names.has(read)) throw new Fault(start, TWICE);
      names.add(read);
      this.#take(BLANKS);
      if (!this.#is(":")) throw this.#fault();
      this.value(depth + 1);
    };
  }

  #number(): void {
    const start = this.#at;
    const source = this.#take(NUMBER);
    if (source === undefined) throw this.#fault();
    if (losesDigits(source)) throw new Fault(start, LOSES_DIGITS);
  }

  #is(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    this.#at += taken?.length ?? 0;
    return taken;
  }

  #fault(): Fault {
    return new Fault(this.#at, NOT_JSON);
  }
}

/** Whether a number is another one once it is read and written again. */
function losesDigits(source: string): boolean {
  const value = Number(source);
  return !Number.isFinite(value) || decimal(source) !== decimal(String(value));
}

/** The figure itself, however it is written: 1.50e2 and 150 are 15e1. The sign has no digits to lose. */
function decimal(source: string): string {
  const [, whole = "", fraction = "", power = "0"] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  return significant === ""
    ? "0"
    : `${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}

/** Said of a name that stands a second time, in YAML too. */
export const TWICE: Text = { en: "this name stands here a second time", zh: "此名称重复出现" };

const NOT_JSON: Text = { en: "the text is not JSON here", zh: "此处不是有效的 JSON" };
const TOO_DEEP: Text = {
  en: `this is nested deeper than ${GREATEST_DEPTH}`,
  zh: `嵌套超过 ${GREATEST_DEPTH} 层`,
};
const LOSES_DIGITS: Text = {
  en: "this number has more digits than JSON keeps; put it in quotation marks",
  zh: "数字位数超出 JSON 的精度，请加引号",
};
