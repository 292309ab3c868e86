/**
 * A process that has loaded the tests once and runs those it is told to, again and again, with a mutant on.
 * It is started in the mutated copy of the project.
 */
import { glob } from "node:fs/promises";
import path from "node:path";
import Mocha from "mocha";
import { Chains } from "./chains.ts";

/** Runs tests, the first named first. Under `--watch` all of them are run; else it ends with the first that fails. */
export interface Order {
  readonly mutant: number;
  readonly isFromGenesis: boolean;
  readonly tests: readonly string[];
}

/** A test that was run; it is named by its file and its titles. */
export interface Outcome {
  readonly test: string;
  readonly ms: number;
  readonly error?: string;
  readonly reached: readonly number[]; // mutants, beside those that its fixtures reach
  readonly fixtures: readonly string[];
}

export interface Answer {
  readonly outcomes: readonly Outcome[];
  readonly fixtures: Readonly<Record<string, readonly number[]>>; // the mutants that each reaches
}

export interface Ready {
  readonly tests: readonly string[];
}

const SUITES = ["test/ledger/*.test.ts", "test/promises/*.test.ts"];
const LONGEST = 300_000; // ms of one test, however busy the machine is

const nameOf = (test: Mocha.Runnable): string =>
  `${path.relative(process.cwd(), test.file ?? "").replaceAll("\\", "/")} ${test.fullTitle()}`;

/** Whoever gave the order is told; nothing is printed. */
class Silent extends Mocha.reporters.Base {}

/** Puts suites in the order of the tests wanted. */
function rank(root: Mocha.Suite, wanted: ReadonlyMap<string, number>): void {
  const first = new Map<Mocha.Suite, number>();
  root.eachTest((test: Mocha.Test) => {
    const place = wanted.get(nameOf(test)) ?? Infinity;
    for (let suite = test.parent; suite !== undefined; suite = suite.parent) {
      first.set(suite, Math.min(first.get(suite) ?? Infinity, place));
    }
  });
  const placeOf = (suite: Mocha.Suite): number => first.get(suite) ?? Infinity;
  const sort = (suite: Mocha.Suite): void => {
    suite.suites.sort((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
    suite.suites.forEach(sort);
  };
  sort(root);
}

async function run(mocha: Mocha, chains: Chains, { mutant, isFromGenesis, tests }: Order): Promise<Answer> {
  const outcomes: Outcome[] = [];
  const fixtures: Record<string, readonly number[]> = {};
  let loaded = new Set<string>();
  chains.onLoad = (name, reached) => {
    loaded.add(name);
    fixtures[name] = [...reached];
  };
  chains.reached = new Set();
  await chains.begin(mutant, isFromGenesis);
  rank(mocha.suite, new Map(tests.map((test, i) => [test, i])));
  const titles = new Set(tests.map((test) => test.slice(test.indexOf(" ") + 1)));
  mocha.grep({ test: (title: string) => titles.has(title) } as RegExp);
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    const finish = (test: Mocha.Runnable, error?: Error): void => {
      const ms = test.duration ?? 0;
      const reached = [...chains.reached];
      outcomes.push({ test: nameOf(test), ms, reached, fixtures: [...loaded], ...(error && { error: error.message }) });
      chains.reached = new Set();
      loaded = new Set();
    };
    runner.on("pass", (test) => finish(test));
    runner.on("fail", (test, error: Error) => finish(test, error));
  });
  await chains.end();
  return { outcomes, fixtures };
}

async function main(): Promise<void> {
  const isWatching = process.argv.includes("--watch");
  const chains = new Chains({ watches: isWatching });
  const mocha = new Mocha({ timeout: LONGEST, reporter: Silent, bail: !isWatching });
  mocha.cleanReferencesAfterRun(false);
  for await (const file of glob(SUITES)) mocha.addFile(path.resolve(file));
  mocha.files.sort();
  // Not before the chains stand in for the project's own: the hooks make one.
  const { mochaHooks } = await import("../support/hooks.ts");
  mocha.rootHooks(mochaHooks);
  await mocha.loadFilesAsync();
  chains.loaded();
  const tests: string[] = [];
  mocha.suite.eachTest((test: Mocha.Test) => tests.push(nameOf(test)));
  process.on("message", (order: Order) => {
    void run(mocha, chains, order).then((answer) => process.send!(answer));
  });
  process.on("disconnect", () => process.exit());
  process.send!({ tests } satisfies Ready);
}

if (import.meta.main) await main();
