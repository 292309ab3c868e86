import type { Text } from "../../client/text/text.ts";

/** Words of several lines under a heading. */
export function indented({ en, zh }: Text, words: string): Text {
  const below = words.replaceAll(/^/gm, "  ");
  return { en: `${en}\n${below}`, zh: `${zh}\n${below}` };
}
