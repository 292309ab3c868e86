/** The proof's bench, `npm run bench:proof`: how large a voucher's proof is, and what checking it costs beside its seals alone. */
import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { demandFolder } from "../gas/files.ts";
import { asTable, missed } from "./figures.ts";

/** Exit codes: 0 all is well; 1 a figure misses its aim, or a file cannot be written; 2 wrong usage; 70 a fault of ours. */
const EXIT = { mendable: 1, usage: 2, fault: 70 } as const;
const RUNS = { short: 30, whole: 200 } as const;

const program = new Command("npm run bench:proof --")
  .description(
    "Measures the proof of a voucher's whole life: its size, checking it beside merely recovering the signers of its seals, and what a page loads to check it.",
  )
  .option("--json <file>", "write the figures to a file as well")
  .option("--short", `${RUNS.short} runs instead of ${RUNS.whole}; measures and does not judge`)
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
  const { live } = await import("./life.ts");
  const { measure } = await import("./measure.ts");
  tell("a voucher's life");
  const life = await live();
  tell("checking its proof");
  const figures = await measure(life, short ? RUNS.short : RUNS.whole);

  process.stdout.write(`The proof of voucher ${life.voucher}: ${life.told}\n${asTable(figures)}\n`);
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
