/** The services' bench, `npm run bench:services`: how fast the operator's services answer people. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { demandFolder } from "../gas/files.ts";
import { asTable, missed, type Figures } from "./figures.ts";

/** Exit codes: 0 all is well; 1 a figure misses its aim, or a file cannot be written; 2 wrong usage; 70 a fault of ours. */
const EXIT = { mendable: 1, usage: 2, fault: 70 } as const;
const SIZES = {
  short: {
    calculator: { programs: 20, questions: 100 },
    suggestions: { providers: 500, demands: 5_000, offers: 1_000, questions: 50 },
  },
  whole: {
    calculator: { programs: 400, questions: 1_000 },
    suggestions: { providers: 10_000, demands: 100_000, offers: 20_000, questions: 300 },
  },
} as const;

const program = new Command("npm run bench:services --")
  .description(
    "Measures how long a policy consultation takes among many programs, at the index and by itself, and how long the index takes to suggest partners for a demand.",
  )
  .option("--json <file>", "write the figures to a file as well")
  .option("--short", "20 programs instead of 400, 500 providers instead of 10,000; measures and does not judge")
  .addHelpText(
    "after",
    "\nExit codes: 0 measured; 1 a figure misses its aim (not with --short), or the file cannot be written; 2 wrong usage; 70 a fault of the bench.",
  )
  .allowExcessArguments(false)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : EXIT.usage);
  })
  .parse();

const { json, short } = program.opts<{ json?: string; short?: true }>();
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(): Promise<number> {
  if (json !== undefined) await demandFolder(json);
  // Only now: a wrong option is told at once, before a chain is started.
  const { measureCalculator } = await import("./calculator.ts");
  const { measureSuggestions } = await import("./suggestions.ts");
  const size = short ? SIZES.short : SIZES.whole;
  const folder = await mkdtemp(path.join(tmpdir(), "bench-services-"));
  let figures: Figures;
  try {
    figures = {
      ...(await measureCalculator(size.calculator, folder, tell)),
      ...(await measureSuggestions(size.suggestions, folder, tell)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
  process.stdout.write(`${asTable(figures, short === undefined)}\n`);
  if (short) process.stdout.write("Short: the aims are for the full size.\n");
  if (json !== undefined) await writeFile(json, `${JSON.stringify(figures, undefined, 2)}\n`);
  return short || missed(figures).length === 0 ? 0 : EXIT.mendable;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof TongduiError) {
    tell(error.say("en"));
    process.exitCode = EXIT.mendable;
  } else {
    console.error(error);
    process.exitCode = EXIT.fault;
  }
}
