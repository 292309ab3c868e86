/**
 * The root of a contract's storage, as the account's proof on any node gives it: a Merkle Patricia trie from keccak256(slot) to
 * the word in RLP. Built from all slots at once, sorted, so that every node is hashed once.
 *
 * https://ethereum.org/en/developers/docs/data-structures-and-encoding/patricia-merkle-trie/
 */
import { bytesOfHex, hexOfBytes, writeWord } from "./bytes.ts";
import { keccak } from "./keccak.ts";

/** `path` in 64 digits; `value` as the leaf holds it, in RLP. */
type Leaf = { readonly path: string; readonly value: Uint8Array };

/** What is empty, in RLP. */
const EMPTY = new Uint8Array([0x80]);

/** @param slots words by slot; those that hold nothing do not count. */
export function storageRoot(slots: Iterable<readonly [slot: bigint, word: bigint]>): string {
  const leaves: Leaf[] = [];
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  for (const [slot, word] of slots) {
    if (word === 0n) continue;
    writeWord(slot, view, 0);
    const path = hexOfBytes(keccak(bytes));
    leaves.push({ path, value: asString(asString(bytesOfWord(word))) });
  }
  leaves.sort((a, b) => (a.path < b.path ? -1 : 1));
  return `0x${hexOfBytes(keccak(leaves.length === 0 ? EMPTY : nodeOf(leaves, 0, leaves.length, 0)))}`;
}

/** The node over the leaves from `first` to before `end`, which agree in their first `depth` nibbles. */
function nodeOf(leaves: readonly Leaf[], first: number, end: number, depth: number): Uint8Array {
  const { path, value } = leaves[first] as Leaf;
  if (end - first === 1) return asList([asString(compact(path.slice(depth), true)), value]);

  const last = (leaves[end - 1] as Leaf).path;
  let fork = depth;
  while (path[fork] === last[fork]) fork += 1;
  const branch = branchOf(leaves, first, end, fork);
  return fork > depth ? asList([asString(compact(path.slice(depth, fork), false)), within(branch)]) : branch;
}

function branchOf(leaves: readonly Leaf[], first: number, end: number, depth: number): Uint8Array {
  const children: Uint8Array[] = [];
  let begin = first;
  for (let nibble = 0; nibble < 16; nibble += 1) {
    const digit = nibble.toString(16);
    let after = begin;
    while (after < end && leaves[after]?.path[depth] === digit) after += 1;
    children.push(after === begin ? EMPTY : within(nodeOf(leaves, begin, after, depth + 1)));
    begin = after;
  }
  return asList([...children, EMPTY]);
}

/** How a node stands in its parent: itself where it is short, else its hash. */
function within(node: Uint8Array): Uint8Array {
  return node.length < 32 ? node : asString(keccak(node));
}

/** A path with the flags for an odd number of nibbles and for a leaf before it. */
function compact(nibbles: string, leaf: boolean): Uint8Array {
  const flag = (leaf ? 2 : 0) + (nibbles.length % 2);
  return bytesOfHex(`${flag.toString(16)}${nibbles.length % 2 === 0 ? "0" : ""}${nibbles}`);
}

/** Without zeros before it. */
function bytesOfWord(word: bigint): Uint8Array {
  const digits = word.toString(16);
  return bytesOfHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}

/** RLP of up to 55 bytes, which is more than any here. */
function asString(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && (bytes[0] as number) < 0x80) return bytes;
  const encoded = new Uint8Array(1 + bytes.length);
  encoded[0] = 0x80 + bytes.length;
  encoded.set(bytes, 1);
  return encoded;
}

/** RLP of a list of what is in RLP; a node has less than 64 KiB. */
function asList(items: readonly Uint8Array[]): Uint8Array {
  const length = items.reduce((sum, item) => sum + item.length, 0);
  const head = length < 56 ? [0xc0 + length] : length < 256 ? [0xf8, length] : [0xf9, length >> 8, length & 0xff];
  const encoded = new Uint8Array(head.length + length);
  encoded.set(head);
  let at = head.length;
  for (const item of items) {
    encoded.set(item, at);
    at += item.length;
  }
  return encoded;
}
