/** What the benches have in common: their options, their table, and how they end. */
import { access, constants, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { asTable, missed, type Aims, type FiguresOf } from "./aims.ts";

/** Exit codes: 0 all is well; 1 a figure misses its aim, or a file cannot be written; 2 wrong usage; 70 a fault of ours. */
export const EXIT = { mendable: 1, usage: 2, fault: 70 } as const;

export interface Bench<Name extends string> {
  /** `portal`, of `npm run bench:portal`. */
  readonly name: string;
  readonly description: string;
  /** What `--short` leaves out. */
  readonly shortly: string;
  readonly aims: Aims<Name>;
  /** Loads what it needs only now: a wrong option is told at once, before a chain is started. @param tell says how far it is. */
  readonly measure: (isShort: boolean, tell: (line: string) => void) => Promise<FiguresOf<Name>>;
}

/** Runs a bench with the words of the command line, and sets the exit code. */
export async function runBench<Name extends string>(bench: Bench<Name>): Promise<void> {
  const program = new Command(`npm run bench:${bench.name} --`)
    .description(bench.description)
    .option("--json <file>", "write the figures to a file as well")
    .option("--short", `${bench.shortly}; measures and does not judge`)
    .addHelpText(
      "after",
      "\nExit codes: 0 measured; 1 a figure misses its aim (not with --short), or the file cannot be written; 2 wrong usage; 70 a fault of the bench.",
    )
    .allowExcessArguments(false)
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : EXIT.usage);
    })
    .parse();
  const { json, short = false } = program.opts<{ json?: string; short?: true }>();
  await ending(async () => {
    if (json !== undefined) await demandFolder(json);
    const figures = await bench.measure(short, tell);
    process.stdout.write(`${asTable(bench.aims, figures, !short)}\n`);
    if (short) process.stdout.write(`Short: ${bench.shortly}. The aims are for the full size.\n`);
    if (json !== undefined) await writeText(json, `${JSON.stringify(figures, undefined, 2)}\n`);
    return short || missed(bench.aims, figures).length === 0 ? 0 : EXIT.mendable;
  });
}

/** Ends the process with what the work gives, or with what went wrong. */
export async function ending(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (error instanceof TongduiError) {
      tell(error.say("en"));
      process.exitCode = EXIT.mendable;
    } else {
      console.error(error);
      process.exitCode = EXIT.fault;
    }
  }
}

/** Beside the figures, for whoever waits. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Before minutes of measuring. @throws TongduiError `FileNotWritten` where a file's folder takes none */
export async function demandFolder(file: string): Promise<void> {
  await access(path.dirname(path.resolve(file)), constants.W_OK).catch((cause: unknown) => {
    throw notWritten(file, cause);
  });
}

/** @throws TongduiError `FileNotWritten` */
export async function writeText(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((cause: unknown) => {
    throw notWritten(file, cause);
  });
}

const notWritten = (file: string, cause: unknown): TongduiError =>
  new TongduiError(
    "FileNotWritten",
    {
      en: `${file} cannot be written: its folder must exist and take files.`,
      zh: `无法写入 ${file}：其文件夹须存在且可写。`,
    },
    { cause },
  );
