import fc from "fast-check";
import { networkHelpers } from "../support/world.ts";
import { play } from "./play.ts";
import { Runs } from "./runs.ts";
import { Tally } from "./tally.ts";
import { Disagreement, type Start } from "./walk.ts";

export interface Plan {
  readonly seed: number;
  readonly runs: number;
  /** Steps a run. */
  readonly length: number;
  readonly weights: Readonly<Record<string, number>>;
  /** Shortening ends after so many ms. */
  readonly patience?: number;
}

const PATIENCE = 60_000;

/**
 * Plays random runs from one start, and counts what was tried. A run that fails is shortened as far as it goes.
 *
 * @returns the story of what is left of it, if one failed.
 */
export async function check(start: Start, plan: Plan, tally: Tally): Promise<string | undefined> {
  const { seed, runs, length, weights, patience = PATIENCE } = plan;
  const before = tally.acts;
  let snapshot = await networkHelpers.takeSnapshot();
  let failing: { story: string; late: boolean; since: number; acts: number; attempts: number } | undefined;
  const property = fc.asyncProperty(new Runs(length, weights), async (run) => {
    // What follows a failure only shortens it.
    if (failing && performance.now() > failing.since + patience) return;
    if (failing) failing.attempts += 1;
    await snapshot.restore();
    snapshot = await networkHelpers.takeSnapshot();
    try {
      await play(start, run, failing ? new Tally() : tally, failing?.late ?? true);
    } catch (error) {
      if (!(error instanceof Disagreement)) throw error;
      failing ??= { story: "", late: error.late, since: performance.now(), acts: tally.acts - before, attempts: 0 };
      failing.story = error.message;
      throw error;
    }
  });
  const outcome = await fc.check(property, { seed, numRuns: runs });
  await snapshot.restore();
  if (!outcome.failed) return undefined;
  if (!failing) throw outcome.errorInstance as Error;
  const seconds = Math.round((performance.now() - failing.since) / 1_000);
  const found = `Found after ${failing.acts} acts with seed ${seed}`;
  return `${found}, shortened in ${failing.attempts} attempts and ${seconds} s.\n${failing.story}`;
}
