/** The gas bench, `npm run bench:gas`: what a voucher costs, beside what others do for a like thing. */
import { Command, Option } from "commander";
import { demandFolder, ending, EXIT, tell } from "../run.ts";
import { asTable, compare, risen, verdictOn } from "./compare.ts";
import { readSnapshot, renew, writeJson } from "./files.ts";
import { asText, tablesOf } from "./tables.ts";

const program = new Command("npm run bench:gas --")
  .description("Measures the gas of every step of a voucher, and of others' tokens and attestations, in one run.")
  .option("--json <file>", "write the figures to a file as well")
  .option("--short", "leave out at100k, which issues 100,000 vouchers first (minutes)")
  .option("--check", "compare with bench/gas/snapshot.json; exit 1 where a figure rose by more than 0.5 %")
  .addOption(new Option("--update", "write bench/gas/snapshot.json and docs/gas.md anew").conflicts(["short", "check"]))
  .addHelpText(
    "after",
    "\nExit codes: 0 all is well; 1 a figure rose, or a file cannot be read or written; 2 wrong usage; 70 a fault of the bench.",
  )
  .allowExcessArguments(false)
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : EXIT.usage);
  })
  .parse();

const { json, short, check, update } = program.opts<{ json?: string; short?: true; check?: true; update?: true }>();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<number> {
  if (json !== undefined) await demandFolder(json);
  const snapshot = check ? await readSnapshot() : undefined;
  // Only now: a wrong option is told at once, before a chain is started.
  const { measure } = await import("./measure.ts");
  const result = await measure(short === true, tell);

  for (const table of tablesOf(result)) say(asText(table));
  if (short) say("Short: at100k was left out, and with it whether it equals issue100.");
  if (json !== undefined) await writeJson(json, result);
  if (update) await renew(result);
  if (snapshot === undefined) return 0;

  const comparison = compare(snapshot, result);
  say(asText(asTable(comparison)));
  say(verdictOn(comparison));
  return risen(comparison).length === 0 ? 0 : EXIT.mendable;
}

await ending(run);
