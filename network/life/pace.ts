/** How a chain moves whose newest block is old by this machine's clock: it stands, it is fetched, or one of the clocks is wrong. */
import { z } from "zod";
import { quantity, type Look } from "./look.ts";
import { orUndefined, type OneNode } from "./oneNode.ts";

export type Pace =
  /** No block comes. */
  | "still"
  /** Blocks come, and each is as old as the one before: the chain makes them, and one of the clocks is wrong. */
  | "steady"
  /** Blocks come at another pace than they were made at, or the node says so itself: it fetches them from the others. */
  | "fetching"
  /** The newest block was old and is so no more: whatever was read before is to be read again. */
  | "arrived";

export interface Watching {
  /** Seconds between blocks; 0 where nobody knows. */
  readonly period: number;
  /** Seconds between the two blocks of late that are furthest apart: where turns pass in vain, some come later than a period. */
  readonly longest: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Shorter only in tests. */
  readonly watchSeconds?: number;
}

/** A chain whose newest block is older than this, and than so many periods, may stand still. */
const SECONDS_OLD = 30;
const PERIODS_OLD = 10;
/** And stands still if no block comes meanwhile. */
const WATCH_SECONDS = 10;
/** Whether the clock or the node is behind, shows after so many periods. */
const PERIODS_WATCHED = 3;
const POLL_MILLISECONDS = 500;
/** Blocks tell their time in whole seconds. */
const ROUNDING = 1;

/**
 * Watches the newest block for a while. A wrong clock leaves its age as it is, up to the time between two blocks: the blocks' time goes on
 * with the clock. Blocks that are fetched are each far younger than the one before.
 *
 * @param best the one of `here` that is furthest.
 * @returns undefined where the newest block is young, so that nothing had to be watched.
 */
export async function paceOf(best: Look, here: readonly Look[], watching: Watching): Promise<Pace | undefined> {
  const { period, longest, now } = watching;
  if (best.isSyncing) return "fetching";
  if (!isOld(best.age, period)) return undefined;
  const seconds = watching.watchSeconds ?? Math.max(WATCH_SECONDS, PERIODS_WATCHED * period);
  const begun = Date.now();
  const end = begun + seconds * 1_000;
  const told = begun + Math.min(seconds, PERIODS_WATCHED * period) * 1_000;
  // A halt among the blocks of late says nothing of the pace.
  const unsteady = Math.min(Math.max(longest, period), PERIODS_OLD * period) + ROUNDING;
  let came = false;
  do {
    await new Promise((resolve) => setTimeout(resolve, Math.min(POLL_MILLISECONDS, seconds * 1_000)));
    const newest = await newestOf(here.map(({ node }) => node));
    if (!newest || newest.number <= best.height) continue;
    came = true;
    const age = now() / 1_000 - newest.timestamp;
    if (!isOld(age, period)) return "arrived";
    const younger = best.age - age;
    if (younger > unsteady) return "fetching";
    if (younger >= -unsteady && Date.now() >= told) return "steady";
  } while (Date.now() < end);
  return came ? "fetching" : "still";
}

function isOld(age: number, period: number): boolean {
  return age > Math.max(SECONDS_OLD, PERIODS_OLD * period);
}

const blockSchema = z.object({ number: quantity, timestamp: quantity });

async function newestOf(nodes: readonly OneNode[]): Promise<z.infer<typeof blockSchema> | undefined> {
  const told = await Promise.all(
    nodes.map(async (node) => orUndefined(node.send("eth_getBlockByNumber", ["latest", false]))),
  );
  return told
    .flatMap((block) => blockSchema.safeParse(block).data ?? [])
    .reduce<z.infer<typeof blockSchema> | undefined>(
      (most, block) => (most && most.number >= block.number ? most : block),
      undefined,
    );
}
