/** The real terminal: answers go to the first output, everything else to the second. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import type { Io, Progress } from "./context.ts";

const NO_PROGRESS: Progress = { add: () => undefined, end: () => undefined };

/** @param json whether a program reads the first output: then nothing is asked and no bar is drawn. */
export function terminalIo(lang: Lang, json: boolean): Io {
  const isPerson = process.stdin.isTTY && process.stderr.isTTY;

  return {
    write: (line) => void process.stdout.write(`${line}\n`),
    note: (text) => void process.stderr.write(`${text[lang]}\n`),

    askSecret: async (question) => {
      if (!isPerson) throw nobodyToAsk(question);
      const { default: password } = await import("@inquirer/password");
      const theme = { style: { help: () => ({ en: "(not shown)", zh: "（不显示）" })[lang] } };
      return password({ message: question[lang], mask: false, theme }, { output: process.stderr }).catch(
        (error: unknown) => {
          // Ctrl+C at a question is no fault of the program.
          if (error instanceof Error && error.name === "ExitPromptError") throw givenUp();
          throw error;
        },
      );
    },

    confirm: async (question) => {
      if (!isPerson || json) throw nobodyToAsk(question);
      const { createInterface } = await import("node:readline/promises");
      await dropTypedAhead();
      const asking = createInterface({ input: process.stdin, output: process.stderr });
      try {
        const typed = await asking
          .question(`${question[lang]} ${{ en: "[y/N]", zh: "[y/N，y 表示是]" }[lang]} `)
          .catch((error: unknown) => {
            throw error instanceof Error && error.name === "AbortError" ? givenUp() : error;
          });
        return /^(y|yes|是)$/i.test(typed.trim());
      } finally {
        asking.close();
      }
    },

    progress: (what, total) => (process.stderr.isTTY && !json ? barOf(what[lang], total) : NO_PROGRESS),
  };
}

/** What was typed before a question stood there answers none. @throws TongduiError `Interrupted` where it was Ctrl+C. */
async function dropTypedAhead(): Promise<void> {
  const { stdin } = process;
  const dropped: Buffer[] = [];
  const drop = (typed: Buffer): void => void dropped.push(typed);
  // What has no Enter yet is given out in this mode only.
  stdin.setRawMode(true);
  stdin.on("data", drop);
  stdin.resume();
  await new Promise((resolve) => setTimeout(resolve, DROPPING_MILLISECONDS));
  stdin.off("data", drop);
  stdin.pause();
  stdin.setRawMode(false);
  if (Buffer.concat(dropped).includes(CTRL_C)) throw givenUp();
}

const DROPPING_MILLISECONDS = 100;
const CTRL_C = 3;

function barOf(what: string, total: number): Progress {
  let waiting = 0;
  let isEnded = false;
  let bar: { increment(count: number): void; stop(): void } | undefined;
  void import("cli-progress").then(({ SingleBar, Presets }) => {
    if (isEnded) return;
    const drawn = new SingleBar(
      { format: `${what} {bar} {value}/{total} · {eta_formatted}`, stream: process.stderr, hideCursor: true },
      Presets.rect,
    );
    drawn.start(total, waiting);
    bar = drawn;
  });
  return {
    add: (count) => {
      waiting += count;
      bar?.increment(count);
    },
    end: () => {
      isEnded = true;
      bar?.stop();
    },
  };
}

function givenUp(): TongduiError {
  return new TongduiError("Interrupted", { en: "Stopped by you at a question.", zh: "已在提问处由您中止。" });
}

function nobodyToAsk(question: Text): TongduiError {
  return new TongduiError(
    "NobodyToAsk",
    {
      en: `There is nobody at a terminal to answer: ${question.en}`,
      zh: `当前没有可以应答的终端：${question.zh}`,
    },
    {
      hint: {
        en: "In scripts, give --yes to send without being asked, and --password-file for a password.",
        zh: "在脚本中运行时，请用 --yes 表示不再询问，用 --password-file 提供密码。",
      },
    },
  );
}
