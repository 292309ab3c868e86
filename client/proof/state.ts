/** The ledger's words in a block's state, read along the nodes that prove them. */
import { RLP } from "@ethereumjs/rlp";
import { hexOfBytes, readWord } from "../replay/bytes.ts";
import { keccak } from "../replay/keccak.ts";
import type { Rpc } from "../replay/logs.ts";
import { contradiction, stateMissing } from "./faults.ts";
import { bytesOf, type Header } from "./header.ts";
import { proofOf, type RawProof } from "./node.ts";
import type { TrieNodes } from "./trieNodes.ts";

/**
 * What some slots of a contract hold after a block, 0 where nothing is.
 *
 * @throws TongduiError `StateNotKept`, `NodeContradictsItself`.
 */
export async function wordsAt(
  { rpc, nodes, header }: { readonly rpc: Rpc; readonly nodes: TrieNodes; readonly header: Header },
  address: string,
  slots: readonly string[],
): Promise<bigint[]> {
  const proof = await proofOf(rpc, address, slots, header.number);
  if (proof === undefined) throw stateMissing(header.number);
  return readAlong(nodes, { header, address, slots, proof });
}

/** What a node gave to prove a contract's account, and slots of it, in a block's state. */
export interface Given {
  readonly header: Header;
  readonly address: string;
  readonly slots: readonly string[];
  readonly proof: RawProof;
}

/** Takes the nodes in and reads along them. @throws TongduiError `NodeContradictsItself`. */
export async function readAlong(nodes: TrieNodes, { header, address, slots, proof }: Given): Promise<bigint[]> {
  nodes.add(proof.accountProof.map(bytesOf));
  const account = await nodes.read(header.stateRoot, keccak(bytesOf(address)));
  if (account === undefined) {
    throw contradiction({
      en: `there is nothing at ${address} in block ${header.number}, where a contract of the ledger is`,
      zh: `区块 ${header.number} 的 ${address} 处应有账本合约，却没有内容`,
    });
  }
  const [, , storageRoot] = RLP.decode(account) as Uint8Array[];
  const root = `0x${hexOfBytes(storageRoot as Uint8Array)}`;
  for (const { proof: path } of proof.storageProof) nodes.add(path.map(bytesOf));
  const words: bigint[] = [];
  for (const slot of slots) {
    const value = await nodes.read(root, keccak(bytesOf(slot)));
    words.push(value === undefined ? 0n : readWord(RLP.decode(value) as Uint8Array));
  }
  return words;
}

/**
 * Proves contracts' accounts in the states of older blocks, all or none.
 *
 * @returns false where the node keeps one of those states no more.
 * @throws TongduiError `NodeContradictsItself`.
 */
export async function proveAccounts(
  { rpc, nodes }: { readonly rpc: Rpc; readonly nodes: TrieNodes },
  headers: readonly Header[],
  addresses: readonly string[],
): Promise<boolean> {
  const given: Given[] = [];
  for (const header of headers) {
    for (const address of addresses) {
      const proof = await proofOf(rpc, address, [], header.number);
      if (proof === undefined) return false;
      given.push({ header, address, slots: [], proof });
    }
  }
  for (const one of given) await readAlong(nodes, one);
  return true;
}
