import { broken } from "./broken.ts";

/** Is told of the elements of an XML document in their order; names come without their prefixes. */
export interface XmlReader {
  /** The attributes are as they stand; {@link attributesOf} reads them. */
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/** A tag: a slash if it closes, its prefix, its name, its attributes, a slash if it also closes. */
const TAG = /<(\/?)(?:[^\s:>"'/=]+:)?([^\s:>"'/=]+)((?:[^"'>/]|\/(?!>)|"[^"]*"|'[^']*')*)(\/?)>/y;
const ATTRIBUTE = /(?:([^\s:="']+):)?([^\s:="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** A cell holds at most 32,767 characters, each written in a few; what does not end within this many is no part of a workbook. */
const LONGEST_PIECE = 1024 * 1024;

const NAMED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/**
 * Reads a document that comes in pieces, and gives the caller a turn after each. It knows no document types: a workbook has none,
 * and they are how XML does harm.
 *
 * @throws BrokenWorkbook
 */
export async function* readXml(pieces: AsyncIterable<Uint8Array>, reader: XmlReader): AsyncGenerator<undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw broken("not UTF-8");
    }
  };
  let depth = 0;
  const counting: XmlReader = {
    ...reader,
    open: (name, attributes) => {
      depth += 1;
      reader.open(name, attributes);
    },
    close: (name) => {
      depth -= 1;
      reader.close(name);
    },
  };
  let rest = "";
  for await (const piece of pieces) {
    rest = readWhole(rest + decode(piece), counting);
    if (rest.length > LONGEST_PIECE) throw broken("an element does not end");
    yield;
  }
  if ((rest + decode()).trim() !== "" || depth !== 0) throw broken("an element does not end");
}

/** Tells what is whole in a text, and gives back the rest. */
function readWhole(xml: string, reader: XmlReader): string {
  let at = 0;
  for (;;) {
    const tag = xml.indexOf("<", at);
    // Text may go on in the next piece, and an entity may be cut in two.
    if (tag < 0) return xml.slice(at);
    if (tag > at) reader.text(unescaped(xml.slice(at, tag)));
    const special = specialEnd(xml, tag, reader);
    if (special === undefined) {
      TAG.lastIndex = tag;
      const match = TAG.exec(xml);
      if (!match) return xml.slice(tag);
      tell(match, reader);
      at = TAG.lastIndex;
    } else if (special < 0) {
      return xml.slice(tag);
    } else {
      at = special;
    }
  }
}

function tell([, closes, name = "", attributes = "", closesToo]: RegExpExecArray, reader: XmlReader): void {
  if (closes !== "/") reader.open(name, attributes);
  if (closes === "/" || closesToo === "/") reader.close(name);
}

/** Where a comment, an instruction or a section of plain text ends; below 0 if it does not end yet; undefined if it is none. */
function specialEnd(xml: string, at: number, reader: XmlReader): number | undefined {
  const second = xml[at + 1];
  if (second === undefined) return -1;
  if (second !== "?" && second !== "!") return undefined;
  if (second === "?") return endOf(xml, "?>", at);
  const begin = xml.slice(at, at + 9);
  if (begin.startsWith("<!--")) return endOf(xml, "-->", at + 4);
  if (begin === "<![CDATA[") {
    const end = endOf(xml, "]]>", at);
    if (end > 0) reader.text(xml.slice(at + 9, end - 3));
    return end;
  }
  if ("<![CDATA[".startsWith(begin) || "<!--".startsWith(begin)) return -1;
  throw broken("a document type");
}

function endOf(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** The attributes of an element by their names without prefixes. */
export function attributesOf(attributes: string): Readonly<Record<string, string | undefined>> {
  const values: Record<string, string> = {};
  for (const [, prefix, name = "", double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (prefix !== "xmlns") values[name] = unescaped(double ?? single ?? "");
  }
  return values;
}

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (entity, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED.get(name) ?? entity;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
    },
  );
}

/** A text as XML holds it, between tags or in an attribute. */
export function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };
