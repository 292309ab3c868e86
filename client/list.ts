/**
 * An announced list and its hash chain. The list's identity is the head of
 *
 *     h(i) = keccak256(abi.encode(uint48 enterprise, uint48 face, bytes32 h(i + 1))),   h(count) = tail
 *
 * which does not depend on how the list is later cut into chunks: each chunk is sent with the chain of what comes after it.
 * A run that was interrupted goes on by cutting the rest: the head of the items from the ledger's `done` on is its `next`.
 */
import { AbiCoder, getBytes, keccak256, toBeArray, ZeroHash } from "ethers";
import { TongduiError } from "./errors/tongduiError.ts";
import { formatFen, MAX_FEN } from "./money.ts";

/** One line of a list, in the contract's form. */
export type Item = {
  readonly enterprise: bigint;
  /** Fen. */
  readonly face: bigint;
};

/** The next items to issue, and what the ledger expects after them. */
export type Chunk = {
  /** The place of the first item in the list that was cut, from 0. */
  readonly first: number;
  readonly items: readonly Item[];
  /** The chain of the items after these; the tail after the last chunk. */
  readonly next: string;
};

/** A list cut into chunks, with what announcing it takes. */
export type List = {
  /** Head of the chain. */
  readonly chain: string;
  readonly count: number;
  /** Sum of the faces, in fen. */
  readonly total: bigint;
  readonly chunks: readonly Chunk[];
};

/** The ledger takes no more items in one transaction. */
export const MOST_ITEMS = 100;

const MAX_UINT48 = 2n ** 48n - 1n;
const BYTES_A_LINK = 96;

/** The head of the chain over some items. @throws RangeError for an id or face of more than 48 bits. */
export function chainOf(items: readonly Item[], tail: string = ZeroHash): string {
  return links(items, tail, () => undefined);
}

/**
 * Cuts a list into chunks, in order. A hundred thousand items take about a second.
 *
 * @param size most items a chunk, 1 to {@link MOST_ITEMS}.
 * @throws TongduiError `TotalTooLarge`; RangeError for a size, id or face that the ledger cannot take.
 */
export function cutList(items: readonly Item[], size: number = MOST_ITEMS, tail: string = ZeroHash): List {
  if (!Number.isInteger(size) || size < 1 || size > MOST_ITEMS)
    throw new RangeError(`A chunk has 1 to ${MOST_ITEMS} items, not ${size}.`);
  const nexts = new Map<number, string>();
  const chain = links(items, tail, (i, link) => {
    if (i % size === 0) nexts.set(i, link);
  });

  const chunks: Chunk[] = [];
  for (let first = 0; first < items.length; first += size) {
    chunks.push({ first, items: items.slice(first, first + size), next: nexts.get(first + size) ?? tail });
  }
  const total = items.reduce((sum, { face }) => sum + face, 0n);
  if (total > MAX_FEN) {
    throw new TongduiError("TotalTooLarge", {
      en: `The list adds up to ${formatFen(total)}, and the ledger holds at most ${formatFen(MAX_FEN)}.`,
      zh: `名单合计 ${formatFen(total)}，超过账本可记录的最大金额 ${formatFen(MAX_FEN)}。`,
    });
  }
  return { chain, count: items.length, total, chunks };
}

/** The id under which a list can be announced, once for ever: `keccak256(abi.encode(uint16 program, bytes32 chain))`. */
export function batchIdOf(program: bigint | number, chain: string): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint16", "bytes32"], [program, chain]));
}

/** Walks the chain from its tail to its head, telling each link; one buffer serves all of them. */
function links(items: readonly Item[], tail: string, each: (i: number, link: string) => void): string {
  const buffer = new Uint8Array(BYTES_A_LINK);
  let link = tail;
  for (let i = items.length - 1; i >= 0; i -= 1) {
    const { enterprise, face } = items[i] as Item;
    buffer.fill(0);
    putAtEnd(buffer, 32, enterprise);
    putAtEnd(buffer, 64, face);
    buffer.set(getBytes(link), 64);
    link = keccak256(buffer);
    each(i, link);
  }
  return link;
}

/** Puts a `uint48` at the end of its 32 bytes. */
function putAtEnd(buffer: Uint8Array, end: number, value: bigint): void {
  if (value < 0n || value > MAX_UINT48) throw new RangeError(`${value} does not fit into 48 bits.`);
  const bytes = toBeArray(value);
  buffer.set(bytes, end - bytes.length);
}
