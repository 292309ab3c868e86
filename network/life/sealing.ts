/** Who made the last blocks, and whose turn passed in vain. */
import type { Hex } from "../../verifier/bytes.ts";
import type { SealedBlock } from "./sealedBlock.ts";
import { toleranceOf } from "./tolerance.ts";

/** So many blocks are looked at. */
export const BLOCKS_OF_LATE = 100;

/** What one validator did in some blocks. */
export interface Doing {
  readonly address: Hex;
  readonly proposed: number;
  /** Blocks that bear its seal. One that is slow may be left out where enough others were faster. */
  readonly sealed: number;
  /** How often it was its turn to propose, and another one had to. */
  readonly missed: number;
  /** The last block that it proposed or sealed; undefined where there is none. */
  readonly last: number | undefined;
  /** Nothing in so many blocks that its turn came several times. */
  readonly isSilent: boolean;
}

export interface Sealing {
  readonly from: number;
  readonly through: number;
  /** Of the newest block's validators, in ascending order of their addresses. */
  readonly validators: readonly Doing[];
  /** How many blocks were sealed in each round, round 0 first. */
  readonly rounds: readonly { readonly round: number; readonly blocks: number }[];
  /** Seconds from block to block; undefined of a single block. */
  readonly period: number | undefined;
  /** The same of the block in the middle, which a halt of an hour leaves as it is; 0 of a single block. */
  readonly usual: number;
  /** Seconds between the two neighbours that are furthest apart: rounds after the first take their time; 0 of a single block. */
  readonly longest: number;
}

/** In so many rounds of turns a validator that works is seen. */
const TURNS = 3;
const LEAST_BLOCKS = 12;

/** So many blocks tell which of the validators are silent. */
export function blocksToTell(validators: number): number {
  return Math.max(LEAST_BLOCKS, TURNS * validators);
}

/** @param blocks at least one, in the order of their numbers and without a gap. */
export function sealingOf(blocks: readonly SealedBlock[]): Sealing {
  const [first, newest] = [blocks[0], blocks.at(-1)];
  const gaps = blocks.slice(1).map(({ time }, i) => time - (blocks[i]?.time ?? time));
  if (!first || !newest) throw new RangeError("There are no blocks.");
  const missed = blocks.flatMap((block, i) => passedOver(blocks[i - 1], block));
  const lookedFor = blocksToTell(newest.validators.length);
  const rounds = new Map<number, number>();
  for (const { round } of blocks) rounds.set(round, (rounds.get(round) ?? 0) + 1);
  return {
    from: first.number,
    through: newest.number,
    validators: newest.validators.map((address) => {
      const last = blocks.findLast((block) => block.proposer === address || block.sealers.includes(address))?.number;
      const since = blocks.findLast(({ validators }) => !validators.includes(address))?.number ?? first.number - 1;
      return {
        address,
        proposed: blocks.filter((block) => block.proposer === address).length,
        sealed: blocks.filter((block) => block.sealers.includes(address)).length,
        missed: missed.filter((one) => one === address).length,
        last,
        isSilent: newest.number - (last ?? since) >= lookedFor,
      };
    }),
    rounds: [...rounds].map(([round, count]) => ({ round, blocks: count })).sort((a, b) => a.round - b.round),
    period: blocks.length > 1 ? (newest.time - first.time) / (blocks.length - 1) : undefined,
    usual: gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0,
    longest: Math.max(0, ...gaps),
  };
}

/**
 * Whose turn it was before the proposer's. Turns go round in the order of the addresses, from the last proposer on; where the
 * validators changed with this block, nothing is said.
 */
function passedOver(before: SealedBlock | undefined, block: SealedBlock): Hex[] {
  const { validators, round } = block;
  if (!before || round === 0 || String(before.validators) !== String(validators)) return [];
  const start = validators.indexOf(before.proposer);
  if (start < 0) return [];
  const turns = Math.min(round, validators.length - 1);
  return Array.from({ length: turns }, (_, i) => validators[(start + 1 + i) % validators.length] as Hex);
}

/** How many more may fail; below 0 there are too few for a block already. */
export function moreMayFail({ validators }: Sealing): number {
  return toleranceOf(validators.length).mayFail - validators.filter(({ isSilent }) => isSilent).length;
}
