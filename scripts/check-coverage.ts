/**
 * The gate after the tests have run with `--coverage`: too few of the ledger's lines run by tests fails the build.
 * The report counts a line as run only if every statement that touches it has run, so all lines means all statements.
 * Pictures only draw, and contracts that exist for tests prove nothing.
 */
import { readFile } from "node:fs/promises";

const LEAST_PERCENT = 100;
const REPORT = "coverage/lcov.info";
const LEFT_OUT = /^contracts\/(art|test)\//;

/** Lines found and lines run in the ledger's own contracts, by the LF and LH records of an lcov report. */
function count(report: string): { found: number; run: number } {
  let found = 0;
  let run = 0;
  for (const record of report.split("end_of_record")) {
    const file = /^SF:(.+)$/m.exec(record)?.[1] ?? "";
    if (!file.startsWith("contracts/") || LEFT_OUT.test(file)) continue;
    found += Number(/^LF:(\d+)$/m.exec(record)?.[1]);
    run += Number(/^LH:(\d+)$/m.exec(record)?.[1]);
  }
  return { found, run };
}

const { found, run } = count(await readFile(REPORT, "utf8"));
const percent = (100 * run) / found;
console.log(`${String(run)} of ${String(found)} lines of the ledger run by tests: ${percent.toFixed(2)} %`);
if (!(percent >= LEAST_PERCENT)) {
  console.error(`At least ${String(LEAST_PERCENT)} % are demanded.`);
  process.exitCode = 1;
}
