import { fileOf, type Test } from "./reach.ts";
import type { Mutant } from "./mutants.ts";
import type { Ask } from "./pool.ts";

/** What became of a mutant. */
export interface Fate {
  readonly key: string;
  readonly id: number;
  readonly end: "killed" | "hung" | "survived" | "unreached";
  readonly by?: string; // the test
  readonly error?: string;
  readonly tests: number; // how many were run
  readonly ms: number;
}

// From the first block the fixtures are made anew, which takes seconds each: the most telling ones must do.
const MOST_FROM_GENESIS = { tests: 60, fixtures: 15 };
const SLOW = 3_000;

const stem = (file: string): string => file.replace(/^.*\//, "").split(".")[0]!.toLowerCase();

/** Tests in the order in which they are likely to tell: neighbours' killers, the contract's own, the narrowest. */
function ranked(mutant: Mutant, tests: readonly Test[], killers: ReadonlyMap<string, readonly string[]>): Test[] {
  const known = killers.get(`${mutant.file} ${mutant.where}`) ?? [];
  const contract = stem(mutant.file);
  const place = ({ name, ms, itself }: Test): number => {
    const recent = known.indexOf(name);
    const own = stem(fileOf(name)) === contract ? 0 : 10_000;
    return (recent >= 0 ? recent - 100_000 : own) + itself.size + (ms > SLOW ? 1_000_000 : ms);
  };
  return tests
    .map((test) => [place(test), test] as const)
    .sort(([a], [b]) => a - b)
    .map(([, test]) => test);
}

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

export class Killing {
  readonly #tests: readonly Test[];
  readonly #killers = new Map<string, string[]>(); // of each function, the latest first

  constructor(tests: readonly Test[]) {
    this.#tests = tests;
  }

  async kill(mutant: Mutant, ask: Ask): Promise<Fate> {
    const began = performance.now();
    const { id, key } = mutant;
    let tests = 0;
    const finish = (end: Fate["end"], by?: string, error?: string): Fate => {
      if (by !== undefined) this.#remember(mutant, by);
      const ms = Math.round(performance.now() - began);
      return { key, id, end, ...(by !== undefined && { by }), ...(error !== undefined && { error }), tests, ms };
    };
    const after = ranked(
      mutant,
      this.#tests.filter(({ itself }) => itself.has(id)),
      this.#killers,
    );
    const under = ranked(
      mutant,
      this.#tests.filter(({ throughFixtures }) => throughFixtures.has(id)),
      this.#killers,
    );
    if (after.length + under.length === 0) return finish("unreached");
    for (const [list, isFromGenesis] of [
      [after, false],
      [cut(under), true],
    ] as const) {
      // A few first: sorting suites for hundreds of tests would take longer than most mutants live.
      for (const some of [list.slice(0, 8), list.slice(8)]) {
        if (some.length === 0) continue;
        const expected = some.reduce((sum, { ms }) => sum + ms, 0) + (isFromGenesis ? 5_000 * some.length : 0);
        const answer = await ask(
          { mutant: id, isFromGenesis, tests: some.map(({ name }) => name) },
          60_000 + 10 * expected,
        );
        if (answer === undefined) return finish("hung");
        tests += answer.outcomes.length;
        const failed = answer.outcomes.find(({ error }) => error !== undefined);
        if (failed !== undefined) return finish("killed", failed.test, failed.error!.slice(0, 300));
        if (answer.outcomes.length < some.length)
          throw new Error(`Of ${some.length} tests ${answer.outcomes.length} ran: ${key}`);
      }
    }
    return finish("survived");
  }

  #remember(mutant: Mutant, test: string): void {
    const place = `${mutant.file} ${mutant.where}`;
    const known = (this.#killers.get(place) ?? []).filter((name) => name !== test);
    this.#killers.set(place, [test, ...known].slice(0, 6));
  }
}
