/**
 * The root of a contract's storage, as the account's proof on any node gives it: a Merkle Patricia trie from keccak256(slot) to
 * the word in RLP. Built from all slots at once, sorted, so that every node is hashed once.
 *
 * https://ethereum.org/en/developers/docs/data-structures-and-encoding/patricia-merkle-trie/
 */
import { RLP, type Input } from "@ethereumjs/rlp";
import { getBytes, keccak256 } from "ethers";
import { hexWord } from "./storageMap.ts";

type Leaf = { readonly path: string; readonly value: Uint8Array };

const EMPTY = new Uint8Array();

/** @param slots words by slot; those that hold nothing do not count. */
export function storageRoot(slots: Iterable<readonly [slot: bigint, word: bigint]>): string {
  const leaves: Leaf[] = [];
  for (const [slot, word] of slots) {
    if (word !== 0n) leaves.push({ path: keccak256(`0x${hexWord(slot)}`).slice(2), value: RLP.encode(word) });
  }
  leaves.sort((a, b) => (a.path < b.path ? -1 : 1));
  return keccak256(RLP.encode(leaves.length === 0 ? EMPTY : nodeOf(leaves, 0, leaves.length, 0)));
}

/** The node over the leaves from `first` to before `end`, which agree in their first `depth` nibbles. */
function nodeOf(leaves: readonly Leaf[], first: number, end: number, depth: number): Input {
  const { path, value } = leaves[first] as Leaf;
  if (end - first === 1) return [compact(path.slice(depth), true), value];

  const last = (leaves[end - 1] as Leaf).path;
  let fork = depth;
  while (path[fork] === last[fork]) fork += 1;
  if (fork > depth) return [compact(path.slice(depth, fork), false), within(branchOf(leaves, first, end, fork))];
  return branchOf(leaves, first, end, depth);
}

function branchOf(leaves: readonly Leaf[], first: number, end: number, depth: number): Input {
  const children: Input[] = [];
  let begin = first;
  for (let nibble = 0; nibble < 16; nibble += 1) {
    const digit = nibble.toString(16);
    let after = begin;
    while (after < end && leaves[after]?.path[depth] === digit) after += 1;
    children.push(after === begin ? EMPTY : within(nodeOf(leaves, begin, after, depth + 1)));
    begin = after;
  }
  return [...children, EMPTY];
}

/** How a node stands in its parent: itself where it is short, else its hash. */
function within(node: Input): Input {
  const encoded = RLP.encode(node);
  return encoded.length < 32 ? node : getBytes(keccak256(encoded));
}

/** A path with the flags for an odd number of nibbles and for a leaf before it. */
function compact(nibbles: string, leaf: boolean): Uint8Array {
  const flag = (leaf ? 2 : 0) + (nibbles.length % 2);
  return getBytes(`0x${flag.toString(16)}${nibbles.length % 2 === 0 ? "0" : ""}${nibbles}`);
}
