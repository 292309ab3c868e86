/**
 * A node of a consortium's chain, as far as anybody can tell from outside: Hardhat's node behind a line on which validators of ours
 * seal each header after block 0, as Besu's QBFT does. State and receipts stay as they are.
 */
import { RLP } from "@ethereumjs/rlp";
import { hexlify, type Wallet } from "ethers";
import { headerOf } from "../../../client/proof/header.ts";
import type { RawBlock } from "../../../client/proof/node.ts";
import { sealed, sealedHash } from "../../verifier/support/sealing.ts";
import { person } from "../support/office.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";

/** The validators from a block on. */
export interface Sealers {
  readonly from: number;
  readonly keys: readonly Wallet[];
  /** Those who seal: of more than three validators all but the last, unless said otherwise. */
  readonly signers?: readonly Wallet[];
}

/** Validators' keys, in the order of their addresses, as headers list them. */
export function validators(...names: readonly string[]): Wallet[] {
  const rank = ({ address }: Wallet): bigint => BigInt(address);
  return names.map((name) => person(`validator ${name}`)).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * Opens the line to a node.
 *
 * @param sets in the order of their first blocks, the first from block 0; may be changed while the node is open.
 */
export async function openSealedNode(node: string, sets: readonly Sealers[]): Promise<Proxy> {
  const proxy = await openProxy(node);
  const sealAll = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sealAll);
    if (typeof value !== "object" || value === null) return value;
    if ("extraData" in value) return sealedBlock(value as unknown as RawBlock, sets);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sealAll(inner)]));
  };
  const change = (answer: string): string => JSON.stringify(sealAll(JSON.parse(answer)));
  proxy.fault = (methods) => (methods.some((one) => one.startsWith("eth_getBlockBy")) ? { change } : "pass");
  return proxy;
}

/** The block as its validators would have sealed it. */
function sealedBlock(block: RawBlock, sets: readonly Sealers[]): RawBlock {
  const number = Number(block.number);
  const set = sets.findLast(({ from }) => from <= number);
  if (number === 0 || !set) return block;
  const { keys } = set;
  const signers = set.signers ?? (keys.length > 3 ? keys.slice(0, -1) : keys);
  const header = sealed(headerOf(block, "development").bytes, { validators: keys, signers });
  const fields = (RLP.decode(header) as Uint8Array[]).map((field) => hexlify(field));
  const [extraData = "", mixHash = "", nonce = ""] = fields.slice(12, 15);
  // In round 0 the seals are over the very hash of the block.
  return { ...block, difficulty: "0x1", extraData, mixHash, nonce, hash: sealedHash(header) };
}
