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

/** Tests to run against a mutant, until one of them fails. */
export type Attempt =
  | { readonly solidity: readonly string[] } // files of Solidity tests
  | {
      readonly tests: readonly string[];
      readonly isFromGenesis: boolean; // or with the mutant off while fixtures are made
      readonly ms: number; // what they take with all mutants off, about
    };

/** Who runs tests: a worker those of the ledger, and Hardhat those in Solidity, of which it says the first to fail. */
export interface Means {
  readonly ask: Ask;
  readonly failingSolidityTest: (mutant: number, files: readonly string[]) => Promise<string | undefined>;
}

type Failed = Pick<Fate, "by" | "error">;

/** A test that fails, and does not with all mutants off. */
async function failing(
  mutant: number,
  attempt: Exclude<Attempt, { solidity: unknown }>,
  { ask }: Means,
  ran: Set<string>,
): Promise<Failed | "hung" | undefined> {
  const { isFromGenesis, ms } = attempt;
  const limit = 60_000 + 10 * ms;
  for (;;) {
    const tests = attempt.tests.filter((test) => !ran.has(test) || isFromGenesis);
    if (tests.length === 0) return undefined;
    const answer = await ask({ mutant, isFromGenesis, tests }, limit);
    if (answer === undefined) return "hung";
    for (const { test } of answer.outcomes) ran.add(test);
    const failed = answer.outcomes.find(({ error }) => error !== undefined);
    if (failed === undefined) return undefined;
    const without = await ask({ mutant: 0, isFromGenesis: false, tests: [failed.test] }, limit);
    const isGuilty = without?.outcomes.every(({ error }) => error === undefined) === true;
    if (isGuilty) return { by: failed.test, error: failed.error!.slice(0, 300) };
    if (isFromGenesis) return undefined;
  }
}

/** Makes attempts until a test fails because of the mutant. */
export async function kill({ id, key }: Mutant, attempts: readonly Attempt[], means: Means): Promise<Fate> {
  const began = performance.now();
  const ran = new Set<string>();
  const finish = (end: Fate["end"], failed: Failed = {}): Fate => {
    const ms = Math.round(performance.now() - began);
    return { key, id, end, ...failed, tests: ran.size, ms };
  };
  for (const attempt of attempts) {
    if ("solidity" in attempt) {
      const by = await means.failingSolidityTest(id, attempt.solidity);
      if (by !== undefined) return finish("killed", { by });
      continue;
    }
    const failed = await failing(id, attempt, means, ran);
    if (failed === "hung") return finish("hung");
    if (failed !== undefined) return finish("killed", failed);
  }
  return finish(attempts.length === 0 ? "unreached" : "survived");
}
