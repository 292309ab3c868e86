/** The freezes of a voucher: the record in contracts/vouchers/Lifetime.sol, in one word. */
import { demandWord, unpack, yesOrNo } from "./word.ts";
import type { Text } from "../refusal.ts";

export type Freeze = {
  /** Seconds since 1970-01-01T00:00Z: of the last freeze. */
  readonly since: number;
  readonly until: number;
  /** How many there were. */
  readonly count: number;
  /** Of all freezes, less what was not used. */
  readonly daysInAll: number;
  /** Those of them that came after use-by. */
  readonly daysOfClaim: number;
  /** Whether the last one was ordered before use-by had passed. */
  readonly beforeUseBy: boolean;
};

const FIELDS = [
  ["since", 40],
  ["until", 40],
  ["count", 16],
  ["daysInAll", 16],
  ["daysOfClaim", 16],
  ["beforeUseBy", 8],
  ["byAuditor", 8],
] as const;

/** @throws Refusal `WordImpossible`. */
export function readFreeze(word: bigint, what: Text): Freeze & { readonly byAuditor: boolean } {
  const read = unpack(word, FIELDS, what);
  demandWord(read.count > 0n && read.until >= read.since, what);
  return {
    since: Number(read.since),
    until: Number(read.until),
    count: Number(read.count),
    daysInAll: Number(read.daysInAll),
    daysOfClaim: Number(read.daysOfClaim),
    beforeUseBy: yesOrNo(read.beforeUseBy, what),
    byAuditor: yesOrNo(read.byAuditor, what),
  };
}

/** Of a voucher that was never frozen. */
export const NO_FREEZE: Freeze = {
  since: 0,
  until: 0,
  count: 0,
  daysInAll: 0,
  daysOfClaim: 0,
  beforeUseBy: false,
};
