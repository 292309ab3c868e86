/** A block's header, from JSON to the bytes of which its hash is made. */
import { RLP } from "@ethereumjs/rlp";
import { bytesOfHex, hexOfBytes } from "../replay/bytes.ts";
import { keccak } from "../replay/keccak.ts";
import { contradiction } from "./faults.ts";
import type { RawBlock } from "./node.ts";

/** How blocks are sealed: by the consortium's validators, or not at all. */
export type Consensus = "qbft" | "development";

export interface Header {
  readonly number: number;
  readonly time: number;
  readonly stateRoot: string;
  readonly receiptsRoot: string;
  readonly hash: string;
  /** RLP of all fields, seals included. */
  readonly bytes: Uint8Array;
}

/** Numbers are written without zeros before them, everything else as it is. The later ones only where the chain has them. */
const FIELDS: readonly [name: string, kind: "bytes" | "number"][] = [
  ["parentHash", "bytes"],
  ["sha3Uncles", "bytes"],
  ["miner", "bytes"],
  ["stateRoot", "bytes"],
  ["transactionsRoot", "bytes"],
  ["receiptsRoot", "bytes"],
  ["logsBloom", "bytes"],
  ["difficulty", "number"],
  ["number", "number"],
  ["gasLimit", "number"],
  ["gasUsed", "number"],
  ["timestamp", "number"],
  ["extraData", "bytes"],
  ["mixHash", "bytes"],
  ["nonce", "bytes"],
  ["baseFeePerGas", "number"],
  ["withdrawalsRoot", "bytes"],
  ["blobGasUsed", "number"],
  ["excessBlobGas", "number"],
  ["parentBeaconBlockRoot", "bytes"],
  ["requestsHash", "bytes"],
];
const EXTRA_DATA = 12;

/** @throws TongduiError `NodeContradictsItself` where the block's hash is not that of its fields, or it is not the block meant. */
export function headerOf(block: RawBlock, consensus: Consensus, number = Number(block.number)): Header {
  const fields = FIELDS.flatMap(([name, kind]) => {
    const value = block[name];
    if (typeof value !== "string") return [];
    return [kind === "number" ? bytesOfQuantity(value) : bytesOf(value)];
  });
  const hash = `0x${hexOfBytes(keccak(hashed(fields, consensus)))}`;
  if (hash !== block.hash.toLowerCase() || Number(block.number) !== number) {
    throw contradiction({
      en: `the hash of block ${number} is not that of its header`,
      zh: `区块 ${number} 的哈希与其区块头不符`,
    });
  }
  const { timestamp, stateRoot, receiptsRoot } = block;
  return { number, time: Number(timestamp), stateRoot, receiptsRoot, hash, bytes: RLP.encode(fields) };
}

/** What the hash is taken of: under QBFT the round and the seals, which come after it, are left empty. */
function hashed(fields: readonly Uint8Array[], consensus: Consensus): Uint8Array {
  if (consensus === "development") return RLP.encode([...fields]);
  const extra = extraOf(fields[EXTRA_DATA] as Uint8Array);
  return RLP.encode(fields.with(EXTRA_DATA, RLP.encode([...extra.slice(0, 3), new Uint8Array(), []])));
}

/** Vanity, validators, vote, round and seals; nothing for what is not QBFT's, of which no hash comes out. */
function extraOf(bytes: Uint8Array) {
  try {
    const extra = RLP.decode(bytes);
    return Array.isArray(extra) ? extra : [];
  } catch {
    return [];
  }
}

/** The bytes of hex. */
export function bytesOf(hex: string): Uint8Array {
  return bytesOfHex(hex.slice(2).toLowerCase());
}

/** A number's bytes as RLP wants them: none for zero. */
export function bytesOfQuantity(quantity: string): Uint8Array {
  const digits = quantity.slice(2).toLowerCase().replace(/^0+/, "");
  return bytesOfHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}
