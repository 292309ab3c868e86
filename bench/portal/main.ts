/** The portal's bench, `npm run bench:portal`: how fast the index takes the ledger, and how fast people are answered. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { demandFolder } from "../gas/files.ts";
import { asTable, missed, type Figures } from "./figures.ts";

/** Exit codes: 0 all is well; 1 a figure misses its aim, or a file cannot be written; 2 wrong usage; 70 a fault of ours. */
const EXIT = { mendable: 1, usage: 2, fault: 70 } as const;
/** Turn about, so that both share whatever else the machine does. */
const SIZES = {
  short: { changes: 1_000, order: ["bare", "ours"], pages: { alone: 30, each: 4 } },
  whole: { changes: 100_000, order: ["ours", "bare", "bare", "ours"], pages: { alone: 200, each: 40 } },
} as const;

const program = new Command("npm run bench:portal --")
  .description(
    "Measures the index beside one that only stores the same events, what a voucher's page takes with one reader and with fifty, and what a browser loads first.",
  )
  .option("--json <file>", "write the figures to a file as well")
  .option("--short", "1,000 changes instead of 100,000; measures and does not judge")
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
  const { measureAll } = await import("./measure.ts");
  const size = short ? SIZES.short : SIZES.whole;
  const folder = await mkdtemp(path.join(tmpdir(), "bench-portal-"));
  let figures: Figures;
  try {
    figures = await measureAll(size, folder, tell);
  } finally {
    await rm(folder, { recursive: true });
  }
  process.stdout.write(`${asTable(figures, short === undefined)}\n`);
  if (short) process.stdout.write(`Short: ${size.changes} changes; the aims are for the full size.\n`);
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
