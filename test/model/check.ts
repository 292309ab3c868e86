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

/** How the runs ended: what was tried, and the story of the shortest run that failed, if any did. */
export interface Outcome {
  readonly tally: Tally;
  readonly failure?: string;
}

const PATIENCE = 300_000;

/** Plays random runs from one start. A run that fails is shortened as far as it goes. */
export async function check(start: Start, { seed, runs, length, weights, patience = PATIENCE }: Plan): Promise<Outcome> {
  const honest = new Tally();
  let snapshot = await networkHelpers.takeSnapshot();
  let failing: { story: string; since: number; acts: number; attempts: number } | undefined;
  const property = fc.asyncProperty(new Runs(length, weights), async (run) => {
    // What follows a failure only shortens it.
    if (failing && performance.now() > failing.since + patience) return;
    if (failing) failing.attempts += 1;
    await snapshot.restore();
    snapshot = await networkHelpers.takeSnapshot();
    try {
      await play(start, run, failing ? new Tally() : honest);
    } catch (error) {
      if (!(error instanceof Disagreement)) throw error;
      failing ??= { story: "", since: performance.now(), acts: honest.acts, attempts: 0 };
      failing.story = error.message;
      throw error;
    }
  });
  const outcome = await fc.check(property, { seed, numRuns: runs });
  await snapshot.restore();
  if (!outcome.failed) return { tally: honest };
  if (!failing) throw outcome.errorInstance;
  const seconds = Math.round((performance.now() - failing.since) / 1_000);
  const how = `Found after ${failing.acts} acts with seed ${seed}, shortened in ${failing.attempts} attempts and ${seconds} s.`;
  return { tally: honest, failure: `${how}\n${failing.story}` };
}
