/** What a block of the consortium says of those who made it, read from its header, whose hash is made anew. */
import { headerOf } from "../../client/proof/header.ts";
import { readBlock, type RawBlock } from "../../client/proof/node.ts";
import { quantity } from "../../client/replay/logs.ts";
import { bigNumber, bytesOf, decodeRlp, hexOf, isBytes, isList, type Hex, type Rlp } from "../../verifier/bytes.ts";
import { readHeader, type Consensus } from "../../verifier/header.ts";
import { Refusal } from "../../verifier/index.ts";
import { signerOf } from "../../verifier/signatures.ts";
import { MIX_HASH } from "../genesis/genesis.ts";
import type { OneNode } from "./oneNode.ts";

/** How a vote says that a validator is to come, in Besu's headers; what is to go is 0. */
const TO_COME = 0xff;

/** One validator's vote on another's coming or going. */
export interface Vote {
  /** Whom it is about. */
  readonly on: Hex;
  readonly toCome: boolean;
}

export interface SealedBlock {
  readonly number: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly hash: Hex;
  readonly proposer: Hex;
  /** How many validators before the proposer had their turn in vain. */
  readonly round: number;
  /** In ascending order. */
  readonly validators: readonly Hex[];
  /** Whose seals it bears: enough of them, not always all that would have sealed. */
  readonly sealers: readonly Hex[];
  /** The proposer's vote, if it cast one. */
  readonly vote: Vote | undefined;
}

/**
 * Blocks from first to last, in their order.
 *
 * @returns undefined where the chain's blocks are not sealed by validators.
 * @throws TongduiError `NodeContradictsItself`; NodeSilent, NodeRefusal.
 */
export async function sealedBlocks(node: OneNode, first: number, last: number): Promise<SealedBlock[] | undefined> {
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const answers = await node.sendMany(
    "eth_getBlockByNumber",
    numbers.map((number) => [quantity(number), false]),
  );
  const blocks = answers.map((answer, i) => {
    const number = numbers[i] ?? 0;
    return sealedBlock(readBlock(answer, number), number);
  });
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/** Undefined for a block that is sealed in another way. @throws TongduiError `NodeContradictsItself`. */
export function sealedBlock(block: RawBlock, expected = Number(block.number)): SealedBlock | undefined {
  if (block["mixHash"] !== MIX_HASH) return undefined;
  const read = readConsensus(block, expected);
  if (!read) return undefined;
  const { number, time, hash, consensus } = read;
  const { round, vote } = extraOf(block["extraData"]);
  const validators = consensus.validators.map(hexOf);
  let sealers: readonly Hex[] | undefined;
  return {
    number,
    time,
    hash: hexOf(hash),
    proposer: String(block["miner"]).toLowerCase() as Hex,
    round,
    validators,
    // Each takes some milliseconds, and whoever counts votes in thousands of blocks has no use for them.
    get sealers() {
      sealers ??= sealersOf(consensus, validators);
      return sealers;
    },
    vote,
  };
}

function sealersOf({ sealed, seals }: Consensus, validators: readonly Hex[]): Hex[] {
  const found = seals.map((seal) => signerOf(sealed, seal, 0));
  return validators.filter((validator) => found.includes(validator));
}

function readConsensus(block: RawBlock, expected: number) {
  try {
    const header = readHeader(headerOf(block, "qbft", expected).bytes, 0, "qbft");
    return header.consensus && { ...header, consensus: header.consensus };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** `[vanity, validators, vote, round, seals]`; the verifier has no use for the two that are read here. */
function extraOf(data: unknown): Pick<SealedBlock, "round" | "vote"> {
  const extra = typeof data === "string" ? decodeRlp(bytesOf(data.toLowerCase() as Hex)) : undefined;
  if (!isList(extra, 5)) return { round: 0, vote: undefined };
  const [, , vote, round] = extra;
  return { round: isBytes(round) ? Number(bigNumber(round)) : 0, vote: voteOf(vote) };
}

function voteOf(vote: Rlp | undefined): Vote | undefined {
  if (!isList(vote, 2)) return undefined;
  const [on, kind] = vote;
  if (!isBytes(on, 20) || !isBytes(kind)) return undefined;
  return { on: hexOf(on), toCome: kind[0] === TO_COME };
}
