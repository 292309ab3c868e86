/**
 * `npm run test:mutants`: makes the mutants of the contracts, runs the tests against each, and says which survive.
 * The exit code is 1 while a survivor is not explained in test/mutants.md or fewer than 95 % are killed.
 */
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Killing, type Fate } from "./kill.ts";
import type { Mutant } from "./mutants.ts";
import { withWorkers } from "./pool.ts";
import { build, makeProject, mutate, readSources } from "./project.ts";
import { digestOf, findReach } from "./reach.ts";
import { explainedIn, report } from "./report.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WORK = path.join(ROOT, "cache/mutants");

const OPTIONS = {
  only: { type: "string", multiple: true, default: [] as string[] }, // files of contracts/
  sample: { type: "string" }, // so many mutants
  seed: { type: "string", default: "1" }, // which ones
  resume: { type: "boolean", default: false }, // keep what was killed before
  list: { type: "boolean", default: false }, // only say which mutants there are
  workers: { type: "string", default: "2" },
} as const;

/** So many mutants, picked by a seed: the order of their keys' hashes is as good as chance, and the same everywhere. */
function sampled(mutants: readonly Mutant[], size: number, seed: string): Mutant[] {
  const hashed = mutants.map((mutant) => [digestOf([seed, mutant.key]), mutant] as const);
  return hashed
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, mutant]) => mutant);
}

const readLines = async (file: string): Promise<Fate[]> =>
  (await readFile(file, "utf8").catch(() => ""))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Fate);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const workers = Number(values.workers);
  const sources = await readSources(ROOT);
  const select = (mutants: readonly Mutant[]): Mutant[] => {
    const wanted = mutants.filter(({ file }) => values.only.length === 0 || values.only.includes(file));
    return values.sample === undefined ? wanted : sampled(wanted, Number(values.sample), values.seed);
  };
  const { mutants, stillborn, mutated } = mutate(sources, path.join(ROOT, "node_modules"), select);
  if (values.list) {
    for (const { key, line, operator } of mutants) console.log(`${line}\t${operator}\t${key}`);
    return;
  }
  for (const { mutant, reason } of stillborn) console.log(`Does not compile: ${mutant.key}\n  ${reason}`);
  console.log(`${mutants.length} mutants; contracts/art (pictures) is left out.`);

  await mkdir(WORK, { recursive: true });
  const project = path.join(WORK, "project");
  await makeProject(ROOT, project, mutated);
  await build(project);
  const made = digestOf([...mutated].flat());
  const reach = await findReach(project, made, path.join(WORK, "reach.json"), workers);
  for (const { test, error } of reach.failing) console.log(`LEFT OUT, fails without a mutant: ${test}\n  ${error}`);

  const file = path.join(WORK, "fates.jsonl");
  const builtFor = await readFile(path.join(WORK, "built"), "utf8").catch(() => "");
  const earlier = values.resume && builtFor === made ? await readLines(file) : [];
  const kept = earlier.filter(({ end }) => end === "killed" || end === "hung");
  await writeFile(path.join(WORK, "built"), made);
  await writeFile(file, kept.map((fate) => `${JSON.stringify(fate)}\n`).join(""));
  const keys = new Set(kept.map(({ key }) => key));
  const open = mutants.filter(({ key }) => !keys.has(key));
  const killing = new Killing(reach.tests);
  const began = Date.now();
  let done = 0;
  await withWorkers(
    project,
    { workers, flags: [] },
    () => Promise.resolve(open),
    async (mutant, ask) => {
      const fate = await killing.kill(mutant, ask);
      await appendFile(file, `${JSON.stringify(fate)}\n`);
      done += 1;
      if (done % 50 === 0) console.log(`${done} of ${open.length} after ${Math.round((Date.now() - began) / 1000)} s`);
    },
  );
  const page = await readFile(path.join(ROOT, "test/mutants.md"), "utf8").catch(() => "");
  const { text, isGood } = report(mutants, await readLines(file), explainedIn(page));
  console.log(text);
  if (!isGood) process.exitCode = 1;
}

if (import.meta.main) await main();
