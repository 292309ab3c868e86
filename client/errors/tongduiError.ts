import type { Lang, Text } from "../text/text.ts";

/**
 * An error that a person can act on: what is wrong in one sentence, and where possible what to do about it.
 * Programs print `sentence` and `hint` for these, and a stack only for anything else.
 */
export class TongduiError extends Error {
  override readonly name = "TongduiError";

  /** One code a condition, in PascalCase like the ledger's custom errors, so that both share one vocabulary. */
  readonly code: string;
  readonly sentence: Text;
  readonly hint: Text | undefined;

  constructor(code: string, sentence: Text, more: { hint?: Text; cause?: unknown } = {}) {
    super(sentence.en, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.sentence = sentence;
    this.hint = more.hint;
  }

  /** The sentence and, if there is one, the hint. */
  say(lang: Lang): string {
    const parts = this.hint ? [this.sentence[lang], this.hint[lang]] : [this.sentence[lang]];
    return parts.join(lang === "en" ? " " : "");
  }
}
