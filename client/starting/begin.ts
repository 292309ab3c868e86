/** How a server of ours begins: it reads the words after `npm run …`, and where it cannot go on, one sentence says why. */
import { Command, CommanderError } from "commander";
import { buildMissing, isOfBuild } from "../errors/buildMissing.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";
import { refusedBySystem } from "./refused.ts";
import { usageSentence } from "./usage.ts";

/** @param name as in `npm run name -- …`. */
export function serverCommand(name: string, about: Text): Command {
  return new Command(`npm run ${name} --`)
    .description(both(about))
    .helpOption("-h, --help", both({ en: "print this help", zh: "显示帮助" }))
    .configureHelp({ optionDescription: ({ description }) => description })
    .configureOutput({ writeErr: () => undefined, outputError: () => undefined })
    .exitOverride();
}

/** Whoever starts a server reads one of the two. */
export function both({ en, zh }: Text): string {
  return `${en}\n${zh}`;
}

/**
 * Reads the words that the process was started with, and does what they say. Where that does not succeed, the exit code is 2 for a wrong
 * call and 1 for anything else.
 */
export async function begin(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = complain(error);
    if (process.exitCode === WRONG_CALL) process.stderr.write(`\n${command.helpInformation()}`);
  }
}

/** Ends a server whose beginning goes on beside its work, where it finds that it cannot go on. */
export function giveUp(error: unknown): never {
  process.exit(complain(error));
}

function complain(error: unknown): number {
  const known = foreseen(error);
  process.stderr.write(known ? `${known.say("en")}\n${known.say("zh")}\n` : `${String((error as Error).stack)}\n`);
  return known?.code === USAGE_WRONG ? WRONG_CALL : 1;
}

const WRONG_CALL = 2;
const USAGE_WRONG = "UsageWrong";

/** A word that cannot be what it is to be. */
export function usageWrong(sentence: Text): TongduiError {
  return new TongduiError(USAGE_WRONG, sentence);
}

function foreseen(error: unknown): TongduiError | undefined {
  if (error instanceof TongduiError) return error;
  if (error instanceof CommanderError) return usageWrong(usageSentence(error));
  return isOfBuild(error) ? buildMissing(error) : refusedBySystem(error);
}
