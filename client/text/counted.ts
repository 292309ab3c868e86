/**
 * A number with its noun in English: `1 voucher`, `230 vouchers`. Nouns here take a plain s; Chinese needs nothing of the kind.
 *
 * @param noun in the singular.
 */
export function counted(count: number | bigint, noun: string): string {
  return `${count} ${noun}${Number(count) === 1 ? "" : "s"}`;
}
