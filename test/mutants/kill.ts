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
export interface Attempt {
  readonly tests: readonly string[];
  readonly isFromGenesis: boolean; // or with the mutant off while fixtures are made
  readonly ms: number; // what they take with all mutants off, about
}

/** Runs attempts until a test fails that does not fail with all mutants off. */
export async function kill({ id, key }: Mutant, attempts: readonly Attempt[], ask: Ask): Promise<Fate> {
  const began = performance.now();
  let tests = 0;
  const finish = (end: Fate["end"], by?: string, error?: string): Fate => {
    const ms = Math.round(performance.now() - began);
    return { key, id, end, ...(by !== undefined && { by }), ...(error !== undefined && { error }), tests, ms };
  };
  const failing = new Set<string>();
  for (const { tests: all, isFromGenesis, ms } of attempts) {
    let left = all.filter((test) => !failing.has(test));
    while (left.length > 0) {
      const answer = await ask({ mutant: id, isFromGenesis, tests: left }, 60_000 + 10 * ms);
      if (answer === undefined) return finish("hung");
      tests += answer.outcomes.length;
      const failed = answer.outcomes.find(({ error }) => error !== undefined);
      if (failed === undefined) break;
      const without = await ask({ mutant: 0, isFromGenesis: false, tests: [failed.test] }, 60_000 + 10 * ms);
      const isGuilty = without?.outcomes.every(({ error }) => error === undefined) === true;
      if (isGuilty) return finish("killed", failed.test, failed.error!.slice(0, 300));
      failing.add(failed.test);
      const ran = new Set(answer.outcomes.map(({ test }) => test));
      left = left.filter((test) => !ran.has(test));
    }
  }
  return finish(attempts.length === 0 ? "unreached" : "survived");
}
