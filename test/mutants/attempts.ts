import { readFile, writeFile } from "node:fs/promises";
import type { Attempt, Fate } from "./kill.ts";
import type { Mutant } from "./mutants.ts";
import { fileOf, type Test } from "./reach.ts";
import type { SolidityTests } from "./solidity.ts";

// From the first block the fixtures are made anew, which takes seconds each: the most telling ones must do.
const MOST_FROM_GENESIS = { tests: 600, fixtures: 60 };
const SLOW = 3_000; // ms
const FIRST = 8; // tests that are tried before all others; most mutants do not live longer
const REMEMBERED = 6;
const LIKELY_FILES = 3;

const stem = (file: string): string => file.replace(/^.*\//, "").split(".")[0]!.toLowerCase();
const placeOf = ({ file, where }: Pick<Mutant, "file" | "where">): string => `${file} ${where}`;

function attempt(tests: readonly Test[], isFromGenesis: boolean): Attempt[] {
  if (tests.length === 0) return [];
  const ms = tests.reduce((sum, test) => sum + test.ms + (isFromGenesis ? 5_000 : 0), 0);
  return [{ tests: tests.map(({ name }) => name), isFromGenesis, ms }];
}

const inSolidity = (files: readonly string[] = []): Attempt[] => (files.length === 0 ? [] : [{ solidity: files }]);

function cut(tests: readonly Test[]): Test[] {
  const fixtures = new Set<string>();
  const few: Test[] = [];
  for (const test of tests) {
    const next = new Set([...fixtures, ...test.fixtures]);
    if (next.size > MOST_FROM_GENESIS.fixtures || few.length === MOST_FROM_GENESIS.tests) continue;
    for (const name of test.fixtures) fixtures.add(name);
    few.push(test);
  }
  return few;
}

/** Chooses the tests that reach a mutant; first those that killed its neighbours, then its contract's, the narrowest. */
export class ByReach {
  readonly #tests: readonly Test[];
  readonly #solidity: SolidityTests;
  readonly #killers = new Map<string, string[]>(); // of each function, the latest first

  constructor(tests: readonly Test[], solidity: SolidityTests) {
    this.#tests = tests;
    this.#solidity = solidity;
  }

  attempts(mutant: Mutant): Attempt[] {
    const after = this.#ranked(mutant, ({ itself }) => itself.has(mutant.id));
    const under = this.#ranked(mutant, ({ throughFixtures }) => throughFixtures.has(mutant.id));
    return [
      ...attempt(after.slice(0, FIRST), false),
      ...inSolidity(this.#solidity.ofParts.get(mutant.file)),
      ...attempt(after.slice(FIRST), false),
      ...attempt(cut(under), true),
      ...inSolidity(this.#solidity.ofLedger),
    ];
  }

  /** Tests that killed one mutant of a function are likely to kill others. */
  learn(mutant: Mutant, { by }: Fate): void {
    if (by === undefined) return;
    const known = (this.#killers.get(placeOf(mutant)) ?? []).filter((name) => name !== by);
    this.#killers.set(placeOf(mutant), [by, ...known].slice(0, REMEMBERED));
  }

  #ranked(mutant: Mutant, reaches: (test: Test) => boolean): Test[] {
    const known = this.#killers.get(placeOf(mutant)) ?? [];
    const contract = stem(mutant.file);
    const rank = ({ name, ms, itself }: Test): number => {
      const recent = known.indexOf(name);
      if (recent >= 0) return recent - known.length;
      return (stem(fileOf(name)) === contract ? 0 : 10_000) + itself.size + (ms > SLOW ? 1_000_000 : ms);
    };
    const ranks = this.#tests.filter(reaches).map((test) => [rank(test), test] as const);
    return ranks.sort(([a], [b]) => a - b).map(([, test]) => test);
  }
}

/** The files of tests that killed most mutants of each function in the last full run. */
export type Killers = Readonly<Record<string, readonly string[]>>;

export function killersOf(mutants: readonly Mutant[], fates: readonly Fate[]): Killers {
  const by = new Map(fates.flatMap(({ key, by: test }) => (test === undefined ? [] : [[key, fileOf(test)] as const])));
  const places = Map.groupBy(mutants, placeOf);
  const killers = [...places].map(([place, own]) => {
    const files = Map.groupBy(
      own.flatMap(({ key }) => by.get(key) ?? []),
      (file) => file,
    );
    const ranked = [...files].sort(([, a], [, b]) => b.length - a.length).map(([file]) => file);
    return [place, ranked.slice(0, LIKELY_FILES)] as const;
  });
  return Object.fromEntries(killers.filter(([, files]) => files.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const readKillers = async (file: string): Promise<Killers> =>
  JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as Killers;

export const writeKillers = async (file: string, killers: Killers): Promise<void> =>
  writeFile(file, `${JSON.stringify(killers, null, 2)}\n`);

/** Chooses, without having run them, the tests that are likely to kill a mutant, and then all others. */
export function likelyAttempts(
  mutant: Mutant,
  tests: readonly string[],
  killers: Killers,
  solidity: SolidityTests,
): Attempt[] {
  const known = killers[placeOf(mutant)] ?? [];
  const contract = stem(mutant.file);
  const files = Map.groupBy(tests, fileOf);
  const likely = known.filter((file) => files.has(file));
  const own = [...files.keys()].filter((file) => stem(file) === contract && !likely.includes(file));
  const others = [...files.keys()].filter((file) => !likely.includes(file) && !own.includes(file));
  const of = (file: string, isFromGenesis: boolean): Attempt => {
    const names = files.get(file)!;
    return { tests: names, isFromGenesis, ms: names.length * 2_000 };
  };
  const first = [...likely, ...own];
  return [
    ...inSolidity(solidity.ofParts.get(mutant.file)),
    ...first.map((file) => of(file, false)),
    ...first.slice(0, LIKELY_FILES).map((file) => of(file, true)),
    ...others.map((file) => of(file, false)),
    ...inSolidity(solidity.ofLedger),
  ];
}
