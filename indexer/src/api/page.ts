import { eq, sql } from "ponder";
import { z } from "zod";
import { dayOfIso, isoOfDay, type Day } from "../../../client/days.ts";
import type { Page } from "./route.ts";

/** A page of rows, of which one more than asked for was fetched to see whether the list goes on. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  give: (row: Row) => Item,
  keyOf: (row: Row) => string,
): Page<Item> {
  const some = rows.slice(0, limit);
  const last = some.at(-1);
  return { items: some.map(give), next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}

/** Where a list in the order of days goes on: a day, a dot, and what tells things of the same day apart. */
export function cursorOf<Rest>(pattern: RegExp, read: (text: string) => Rest) {
  const must = "what `next` of the page before says";
  return z
    .string({ error: must })
    .max(100, must)
    .transform((text, context) => {
      try {
        const [day = "", rest = ""] = text.split(".");
        if (pattern.test(rest)) return { day: dayOfIso(day), rest: read(rest) };
      } catch {
        // No day of the calendar.
      }
      context.addIssue({ code: "custom", message: must });
      return z.NEVER;
    })
    .meta({ description: must });
}

/** Of a list of what a day and 32 bytes tell apart. */
export const AFTER = cursorOf(/^0x[0-9a-f]{64}$/, (text) => text as `0x${string}`).optional();

/** As {@link AFTER} takes it. */
export const keyOn = (day: Day, id: string): string => `${isoOfDay(day)}.${id}`;

type Column = Parameters<typeof eq>[0];
type Value = string | number | bigint;
/** A column knows how its values are handed to the database. */
type Encoder = Parameters<typeof sql.param>[1];

/** Where a list goes on: behind a row's key in the list's order, so that what lies before it is not read again. */
export function behind(way: "<" | ">", key: readonly (readonly [column: Column, value: Value])[]) {
  const columns = sql.join(
    key.map(([column]) => sql`${column}`),
    sql`, `,
  );
  const values = sql.join(
    key.map(([column, value]) => sql`${sql.param(value, column as unknown as Encoder)}`),
    sql`, `,
  );
  return sql`(${columns}) ${sql.raw(way)} (${values})`;
}

/** The same for a list of what a day and 32 bytes tell apart, where it goes on at all. */
export function behindDay(way: "<" | ">", day: Column, id: Column, after: z.output<typeof AFTER>) {
  return (
    after &&
    behind(way, [
      [day, after.day],
      [id, after.rest],
    ])
  );
}

/** That a column has a value, where one was asked for. */
export function same(column: Column, value: Value | undefined) {
  return value === undefined ? undefined : eq(column, value);
}
