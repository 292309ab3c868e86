/** What a proof is about, and what was found in it, in lines to read. */
import type { Text } from "../../client/text/text.ts";
import type { Part } from "../cli/answer.ts";

export type Kind = "voucher" | "provider" | "program" | "payment";

/** What is proved, as the file names it. */
export interface Subject {
  readonly kind: Kind;
  /** As people write it: `3-000017`, `P2-1`, `3`, `12`. */
  readonly id: string;
}

/** Sentences under a heading, a line each; nothing where there are none. */
export function listed(heading: Text, sentences: readonly Text[]): Part[] {
  if (sentences.length === 0) return [];
  return [heading, ...sentences.map(({ en, zh }) => ({ en: `  · ${en}`, zh: `  · ${zh}` }))];
}
