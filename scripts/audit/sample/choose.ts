/**
 * Which orders an audit looks at: a share of the half-year's redeemed orders, by chance that nobody can steer, and every flagged one.
 *
 * Each order gets a ticket, the hash of the seed and its id; the lowest tickets are drawn. The seed is the hash of the Auditor's
 * secret and of the hashes of blocks that were named in advance. The Auditor, who knows the secret, committed to it before the blocks
 * were there; whoever makes the blocks does not know the secret. Only both together could look for a seed that they like.
 */
import { concat, id, keccak256 } from "ethers";
import { WHOLE } from "../../../client/money.ts";
import { FLAGS, type Flag, type FlaggedOrder } from "./flags.ts";
import type { HalfYear } from "./halfYear.ts";

const DOMAIN = id("tongdui.audit.sample");

export interface Chosen {
  readonly order: string;
  readonly ticket: string;
  readonly drawn: boolean;
  /** Why it is in the sample whether drawn or not; in the order of {@link FLAGS}. */
  readonly flags: readonly Flag[];
}

export interface Choice {
  /** How many orders were redeemed in the half-year. */
  readonly redeemed: number;
  readonly drawn: number;
  readonly flagged: number;
  /** By their tickets. */
  readonly chosen: readonly Chosen[];
}

/**
 * @param secret 32 bytes.
 * @param blockHashes of the named blocks, in their order.
 */
export function seedOf(secret: string, blockHashes: readonly string[]): string {
  return keccak256(concat([DOMAIN, secret, ...blockHashes]));
}

export function ticketOf(seed: string, order: string): string {
  return keccak256(concat([seed, order]));
}

/**
 * @param share basis points of the half-year's redeemed orders, rounded up to a whole order.
 * @param orders all that were ever redeemed, through the last of the named blocks.
 */
export function choose(orders: Iterable<FlaggedOrder>, halfYear: HalfYear, share: number, seed: string): Choice {
  const within = (day: number): boolean => day >= halfYear.from && day <= halfYear.through;
  const redeemed: FlaggedOrder[] = [];
  const flaggedOnly: FlaggedOrder[] = [];
  for (const order of orders) {
    if (order.redeemedOn.some(within)) redeemed.push(order);
    else if (order.flags.some(({ day }) => within(day))) flaggedOnly.push(order);
  }

  const candidates = redeemed
    .map((order) => ({ order, ticket: ticketOf(seed, order.order) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
  const drawn = Math.ceil((candidates.length * share) / WHOLE);
  const chosen = [
    ...candidates.map(({ order, ticket }, i) => chosenOf(order, ticket, i < drawn)),
    ...flaggedOnly.map((order) => chosenOf(order, ticketOf(seed, order.order), false)),
  ]
    .filter((one) => one.drawn || one.flags.length > 0)
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
  return { redeemed: redeemed.length, drawn, flagged: chosen.filter((one) => one.flags.length > 0).length, chosen };
}

function chosenOf({ order, flags }: FlaggedOrder, ticket: string, drawn: boolean): Chosen {
  const raised = new Set(flags.map(({ flag }) => flag));
  return { order, ticket, drawn, flags: FLAGS.filter((flag) => raised.has(flag)) };
}
