import type { Lang } from "./text.ts";

/** On the ledger a district has one name, often in both languages, as `常州武进 Wujin`. @returns the part in the language. */
export function inLanguage(name: string, lang: Lang): string {
  const [, zh, en] = /^(\p{Script=Han}+)\s+(\P{Script=Han}+)$/u.exec(name) ?? [];
  return (lang === "zh" ? zh : en) ?? name;
}
