/** Receipts of a block: the trie over all of them, and the nodes that lead to one. */
import { createMerkleProof, createMPT, type MerklePatriciaTrie } from "@ethereumjs/mpt";
import { RLP } from "@ethereumjs/rlp";
import { hexOfBytes, joinBytes } from "../replay/bytes.ts";
import type { Rpc } from "../replay/logs.ts";
import { contradiction } from "./faults.ts";
import { bytesOf, bytesOfQuantity, headerOf, type Consensus, type Header } from "./header.ts";
import { blockOf, receiptsOf, type RawLog, type RawReceipt } from "./node.ts";
import type { TrieNodes } from "./trieNodes.ts";

/** A block, and its receipts in their order. */
export interface BlockWithReceipts {
  readonly header: Header;
  readonly receipts: readonly RawReceipt[];
  readonly trie: MerklePatriciaTrie;
}

/** Where a log is: the index of its transaction in the block, and its own within the receipt. */
export type Place = readonly [transaction: number, log: number];

/** @throws TongduiError `NodeContradictsItself` where header and hash, or receipts and header, do not agree. */
export async function blockWithReceipts(rpc: Rpc, number: number, consensus: Consensus): Promise<BlockWithReceipts> {
  const block = await blockOf(rpc, number);
  const header = headerOf(block, consensus, number);
  const receipts = await receiptsOf(rpc, block);
  const trie = await createMPT();
  for (const [index, receipt] of receipts.entries()) await trie.put(RLP.encode(index), encoded(receipt));
  if (`0x${hexOfBytes(trie.root())}` !== header.receiptsRoot) {
    throw contradiction({
      en: `the receipts of block ${number} are not those of its header`,
      zh: `区块 ${number} 的交易回执与其区块头不符`,
    });
  }
  return { header, receipts, trie };
}

/** Finds a log in a block's receipts and adds the nodes that prove its receipt. */
export async function proveLog(
  nodes: TrieNodes,
  { header, receipts, trie }: BlockWithReceipts,
  meant: RawLog,
): Promise<Place> {
  for (const [transaction, { logs }] of receipts.entries()) {
    const log = logs.findIndex((one) => identityOf(one) === identityOf(meant));
    if (log < 0) continue;
    const key = RLP.encode(transaction);
    nodes.add(await createMerkleProof(trie, key));
    await nodes.read(header.receiptsRoot, key);
    return [transaction, log];
  }
  throw contradiction({
    en: `an event that it told of is in no receipt of block ${header.number}`,
    zh: `其给出的事件不在区块 ${header.number} 的任何交易回执中`,
  });
}

function identityOf({ address, topics, data }: RawLog): string {
  return [address, ...topics, data].join().toLowerCase();
}

/** A receipt as the trie holds it: in RLP, and the kind of the transaction before it unless it is the first kind. */
function encoded({ type, status, cumulativeGasUsed, logsBloom, logs }: RawReceipt): Uint8Array {
  const entries = logs.map(({ address, topics, data }) => [bytesOf(address), topics.map(bytesOf), bytesOf(data)]);
  const body = RLP.encode([bytesOfQuantity(status), bytesOfQuantity(cumulativeGasUsed), bytesOf(logsBloom), entries]);
  const kind = Number(type ?? 0);
  return kind === 0 ? body : joinBytes([kind], body);
}
