/**
 * An announced list and its hash chain. The list's identity is the head of
 *
 *     h(i) = keccak256(abi.encode(uint48 enterprise, uint48 face, bytes32 h(i + 1))),   h(count) = tail
 *
 * which does not depend on how the list is later cut into chunks: each chunk is sent with the chain of what comes after it.
 * A run that was interrupted goes on by cutting the rest: the head of the items from the ledger's `done` on is its `next`.
 */
import { AbiCoder, getBytes, hexlify, keccak256, ZeroHash } from "ethers";
import { keccak } from "./replay/keccak.ts";
import { TongduiError } from "./errors/tongduiError.ts";
import { formatFen, MAX_FEN } from "./money.ts";

/** One line of a list, in the contract's form. */
export type Item = {
  readonly enterprise: bigint;
  /** Fen. */
  readonly face: bigint;
};

/** Items by their places: an array, or something smaller that holds a hundred thousand of them. */
export type Items = {
  readonly length: number;
  readonly at: (place: number) => Item | undefined;
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

/** A list lapses so many days after its last act: contracts/vouchers/Issuing.sol. */
export const LAPSE_DAYS = 30;

const MAX_UINT48 = 2n ** 48n - 1n;
const BYTES_A_LINK = 96;

/** The head of the chain over some items. @throws RangeError for an id or face of more than 48 bits. */
export function chainOf(items: Items, tail: string = ZeroHash): string {
  return chainEvery(items, Math.max(1, items.length), 0, tail)[0] ?? tail;
}

/**
 * The chain before the first item of each chunk, and the tail after the last one.
 *
 * @param size items a chunk.
 * @param first the place of the first item that is still to come.
 * @throws RangeError for an id or face of more than 48 bits.
 */
export function chainEvery(items: Items, size: number, first: number, tail: string = ZeroHash): string[] {
  const chain: string[] = [tail];
  const buffer = new Uint8Array(BYTES_A_LINK);
  const view = new DataView(buffer.buffer);
  buffer.set(getBytes(tail), 64);
  for (let place = items.length - 1; place >= first; place -= 1) {
    const { enterprise, face } = items.at(place) as Item;
    put(view, 32, enterprise);
    put(view, 64, face);
    const link = keccak(buffer);
    buffer.set(link, 64);
    if ((place - first) % size === 0) chain.push(hexlify(link));
  }
  return chain.reverse();
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
  const [chain = tail, ...nexts] = chainEvery(items, size, 0, tail);
  const chunks = nexts.map((next, i): Chunk => ({
    first: i * size,
    items: items.slice(i * size, (i + 1) * size),
    next,
  }));
  const total = items.reduce((sum, { face }) => sum + face, 0n);
  if (total > MAX_FEN) {
    throw new TongduiError("TotalTooLarge", {
      en: `The list adds up to ${formatFen(total)}, and the ledger holds at most ${formatFen(MAX_FEN)}.`,
      zh: `名单合计 ${formatFen(total)}，超过账本可记录的最大金额 ${formatFen(MAX_FEN)}。`,
    });
  }
  return { chain, count: items.length, total, chunks };
}

/**
 * The call that issues a chunk, put together by hand: a list has a thousand of them, for each of which ethers takes longer than the
 * node does.
 *
 * @param selector of `issue(bytes32,(uint48,uint48)[],bytes32)`, `0x` and eight digits.
 */
export function issueCall(selector: string, batch: string, items: readonly Item[], next: string): string {
  const words = items.map(({ enterprise, face }) => wordOf(enterprise) + wordOf(face)).join("");
  return `${selector}${batch.slice(2)}${wordOf(96n)}${next.slice(2)}${wordOf(BigInt(items.length))}${words}`;
}

/** The tail of an equal list that is issued for the `number`-th time beside the first one. */
export function tailOf(number: number): string {
  return number === 0 ? ZeroHash : `0x${number.toString(16).padStart(64, "0")}`;
}

/** The id under which a list can be announced, once for ever: `keccak256(abi.encode(uint16 program, bytes32 chain))`. */
export function batchIdOf(program: bigint | number, chain: string): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint16", "bytes32"], [program, chain]));
}

/** Puts a `uint48` at the end of its 32 bytes. */
function put(view: DataView, end: number, value: bigint): void {
  if (value < 0n || value > MAX_UINT48) throw new RangeError(`${value} does not fit into 48 bits.`);
  view.setBigUint64(end - 8, value);
}

function wordOf(value: bigint): string {
  return value.toString(16).padStart(64, "0");
}
