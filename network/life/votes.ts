/**
 * Votes on who seals. A validator's vote stands in the headers of blocks that it proposes, so that the chain itself says who has
 * voted; what a node is still going to vote, only that node knows, and forgets when it is restarted.
 */
import { z } from "zod";
import type { Hex } from "../../verifier/bytes.ts";
import { EPOCH_BLOCKS } from "../genesis/genesis.ts";
import type { OneNode } from "./oneNode.ts";
import { sealedBlocks, type SealedBlock, type Vote } from "./sealedBlock.ts";
import { votesNeeded } from "./tolerance.ts";

const AT_ONCE = 500;

export interface Ballot extends Vote {
  /** Who has voted for it in a block, of those who seal now. */
  readonly cast: readonly Hex[];
  /** Who seals now. */
  readonly validators: readonly Hex[];
  /** So many votes decide. */
  readonly needed: number;
  /** Whether it is as the vote wants it. */
  readonly isDecided: boolean;
}

/**
 * The blocks that may hold votes which still count: those of the present epoch.
 *
 * @param add is told of every so many blocks read.
 * @throws TongduiError `NodeContradictsItself`; NodeSilent, NodeRefusal.
 */
export async function blocksWithVotes(
  node: OneNode,
  height: number,
  add: (blocks: number) => void = () => undefined,
): Promise<SealedBlock[]> {
  const first = firstOfEpoch(height);
  const found: SealedBlock[][] = [];
  for (let last = height; last >= first; last -= AT_ONCE) {
    const blocks = (await sealedBlocks(node, Math.max(first, last - AT_ONCE + 1), last)) ?? [];
    found.unshift(blocks);
    add(blocks.length);
  }
  return found.flat();
}

/** The first block of an epoch: votes before it count no more. */
export function firstOfEpoch(height: number): number {
  return Math.max(1, Math.floor(height / EPOCH_BLOCKS) * EPOCH_BLOCKS);
}

/**
 * How votes stand, counted as the validators count them: a validator's later vote takes its earlier one's place, votes of who seals no
 * more are dropped, and a matter that is decided begins anew. So does every matter where a transition says who seals.
 *
 * @param blocks in the order of their numbers, without a gap and at least one.
 * @param transitions the blocks from which others seal without a vote.
 */
export function ballotsOf(
  blocks: readonly SealedBlock[],
  wanted: readonly Vote[],
  transitions: readonly number[] = [],
): Ballot[] {
  const newest = blocks.at(-1);
  if (!newest) throw new RangeError("There are no blocks.");
  const { validators } = newest;
  return wanted.map(({ on, toCome }) => {
    // A matter is decided in the block before the one that names other validators.
    const since = blocks.findLastIndex((block, i) => {
      const next = blocks[i + 1];
      if (transitions.includes(block.number + 1)) return true;
      return next !== undefined && block.validators.includes(on) !== next.validators.includes(on);
    });
    const last = new Map<Hex, boolean>();
    for (const { number, proposer, vote } of blocks.slice(since + 1)) {
      if (vote?.on === on && isCounted(number)) last.set(proposer, vote.toCome);
    }
    const cast = validators.filter((validator) => last.get(validator) === toCome);
    const isDecided = validators.includes(on) === toCome;
    return { on, toCome, cast: isDecided ? [] : cast, validators, needed: votesNeeded(validators.length), isDecided };
  });
}

/** Votes in an epoch's last block are dropped with the others, and those in the first block of the next are not looked at. */
function isCounted(block: number): boolean {
  return block % EPOCH_BLOCKS !== 0 && (block + 1) % EPOCH_BLOCKS !== 0;
}

/** What a node is going to vote, or undefined where it does not tell. @throws NodeSilent. */
export async function pendingVotes(node: OneNode): Promise<readonly Vote[] | undefined> {
  const [answer] = await node.sendAll([["qbft_getPendingVotes", []]]);
  const { data } = z.record(z.string(), z.boolean()).safeParse(answer);
  return data && Object.entries(data).map(([on, toCome]) => ({ on: on.toLowerCase() as Hex, toCome }));
}

/** Lets a node vote in the next blocks that it proposes. @throws NodeRefusal, NodeSilent. */
export async function propose(node: OneNode, { on, toCome }: Vote): Promise<void> {
  await node.send("qbft_proposeValidatorVote", [on, toCome]);
}

/** Once it is decided, a node need not vote any more; it would again if the opposite were ever decided. @throws as {@link propose}. */
export async function discard(node: OneNode, on: Hex): Promise<void> {
  await node.send("qbft_discardValidatorVote", [on]);
}
