/** What a command answers: for people, and the same for programs. */
import type { Lang, Text } from "../../client/text/text.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Io } from "./context.ts";
import type { Grid } from "./grid.ts";

/** What JSON can hold; a bigint is written as a string of digits. */
export type Data = null | boolean | number | bigint | string | readonly Data[] | { readonly [key: string]: Data };

/** Sentences and tables, in the order in which they are read. */
export type Part = Text | Grid;

export interface Answer {
  /** What `--json` prints. Money is in fen, ids are as people write them, days are dates, sentences are in both languages. */
  readonly data: Data;
  readonly parts: readonly Part[];
  /** `done` unless it says otherwise. */
  readonly exit?: ExitCode;
}

/** Prints an answer. With `json` it is one line that a program reads. */
export async function give(
  answer: Answer,
  { io, lang, json }: { io: Io; lang: Lang; json: boolean },
): Promise<ExitCode> {
  const exit = answer.exit ?? EXIT.done;
  if (json) io.write(jsonOf({ ok: exit === EXIT.done, exit, data: answer.data }));
  else for (const part of answer.parts) io.write("rows" in part ? await table(part, lang) : part[lang]);
  return exit;
}

/** Loaded only by those who show one: measuring characters takes a twentieth of a second to get ready. */
async function table(grid: Grid, lang: Lang): Promise<string> {
  const { columnsOf } = await import("./grid.ts");
  return columnsOf(grid, lang);
}

/** One line of JSON. What a terminal would obey or not show is escaped, which is the same to a program. */
export function jsonOf(value: Data): string {
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));
  return text.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, i) => `\\u${hex(character.charCodeAt(i))}`).join(""),
  );
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function hex(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}
