import type { Lang } from "../../../client/text/text.ts";

/** The language to begin with. @param search the address's query, as `?lang=zh`. */
export function firstLanguage(search: string, remembered: string | null, preferred: readonly string[]): Lang {
  for (const asked of [new URLSearchParams(search).get("lang"), remembered, ...preferred]) {
    const tag = asked?.toLowerCase() ?? "";
    if (/^zh\b/.test(tag)) return "zh";
    if (/^en\b/.test(tag)) return "en";
  }
  return "zh";
}
