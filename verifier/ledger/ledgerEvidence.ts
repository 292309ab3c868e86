/** What a proof of the ledger rests on: blocks, and what is proved to stand in them. */
import type { Member } from "../trustRoot.ts";
import { entrySlot, type LedgerPart } from "./layout.ts";
import type { LedgerEvent } from "./voucherChanged.ts";

export type Block = {
  readonly number: number;
  /** Seconds since 1970-01-01T00:00Z. */
  readonly time: number;
  readonly hash: Uint8Array;
};

export type LedgerEvidence = {
  /** The block in which the state is proved: the last of the headers. */
  readonly anchor: Block;
  /** By rising number. */
  readonly headers: readonly Block[];
  /** Who sealed each of the headers; undefined on a development chain. */
  readonly sealed: readonly (readonly Member[])[] | undefined;
  /** What a slot of a contract holds in the anchor. @throws Refusal */
  readonly slot: (part: LedgerPart, slot: bigint) => Promise<bigint>;
  /** The event at this place of the file, from 0. @throws Refusal */
  readonly event: (index: number) => Promise<LedgerEvent>;
};

/** The first word of a mapping's entry. @throws Refusal */
export async function wordOf(evidence: LedgerEvidence, part: LedgerPart, place: bigint, key: bigint): Promise<bigint> {
  return evidence.slot(part, entrySlot(place, key));
}

/** All words of a mapping's entry, of which there are so many. @throws Refusal */
export async function wordsOf<const Count extends 2 | 4 | 5>(
  evidence: LedgerEvidence,
  [part, place, key]: readonly [LedgerPart, bigint, bigint],
  count: Count,
): Promise<Words[Count]> {
  const first = entrySlot(place, key);
  const words: bigint[] = [];
  for (let i = 0; i < count; i += 1) words.push(await evidence.slot(part, first + BigInt(i)));
  return words as unknown as Words[Count];
}

type Words = {
  2: readonly [bigint, bigint];
  4: readonly [bigint, bigint, bigint, bigint];
  5: readonly [bigint, bigint, bigint, bigint, bigint];
};
