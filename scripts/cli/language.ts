import type { Lang } from "../../client/text/text.ts";

/** The language that the environment asks for; English where it asks for none of ours. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Lang {
  const { TONGDUI_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  // An empty variable counts as one that is not set.
  const wanted = [TONGDUI_LANG, LC_ALL, LC_MESSAGES, LANG].find((name) => name !== undefined && name !== "");
  return wanted?.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The language that `--lang` asks for, read before anything else, because the help itself is in it. */
export function languageAsked(words: readonly string[]): Lang | undefined {
  for (const [i, word] of words.entries()) {
    if (word === "--") return undefined;
    const value = word === "--lang" ? words[i + 1] : word.startsWith("--lang=") ? word.slice(7) : undefined;
    if (value === "en" || value === "zh") return value;
  }
  return undefined;
}
