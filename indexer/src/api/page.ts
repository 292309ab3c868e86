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
