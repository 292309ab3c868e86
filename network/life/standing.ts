/** How a network stands: every node asked for itself, side by side, and the last blocks read from the one that is furthest. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { lookAt, type Look, type Place, type Silence } from "./look.ts";
import { NodeRefusal, NodeSilent } from "./oneNode.ts";
import { sealedBlocks, type SealedBlock } from "./sealedBlock.ts";
import { BLOCKS_OF_LATE, sealingOf, type Sealing } from "./sealing.ts";

export interface Standing {
  /** In the order of the places. */
  readonly looks: readonly (Look | Silence)[];
  /** The nodes that answer and are on the network's own chain. */
  readonly here: readonly Look[];
  /** The highest block that any of them has. */
  readonly height: number;
  /** Two nodes here that have another block of the same number; undefined where all agree. */
  readonly fork: Fork | undefined;
  /** Undefined where there is no block yet, or blocks are not sealed by validators. */
  readonly sealing: Sealing | undefined;
  /** Whether a block came while one waited for it; undefined where there was no need to wait. */
  readonly cameWhileWaiting: boolean | undefined;
}

export interface Fork {
  readonly block: number;
  readonly one: string;
  readonly other: string;
}

/** A chain whose newest block is older than this, and than so many periods, may stand still. */
const SECONDS_OLD = 30;
const PERIODS_OLD = 10;
/** And stands still if no block comes meanwhile. */
const WATCH_SECONDS = 10;
const POLL_MILLISECONDS = 500;

export interface Looking {
  readonly places: readonly Place[];
  readonly chainId: number | undefined;
  /** Seconds between blocks, if known. */
  readonly period: number | undefined;
  readonly now: () => number;
  /** Shorter only in tests. */
  readonly watchSeconds?: number;
}

/** Looks at all nodes; never throws for what a node says or does not say. */
export async function standingOf({ places, chainId, period, now, watchSeconds }: Looking): Promise<Standing> {
  const looks = await Promise.all(places.map(async (place) => lookAt(place, now)));
  const answered = looks.filter((look): look is Look => !isSilence(look));
  const genesis = (answered.find((look) => look.chainId === chainId) ?? answered[0])?.genesis;
  const here = answered.filter((look) => look.genesis === genesis && look.chainId === (chainId ?? look.chainId));
  const height = Math.max(0, ...here.map((look) => look.height));
  const fork = await forkAmong(here);
  const best = here.find((look) => look.height === height);
  const blocks = best && height > 0 ? await blocksOfLate(best) : undefined;
  const sealing = blocks && blocks.length > 0 ? sealingOf(blocks) : undefined;
  const cameWhileWaiting = best && (await blockComes(best, here, period ?? sealing?.period ?? 0, watchSeconds));
  return { looks, here, height, fork, sealing, cameWhileWaiting };
}

export function isSilence(look: Look | Silence): look is Silence {
  return "reason" in look;
}

async function blocksOfLate({ node, height }: Look): Promise<SealedBlock[] | undefined> {
  return orUndefined(sealedBlocks(node, Math.max(1, height - BLOCKS_OF_LATE + 1), height));
}

/** Whether two nodes have another block at the greatest height that both have. The one that is furthest is held against each. */
async function forkAmong(here: readonly Look[]): Promise<Fork | undefined> {
  const [best, ...others] = [...here].sort((one, other) => other.height - one.height);
  if (!best) return undefined;
  for (const other of others) {
    if (other.height === best.height) {
      if (other.newest.hash !== best.newest.hash) return forkOf(other.height, best, other);
      continue;
    }
    const found = await orUndefined(best.node.send("eth_getBlockByNumber", [`0x${other.height.toString(16)}`, false]));
    const hash = (found as { hash?: unknown } | null | undefined)?.hash;
    if (typeof hash === "string" && hash !== other.newest.hash) return forkOf(other.height, best, other);
  }
  return undefined;
}

function forkOf(block: number, one: Look, other: Look): Fork {
  return { block, one: one.node.host, other: other.node.host };
}

/**
 * Whether a chain makes blocks whose newest one is old by this machine's clock, which may be wrong: a block is waited for.
 *
 * @param best the one of `here` that is furthest.
 * @param period seconds between blocks.
 * @returns undefined where the newest block is young, so that nothing had to be waited for.
 */
export async function blockComes(
  best: Look,
  here: readonly Look[],
  period: number,
  seconds = WATCH_SECONDS,
): Promise<boolean | undefined> {
  if (best.age <= Math.max(SECONDS_OLD, PERIODS_OLD * period)) return undefined;
  return watch(here, best.height, seconds);
}

async function watch(here: readonly Look[], height: number, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1_000;
  do {
    await new Promise((resolve) => setTimeout(resolve, Math.min(POLL_MILLISECONDS, seconds * 1_000)));
    const heights = await Promise.all(here.map(async ({ node }) => orUndefined(node.send("eth_blockNumber", []))));
    if (heights.some((reached) => typeof reached === "string" && Number(reached) > height)) return true;
  } while (Date.now() < end);
  return false;
}

/** What a node says or fails to say in the middle of the work is no fault of the whole. */
export async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof NodeSilent || error instanceof NodeRefusal || error instanceof TongduiError) return undefined;
    throw error;
  });
}
