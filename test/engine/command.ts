/** The command as people run it: a process of its own, whose words are heard while it is at work. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const COMMAND = fileURLToPath(new URL("../../scripts/tongdui.ts", import.meta.url));

export interface Run {
  /** What it has said so far: answers and notes. */
  readonly said: () => string;
  /** Answers alone. */
  readonly out: () => string;
  /** Once it has ended. */
  readonly exit: Promise<number | null>;
}

export function begin(...words: readonly string[]): Run {
  const child = spawn(process.execPath, [COMMAND, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let [said, out] = ["", ""];
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
      if (output === child.stdout) out += piece;
    });
  return { said: () => said, out: () => out, exit: new Promise((resolve) => child.once("close", resolve)) };
}

/** Runs it to its end, which has to be a good one. @returns what it said. */
export async function tongdui(...words: readonly string[]): Promise<string> {
  return (await done(words)).said();
}

/** As {@link tongdui}, with `--json`. @returns the answer's data. */
export async function tongduiData<T>(...words: readonly string[]): Promise<T> {
  return tongduiEnding<T>(0, ...words);
}

/** As {@link tongduiData}, for an answer that ends with another exit code. */
export async function tongduiEnding<T>(exit: number, ...words: readonly string[]): Promise<T> {
  return (JSON.parse((await done([...words, "--json"], exit)).out()) as { data: T }).data;
}

async function done(words: readonly string[], wanted = 0): Promise<Run> {
  const run = begin(...words);
  const exit = await run.exit;
  expect(exit, `tongdui ${words.join(" ")}\n${run.said()}`).to.equal(wanted);
  return run;
}
