import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { withWorkers } from "./pool.ts";
import type { Answer, Outcome } from "./worker.ts";

/** What a test reaches with all mutants off. */
export interface Test {
  readonly name: string;
  readonly ms: number;
  readonly itself: ReadonlySet<number>;
  readonly throughFixtures: ReadonlySet<number>;
  readonly fixtures: readonly string[];
}

export interface Reach {
  readonly tests: readonly Test[];
  readonly failing: readonly Outcome[]; // tests that the mutated build fails though no mutant is on
}

type Cache = Record<string, { digest: string; answer: Answer }>;

export const digestOf = (parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\0")).digest("hex");

export const fileOf = (test: string): string => test.slice(0, test.indexOf(" "));

async function digestOfFolder(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(ts|json)$/.test(name)).sort();
  return digestOf(
    await Promise.all(names.map(async (name) => name + (await readFile(path.join(folder, name), "utf8")))),
  );
}

/** What all files of tests lean on. */
async function groundOf(project: string, build: string): Promise<string> {
  const folders = ["client", "test/support"].map(async (name) => digestOfFolder(path.join(project, name)));
  const helpers = (await readdir(path.join(project, "test/promises"), { recursive: true }))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort()
    .map(async (name) => readFile(path.join(project, "test/promises", name), "utf8"));
  return digestOf([build, ...(await Promise.all(folders)), ...(await Promise.all(helpers))]);
}

function testsOf({ outcomes, fixtures }: Answer): Test[] {
  return outcomes.map(({ test, ms, reached, fixtures: loaded }) => {
    const throughFixtures = new Set(loaded.flatMap((name) => fixtures[name]!));
    return { name: test, ms, itself: new Set(reached), throughFixtures, fixtures: loaded };
  });
}

/**
 * Runs the tests of the mutated project with all mutants off, and notes what each reaches. Files that were run before
 * against the same `build` are not run again.
 * @param file where the notes are kept
 */
export async function findReach(project: string, build: string, file: string, workers: number): Promise<Reach> {
  const cache = JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as Cache;
  const ground = await groundOf(project, build);
  const fresh: Cache = {};
  const plan = async (names: readonly string[]): Promise<string[][]> => {
    const files = Map.groupBy(names, fileOf);
    const stale: string[][] = [];
    for (const [name, tests] of files) {
      const digest = digestOf([ground, await readFile(path.join(project, name), "utf8")]);
      const known = cache[name];
      fresh[name] = known?.digest === digest ? known : { digest, answer: { outcomes: [], fixtures: {} } };
      if (fresh[name] !== known) stale.push(tests);
    }
    return stale;
  };
  await withWorkers(project, { workers, flags: ["--watch"] }, plan, async (tests, ask) => {
    const name = fileOf(tests[0]!);
    const answer = await ask({ mutant: 0, isFromGenesis: false, tests }, 3_600_000);
    if (answer === undefined) throw new Error(`${name} does not end although no mutant is on`);
    fresh[name] = { digest: fresh[name]!.digest, answer };
    await writeFile(file, JSON.stringify(fresh));
  });
  const answers = Object.values(fresh).map(({ answer }) => answer);
  const failing = answers.flatMap(({ outcomes }) => outcomes).filter(({ error }) => error !== undefined);
  const failed = new Set(failing.map(({ test }) => test));
  return { tests: answers.flatMap(testsOf).filter(({ name }) => !failed.has(name)), failing };
}
