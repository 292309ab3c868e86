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

/** Of a list that is given page by page. */
export const pages = {
  /** The id of the last one that was shown: `next` of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
