/**
 * The shape of a JSON text: which members with what values. Nothing more and nothing less is taken.
 *
 * RULES: the first thing that is wrong is named by its place, as in `validators[2].members[0].address`.
 */
import * as z from "zod/mini";
import { isHex, type Hex } from "./bytes.ts";

/** Hex of so many bytes, lower case. */
export const hexOfLength = (bytes: number) => z.custom<Hex>((value) => isHex(value, bytes));

/** An integer from `least` on that JSON can say exactly. */
export const integerFrom = (least: number) =>
  z.custom<number>((value) => typeof value === "number" && Number.isSafeInteger(value) && value >= least);

/**
 * A list of at most so many, each of which passes. Ends at the first that does not: of a hostile list of millions there is
 * one complaint, not millions.
 */
export const listOf = <Item>(most: number, passes: (item: unknown) => item is Item) =>
  z.custom<readonly Item[]>((value) => Array.isArray(value) && value.length <= most && value.every(passes));

/** The value in the schema's order of members, or the place of the first thing that is wrong. */
export function shaped<Shape>(schema: z.ZodMiniType<Shape>, value: unknown): { value: Shape } | { place: string } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const path = result.error.issues[0]?.path ?? [];
  const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return { place: place.replace(/^\./, "") || "JSON" };
}

/** What a JSON text says; undefined, which JSON cannot say, where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of UTF-8, without a mark at its beginning; undefined where it is none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
