/** Lists that are wanted whole. */
import type { Page } from "../app/answers.ts";

/** Asks for a page. @param path as `/vouchers?enterprise=2-1`. */
export type Ask = <T>(path: string) => Promise<T>;

/** All that is given on a page. */
const A_PAGE = 200;

/** Every item of a list. @param list its path. */
export async function allPages<T>(ask: Ask, list: string): Promise<readonly T[]> {
  const items: T[] = [];
  const words = `${list}${list.includes("?") ? "&" : "?"}limit=${A_PAGE}`;
  for (let next: string | null = ""; next !== null;) {
    const page: Page<T> = await ask(next === "" ? words : `${words}&after=${encodeURIComponent(next)}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
