import { createMerkleProof, createMPT, type MerklePatriciaTrie } from "@ethereumjs/mpt";
import { bytesOf, encodeRlp, hexOf, keccak, type Hex, type Rlp } from "../../../verifier/bytes.ts";
import { quantity, vectors } from "./besu.ts";

/** Nodes as a proof has them: each once, in the order of their hashes. */
export function inOrder(nodes: readonly Uint8Array[]): Uint8Array[] {
  const byHash = new Map(nodes.map((node) => [hexOf(keccak(node)), node]));
  return [...byHash].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node);
}

export function nodesOfHex(nodes: readonly string[]): Uint8Array[] {
  return inOrder(nodes.map((node) => bytesOf(node as Hex)));
}

/** A trie that holds this. */
export async function trieOf(
  entries: readonly (readonly [key: Uint8Array, value: Uint8Array])[],
): Promise<MerklePatriciaTrie> {
  const trie = await createMPT();
  for (const [key, value] of entries) await trie.put(key, value);
  return trie;
}

/** The nodes that lead to a key, or show that nothing is there. */
export async function nodesTo(trie: MerklePatriciaTrie, key: Uint8Array): Promise<Uint8Array[]> {
  const path = await createMerkleProof(trie, key);
  // Below the root, nodes shorter than a hash stand in the node above.
  return path.filter((node, depth) => depth === 0 || node.length >= 32);
}

/** A receipt's four fields. */
export function receiptFields(logs: readonly Rlp[], status = Uint8Array.of(1)): Rlp[] {
  return [status, bytesOf("0x5208"), new Uint8Array(256), logs];
}

export function typed(type: number, fields: readonly Rlp[]): Uint8Array {
  return Uint8Array.from(Buffer.concat([Uint8Array.of(type), encodeRlp(fields)]));
}

/** Receipts under their indices. */
export async function receiptsTrie(receipts: readonly Uint8Array[]): Promise<MerklePatriciaTrie> {
  return trieOf(receipts.map((receipt, index) => [receiptKey(index), receipt] as const));
}

export function receiptKey(index: number): Uint8Array {
  return encodeRlp(quantity(`0x${index.toString(16)}`));
}

/** The receipts of a recorded block, as Besu hashes them. */
export function recordedReceipts(block: keyof typeof vectors.receipts): Uint8Array[] {
  return vectors.receipts[block].map(({ type, status, cumulativeGasUsed, logsBloom, logs }) => {
    const entries = logs.map(({ address, topics, data }) => [
      bytesOf(address as Hex),
      topics.map((topic) => bytesOf(topic as Hex)),
      bytesOf(data as Hex),
    ]);
    return typed(Number(type), [quantity(status), quantity(cumulativeGasUsed), bytesOf(logsBloom as Hex), entries]);
  });
}
