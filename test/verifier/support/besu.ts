/** The blocks that were recorded from a real Besu network, and trust roots under which they can be read. */
import { bytesOf, decodeRlp, encodeRlp, hexOf, isList, keccak, type Hex, type Rlp } from "../../../verifier/bytes.ts";
import { PARTS, type Edition, type TrustRoot } from "../../../verifier/trustRoot.ts";
import vectors from "../vectors/qbft-besu-25.12.0.json" with { type: "json" };
import { firstRoot } from "./roots.ts";

export { vectors };
export type RecordedBlock = (typeof vectors.blocks)["0x78"];

/** By rising number: four sealed in round 0, and block 120, with five transactions, in round 1. */
export const BLOCKS: readonly RecordedBlock[] = Object.values(vectors.blocks);

export const RECORDER = vectors.contract.address.toLowerCase() as Hex;
export const EXTRA_DATA = 12;

/** As a node gives a number: with zeros left out. */
export function quantity(hex: string): Uint8Array {
  const digits = hex.slice(2).replace(/^0+/, "");
  return bytesOf(`0x${digits.length % 2 ? "0" : ""}${digits}`);
}

/** All fields of a recorded header as bytes, seals included. */
export function fieldsOf(block: RecordedBlock): Uint8Array[] {
  const bytes = (hex: string) => bytesOf(hex as Hex);
  return [
    bytes(block.parentHash),
    bytes(block.sha3Uncles),
    bytes(block.miner),
    bytes(block.stateRoot),
    bytes(block.transactionsRoot),
    bytes(block.receiptsRoot),
    bytes(block.logsBloom),
    quantity(block.difficulty),
    quantity(block.number),
    quantity(block.gasLimit),
    quantity(block.gasUsed),
    quantity(block.timestamp),
    bytes(block.extraData),
    bytes(block.mixHash),
    bytes(block.nonce),
    quantity(block.baseFeePerGas),
  ];
}

export function rlpOf(block: RecordedBlock): Uint8Array {
  return encodeRlp(fieldsOf(block));
}

/** The header with its extra data changed; `change` gets vanity, validators, vote, round and seals. */
export function withExtra(block: RecordedBlock, change: (extra: Rlp[]) => Rlp[]): Uint8Array {
  const extra = decodeRlp(bytesOf(block.extraData as Hex));
  if (!isList(extra)) throw new Error("recorded");
  return encodeRlp(fieldsOf(block).with(EXTRA_DATA, encodeRlp(change([...extra]))));
}

/** A root for the recorded chain. All parts of its only edition are the recorder, for the recorded proofs lead to that alone. */
export function recordedRoot(consensus: TrustRoot["consensus"] = "qbft"): TrustRoot {
  const part = { address: RECORDER, codeHash: hexOf(keccak(bytesOf(vectors.contract.deployedBytecode as Hex))) };
  const members = vectors.validators.map((address) => ({ district: 1, address: address as Hex }));
  return {
    ...firstRoot(),
    genesis: vectors.genesisBlock.hash as Hex,
    consensus,
    editions: [Object.fromEntries(PARTS.map((name) => [name, part])) as Edition],
    validators: consensus === "qbft" ? [{ from: 0, through: null, members }] : [],
  };
}
