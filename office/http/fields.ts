import { z } from "zod";

/** Words in one line: what a table holds in plain text, and what no database refuses. @param most characters. */
export function plainWords(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text));
}

/** Words of several lines. @param most characters. */
export function longWords(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}--[\n\t]]/v.test(text));
}
