/**
 * `npm run test:mutants`: makes the mutants of the contracts, runs the tests against each, and says which survive.
 * The exit code is 1 while a survivor is not explained in test/mutants.md or fewer than 95 % are killed.
 */
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ByReach, killersOf, likelyAttempts, readKillers, writeKillers } from "./attempts.ts";
import { kill, type Attempt, type Fate } from "./kill.ts";
import type { Mutant } from "./mutants.ts";
import { withWorkers } from "./pool.ts";
import { build, makeProject, mutate, readSources } from "./project.ts";
import { digestOf, findReach } from "./reach.ts";
import { explainedIn, report } from "./report.ts";
import { failingSolidityTest, solidityTests } from "./solidity.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KILLERS = path.join(ROOT, "test/mutants/killers.json");

const { values } = parseArgs({
  // The tests' runner reads all files of this folder; its own arguments are none of ours.
  args: import.meta.main ? process.argv.slice(2) : [],
  options: {
    only: { type: "string", multiple: true, default: [] as string[] }, // files of contracts/
    sample: { type: "string" }, // so many mutants
    seed: { type: "string", default: "1" }, // which ones
    resume: { type: "boolean", default: false }, // keep what was killed before
    list: { type: "boolean", default: false }, // only say which mutants there are
    workers: { type: "string", default: "2" },
  },
});
const workers = Number(values.workers);
const isSample = values.sample !== undefined;
const isWhole = !isSample && values.only.length === 0;
const work = path.join(ROOT, "cache", isSample ? "mutants-sample" : "mutants");
const project = path.join(work, "project");

/** What of all mutants this run is about. A seed picks a sample by the keys' hashes, the same everywhere. */
function select(mutants: readonly Mutant[], explained: ReadonlySet<string>): Mutant[] {
  const wanted = mutants.filter(({ file }) => values.only.length === 0 || values.only.includes(file));
  if (values.sample === undefined) return wanted;
  const hashed = wanted
    .filter(({ key }) => !explained.has(key))
    .map((mutant) => [digestOf([values.seed, mutant.key]), mutant] as const);
  const picked = hashed.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, Number(values.sample));
  return picked.map(([, mutant]) => mutant);
}

const readFates = async (file: string): Promise<Fate[]> =>
  (await readFile(file, "utf8").catch(() => ""))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Fate);

/** What was killed before in the same build, if that is to count. The file then holds that and no more. */
async function keepFates(file: string, made: string): Promise<Set<string>> {
  const stamp = path.join(work, "built");
  const isSame = (await readFile(stamp, "utf8").catch(() => "")) === made;
  const earlier = values.resume && isSame ? await readFates(file) : [];
  const kept = earlier.filter(({ end }) => end === "killed" || end === "hung");
  await writeFile(stamp, made);
  await writeFile(file, kept.map((fate) => `${JSON.stringify(fate)}\n`).join(""));
  return new Set(kept.map(({ key }) => key));
}

async function killAll(
  mutants: readonly Mutant[],
  file: string,
  choose: (mutant: Mutant, tests: readonly string[]) => Attempt[],
  learn: (mutant: Mutant, fate: Fate) => void,
): Promise<void> {
  const began = Date.now();
  let done = 0;
  let tests: readonly string[] = [];
  const plan = (all: readonly string[]) => {
    tests = all;
    return Promise.resolve(mutants);
  };
  await withWorkers(project, { workers, flags: [] }, plan, async (mutant, ask) => {
    const failing = async (id: number, files: readonly string[]) => failingSolidityTest(project, id, files);
    const fate = await kill(mutant, choose(mutant, tests), { ask, failingSolidityTest: failing });
    learn(mutant, fate);
    await appendFile(file, `${JSON.stringify(fate)}\n`);
    done += 1;
    if (done % 50 === 0) console.log(`${done} of ${mutants.length} after ${Math.round((Date.now() - began) / 1000)} s`);
  });
}

async function main(): Promise<void> {
  const explained = explainedIn(await readFile(path.join(ROOT, "test/mutants.md"), "utf8").catch(() => ""));
  const packages = path.join(ROOT, "node_modules");
  const { mutants, stillborn, mutated } = mutate(await readSources(ROOT), packages, (all) => select(all, explained));
  if (values.list) {
    for (const { key, line, operator } of mutants) console.log(`${line}\t${operator}\t${key}`);
    return;
  }
  for (const { mutant, reason } of stillborn) console.log(`Does not compile: ${mutant.key}\n  ${reason}`);
  console.log(`${mutants.length} mutants; contracts/art (pictures) is left out.`);
  await mkdir(work, { recursive: true });
  await makeProject(ROOT, project, mutated);
  await build(project);
  const solidity = await solidityTests(ROOT);
  const made = digestOf([...mutated].flat());
  const file = path.join(work, "fates.jsonl");
  if (isSample) {
    await keepFates(file, made);
    const killers = await readKillers(KILLERS);
    await killAll(
      mutants,
      file,
      (mutant, tests) => likelyAttempts(mutant, tests, killers, solidity),
      () => undefined,
    );
  } else {
    const reach = await findReach(project, made, path.join(work, "reach.json"), workers);
    for (const { test, error } of reach.failing) console.log(`LEFT OUT, fails without a mutant: ${test}\n  ${error}`);
    const kept = await keepFates(file, made);
    const choice = new ByReach(reach.tests, solidity);
    const open = mutants.filter(({ key }) => !kept.has(key));
    await killAll(
      open,
      file,
      (mutant) => choice.attempts(mutant),
      (mutant, fate) => choice.learn(mutant, fate),
    );
  }
  const fates = await readFates(file);
  if (isWhole) await writeKillers(KILLERS, killersOf(mutants, fates));
  const { text, isGood } = report(mutants, fates, explained);
  console.log(text);
  if (!isGood) process.exitCode = 1;
}

if (import.meta.main) await main();
