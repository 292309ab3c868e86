/** The command's bench, `npm run bench:command`: what the command costs beside the bare work, as ratios in one run. */
import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { measureAudit } from "./audit.ts";
import { measureHelp } from "./help.ts";
import { measureIssuing } from "./issue.ts";
import { AIMS, asTable, type Figures } from "./figures.ts";

const program = new Command("npm run bench:command --")
  .description(
    "Measures tongdui beside its named peers: issuing beside a bare loop of the same transactions, the audit beside merely fetching the logs.",
  )
  .option("--json <file>", "write the figures to a file as well")
  .option("--short", "a tenth of the rows and changes (a minute or two instead of a quarter of an hour)")
  .addHelpText(
    "after",
    "\nExit codes: 0 measured; 1 a figure misses its aim (not with --short, whose figures are of another size); 2 wrong usage.",
  )
  .allowExcessArguments(false)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  })
  .parse();

const { json, short } = program.opts<{ json?: string; short?: true }>();
const size = short ? { few: 1_000, many: 3_000, changes: 10_000 } : { few: 10_000, many: 100_000, changes: 100_000 };
const say = (line: string): void => void process.stderr.write(`${line}\n`);

say("help");
const helpCpuMs = await measureHelp();
const few = await measureIssuing({ rows: size.few, say });
const many = await measureIssuing({ rows: size.many, withBareLoop: false, say });
const { auditRatio } = await measureAudit({ changes: size.changes, tell: say });

const figures: Figures = {
  gasRateRatio10k: few.gasRateRatio ?? NaN,
  peakMiB100k: many.peakMiB,
  rowTimeRatio100k: many.rowMilliseconds / few.rowMilliseconds,
  auditRatio100k: auditRatio,
  helpCpuMs,
};
process.stdout.write(`${asTable(figures, short === undefined)}\n`);
if (short) {
  process.stdout.write(
    `Short: ${size.few} and ${size.many} rows, ${size.changes} changes; the aims are for the full size.\n`,
  );
}
if (json !== undefined) await writeFile(json, `${JSON.stringify(figures, undefined, 2)}\n`);
const missed = Object.keys(AIMS).filter((name) => !AIMS[name as keyof Figures].isMet(figures[name as keyof Figures]));
if (!short && missed.length > 0) process.exitCode = 1;
