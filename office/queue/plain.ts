import type { Argument } from "./waiting.ts";

/** A message as JSON writes it: numbers beyond 53 bits as text. */
export function plain(values: object): { readonly [field: string]: Argument } {
  const entries = Object.entries(values).map(([name, value]): [string, Argument] => [
    name,
    typeof value === "bigint" ? String(value) : (value as Argument),
  ]);
  return Object.fromEntries(entries);
}
