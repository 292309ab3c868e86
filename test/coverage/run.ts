/**
 * `npm run coverage`: runs the ledger's tests on contracts that tell which of their lines are run, and fails if too few are. It does
 * so in a copy of the project, for the build is another. The report with the lines is in cache/coverage/project/coverage.
 *
 * The report counts a line as run only if every statement that touches it has run, so all lines means all statements.
 * Pictures only draw, and contracts that exist for tests prove nothing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { copyProject } from "../support/projectCopy.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PROJECT = path.join(ROOT, "cache/coverage/project");
const LEAST_PERCENT = 100;
const LEFT_OUT = /^contracts\/(art|test)\//;

/** @returns whether all tests passed. */
async function runTests(): Promise<boolean> {
  const hardhat = path.join(PROJECT, "node_modules/hardhat/dist/src/cli.js");
  const files = globSync("test/ledger/*.test.ts", { cwd: PROJECT }).sort();
  const words = ["test", "mocha", "--coverage", "--network", "default", ...files];
  const tests = spawn(process.execPath, [hardhat, ...words], { cwd: PROJECT, stdio: "inherit" });
  const [code] = (await once(tests, "exit")) as [number | null];
  return code === 0;
}

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

async function main(): Promise<void> {
  await copyProject(ROOT, PROJECT);
  if (!(await runTests())) {
    process.exitCode = 1;
    return;
  }
  const { found, run } = count(await readFile(path.join(PROJECT, "coverage/lcov.info"), "utf8"));
  const percent = (100 * run) / found;
  console.log(`${run} of ${found} lines of the ledger run by tests: ${percent.toFixed(2)} %`);
  if (!(percent >= LEAST_PERCENT)) {
    console.error(`At least ${LEAST_PERCENT} % are demanded.`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
