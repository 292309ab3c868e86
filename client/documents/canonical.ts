/**
 * Canonical JSON after RFC 8785: one sequence of bytes for one document, whoever writes it.
 *
 * `canonicalize` does the writing, but is as lenient as `JSON.stringify`: it drops what JSON cannot say and calls
 * `toJSON`. A document that somebody commits to must not lose a field in silence, so everything that is not plain JSON
 * is refused first.
 */
import canonicalize from "canonicalize";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";

/** What JSON can say. Amounts of money are written as decimal strings of fen, for JSON has no `bigint`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Deeper than any document of ours; also what stops a value that contains itself. */
const GREATEST_DEPTH = 64;

/**
 * The canonical text of a document.
 *
 * @throws TongduiError `NotJson`, naming the place (`$.invoices[2].amount`): undefined, bigint, function or symbol; NaN or
 * an infinity; a lone surrogate; an object that is not plain; a hole in an array; nesting deeper than 64.
 */
export function canonicalJson(document: Json): string {
  demandJson(document, "$", 0);
  return canonicalize(document) as string;
}

/** The canonical text in UTF-8, as it goes into a commitment. Errors as {@link canonicalJson}. */
export function canonicalBytes(document: Json): Uint8Array {
  return new TextEncoder().encode(canonicalJson(document));
}

/**
 * Reads a stored document back, and demands that it is canonical: so a name that occurs twice, of which `JSON.parse` would
 * keep only the last, cannot hide anything.
 *
 * @throws TongduiError `NotCanonical`, or as {@link canonicalJson}.
 */
export function parseCanonical(text: string): Json {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch (cause) {
    throw notCanonical(cause);
  }
  if (canonicalJson(document) !== text) throw notCanonical();
  return document;
}

function demandJson(value: unknown, place: string, depth: number): void {
  if (depth > GREATEST_DEPTH) {
    throw notJson(place, { en: `is nested deeper than ${GREATEST_DEPTH}`, zh: `嵌套超过 ${GREATEST_DEPTH} 层` });
  }
  switch (typeof value) {
    case "boolean":
      return;
    case "number":
      if (!Number.isFinite(value)) throw notJson(place, { en: `is ${value}`, zh: `为 ${value}` });
      return;
    case "string":
      demandWellFormed(value, place);
      return;
    case "object":
      if (value !== null) demandContainer(value, place, depth);
      return;
    default:
      throw notJson(place, { en: `is of type ${typeof value}`, zh: `类型为 ${typeof value}` });
  }
}

function demandContainer(value: object, place: string, depth: number): void {
  if (Array.isArray(value)) {
    // A loop by index meets the holes of a sparse array as undefined, where forEach would pass over them.
    for (let i = 0; i < value.length; i += 1) demandJson(value[i], `${place}[${i}]`, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Object.getOwnPropertySymbols(value).length > 0) {
    throw notJson(place, { en: "is not a plain object", zh: "不是普通对象" });
  }
  for (const [name, member] of Object.entries(value)) {
    demandWellFormed(name, place);
    demandJson(member, `${place}.${name}`, depth + 1);
  }
}

function demandWellFormed(text: string, place: string): void {
  if (!text.isWellFormed()) throw notJson(place, { en: "has half of a surrogate pair", zh: "含有不成对的代理字符" });
}

function notJson(place: string, why: Text): TongduiError {
  return new TongduiError("NotJson", { en: `In the document, ${place} ${why.en}.`, zh: `文档中 ${place} ${why.zh}。` });
}

function notCanonical(cause?: unknown): TongduiError {
  return new TongduiError(
    "NotCanonical",
    { en: "The document is not canonical JSON (RFC 8785).", zh: "文档不是规范化 JSON（RFC 8785）。" },
    { cause },
  );
}
