import type { Lang, Text } from "./text.ts";

/**
 * A district's name in both languages, from the one that the ledger has: `常州武进 Wujin` holds both, in either order. Where it
 * holds one only, that one stands for both.
 */
export function districtNames(name: string): Text {
  const [first = "", ...others] = name.trim().split(/\s+/);
  const rest = others.join(" ");
  if (rest === "") return { en: name, zh: name };
  if (isChinese(first) && !isChinese(rest)) return { en: rest, zh: first };
  const [last = "", ...before] = name.trim().split(/\s+/).reverse();
  if (isChinese(last) && !before.some(isChinese)) return { en: before.reverse().join(" "), zh: last };
  return { en: name, zh: name };
}

/** @returns the part in the language. */
export function inLanguage(name: string, lang: Lang): string {
  return districtNames(name)[lang];
}

function isChinese(words: string): boolean {
  return /\p{Script=Han}/u.test(words);
}
