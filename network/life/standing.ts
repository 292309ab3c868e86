/** How a network stands: every node asked for itself, side by side, and the last blocks read from the one that is furthest. */
import { lookAt, type Look, type Place, type Silence } from "./look.ts";
import { orUndefined } from "./oneNode.ts";
import { paceOf, type Pace } from "./pace.ts";
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
  /** How blocks come whose newest one is old; undefined where it is young. */
  readonly pace: Exclude<Pace, "arrived"> | undefined;
}

export interface Fork {
  readonly block: number;
  readonly one: string;
  readonly other: string;
}

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
export async function standingOf(looking: Looking): Promise<Standing> {
  const first = await standingNow(looking);
  if (first.pace !== "arrived") return { ...first, pace: first.pace };
  const second = await standingNow(looking);
  return { ...second, pace: second.pace === "arrived" ? "fetching" : second.pace };
}

async function standingNow({ places, chainId, period, now, watchSeconds }: Looking) {
  const looks = await Promise.all(places.map(async (place) => lookAt(place, now)));
  const answered = looks.filter((look): look is Look => !isSilence(look));
  const genesis = (answered.find((look) => look.chainId === chainId) ?? answered[0])?.genesis;
  const here = answered.filter((look) => look.genesis === genesis && look.chainId === (chainId ?? look.chainId));
  const height = Math.max(0, ...here.map((look) => look.height));
  const fork = await forkAmong(here);
  const best = here.find((look) => look.height === height);
  const blocks = best && height > 0 ? await blocksOfLate(best) : undefined;
  const sealing = blocks && blocks.length > 0 ? sealingOf(blocks) : undefined;
  const watching = {
    period: period ?? sealing?.usual ?? 0,
    longest: sealing?.longest ?? 0,
    now,
    ...(watchSeconds === undefined ? {} : { watchSeconds }),
  };
  const pace = best && height > 0 ? await paceOf(best, here, watching) : undefined;
  return { looks, here, height, fork, sealing, pace };
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
