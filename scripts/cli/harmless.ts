/**
 * What people are shown holds words of strangers: names out of tables, of files, of a decision that somebody sends to be signed, the
 * answers of a node. None of them may move the cursor, wipe a line, or turn the order of letters round, so that something else is
 * read than stands there.
 */
import type { Text } from "../../client/text/text.ts";
import type { Io } from "./context.ts";

/** Control characters and invisible marks of Unicode, those that steer the direction of writing among them. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Shows what would be obeyed or not be seen: `⟨U+001B⟩`. Ends of lines stay. */
export function harmless(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** What a file or a person brought, in one line. */
export function oneLine(text: string): string {
  return harmless(text.replace(/[\n\t\r]+/g, " "));
}

/** A terminal to which nothing but harmless text goes. */
export function harmlessIo(io: Io): Io {
  const both = ({ en, zh }: Text): Text => ({ en: harmless(en), zh: harmless(zh) });
  return {
    write: (line) => io.write(harmless(line)),
    note: (text) => io.note(both(text)),
    askSecret: async (question) => io.askSecret(both(question)),
    confirm: async (question) => io.confirm(both(question)),
    progress: (what, total) => io.progress(both(what), total),
  };
}
