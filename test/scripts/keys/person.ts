import type { Text } from "../../../client/text/text.ts";
import { give, type Answer } from "../../../scripts/cli/answer.ts";
import type { Context, Io } from "../../../scripts/cli/context.ts";
import { contextOf } from "../support/context.ts";

/** A person at a terminal who types prepared answers, and everything that the terminal showed. */
export class Person {
  readonly lines: string[] = [];
  readonly questions: Text[] = [];
  readonly io: Io;
  readonly #answers: string[];

  constructor(...answers: string[]) {
    this.#answers = answers;
    this.io = {
      write: (line) => void this.lines.push(line),
      note: ({ en, zh }) => void this.lines.push(en, zh),
      askSecret: (question) => {
        this.questions.push(question);
        const typed = this.#answers.shift();
        return typed === undefined ? Promise.reject(new Error(`no answer to: ${question.en}`)) : Promise.resolve(typed);
      },
      confirm: () => Promise.reject(new Error("nothing is confirmed here")),
      progress: () => ({ add: () => undefined, end: () => undefined }),
    };
  }

  /** What a command is given when this person starts it in a folder, on the first second of 2026-06-30 in Shanghai. */
  context(folder: string, options: Partial<Context> = {}): Context {
    return contextOf(`${folder}/tongdui.json`, {
      io: this.io,
      now: () => Date.parse("2026-06-29T16:00:00Z"),
      ...options,
    });
  }

  /** Has an answer printed in every way, and gives back all that was shown. */
  async read(answer: Answer): Promise<string> {
    for (const lang of ["en", "zh"] as const) {
      for (const json of [false, true]) await give(answer, { io: this.io, lang, json });
    }
    return this.lines.join("\n");
  }
}
