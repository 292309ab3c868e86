/** The genesis file that all nodes begin with, and the hash of the block that they make of it. */
import { firstSecondOf } from "../../client/days.ts";
import { bytesOf, encodeRlp, hexOf, keccak, type Hex, type Rlp } from "../../verifier/bytes.ts";
import { readHeader } from "../../verifier/header.ts";
import { foundersOf, type Network, type Transition } from "../description.ts";
import { jsonText } from "../text.ts";

/** "Byzantine fault tolerance", by which nodes know a block of QBFT. */
export const MIX_HASH: Hex = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

/** Votes on validators that did not come to a majority are forgotten after so many blocks. */
export const EPOCH_BLOCKS = 30_000;

/** Seconds. */
const LEAST_TIMEOUT = 4;

/**
 * EIP-4788's place, which Cancun's rules call at the beginning of each block. There has to be a contract, and it must change nothing: a
 * QBFT validator calls it when it proposes a block, and the others, whose headers name no beacon block, do not when they check it. With
 * the EIP's own code, which writes, they come to another state and no block is ever agreed on (tried with Besu 25.12.0). STOP writes nothing.
 */
const BEACON_ROOTS = { address: "0x000f3df6d732807ef1319fb7b8bb8522d0beac02", code: "0x00" } as const satisfies Record<
  string,
  Hex
>;

const NO_HASH = `0x${"00".repeat(32)}` as const;
const NO_ADDRESS = `0x${"00".repeat(20)}` as const;

/** The genesis as Besu reads it. */
export function genesisOf(network: Network) {
  const { chainId, blockPeriodSeconds, gasLimit, startsAt, transitions } = network;
  return {
    config: {
      chainId,
      berlinBlock: 0,
      londonBlock: 0,
      shanghaiTime: 0,
      cancunTime: 0,
      zeroBaseFee: true,
      qbft: {
        blockperiodseconds: blockPeriodSeconds,
        epochlength: EPOCH_BLOCKS,
        // A block that was not agreed on by then is proposed anew, by the next validator. A full one takes slow machines seconds.
        requesttimeoutseconds: Math.max(LEAST_TIMEOUT, 2 * blockPeriodSeconds),
      },
      ...(transitions.length > 0 && { transitions: { qbft: transitions.map(transitionOf) } }),
    },
    nonce: "0x0",
    timestamp: quantity(firstSecondOf(startsAt)),
    gasLimit: quantity(gasLimit),
    difficulty: "0x1",
    mixHash: MIX_HASH,
    coinbase: NO_ADDRESS,
    baseFeePerGas: "0x0",
    alloc: { [BEACON_ROOTS.address.slice(2)]: { balance: "0x0", nonce: "0x1", code: BEACON_ROOTS.code } },
    extraData: hexOf(extraData(foundersOf(network))),
  };
}

/** Who is to seal a block, and those after it, stands in no header before it, so that the first block stays as it is. */
function transitionOf({ block, validators }: Transition) {
  return { block, validators: validators.map(({ address }) => address).sort() };
}

export function genesisText(network: Network): string {
  return jsonText(genesisOf(network));
}

/** QBFT's five things, of which a genesis says two: 32 bytes of nothing, and who may seal. No votes, round 0, no seals. */
export function extraData(validators: readonly Hex[]): Uint8Array {
  return encodeRlp([new Uint8Array(32), validators.map(bytesOf), [], new Uint8Array(), []]);
}

/** The hash that every node must give for block 0; the verifier's reading of a header is what makes it. */
export function genesisHash(network: Network): Hex {
  return hexOf(readHeader(encodeRlp(headerFields(network)), 0, "qbft").hash);
}

/** Empty things, hashed: of a list of uncles, of a trie. */
const NO_UNCLES = keccak(encodeRlp([]));
const EMPTY_TRIE = keccak(encodeRlp(new Uint8Array()));

function headerFields(network: Network): Rlp[] {
  const { timestamp, gasLimit, extraData: extra } = genesisOf(network);
  const [none, noHash] = [new Uint8Array(), bytesOf(NO_HASH)];
  return [
    noHash,
    NO_UNCLES,
    bytesOf(NO_ADDRESS),
    stateRoot(),
    EMPTY_TRIE,
    EMPTY_TRIE,
    new Uint8Array(256),
    numberBytes(1),
    none,
    numberBytes(Number(gasLimit)),
    none,
    numberBytes(Number(timestamp)),
    bytesOf(extra),
    bytesOf(MIX_HASH),
    new Uint8Array(8),
    // The base fee; then Shanghai's and Cancun's: no withdrawals, no blobs, no beacon block.
    none,
    EMPTY_TRIE,
    none,
    none,
    noHash,
  ];
}

/** Of a state of one account, whose trie is one leaf with the whole path: 0x20 marks a leaf with an even path. */
function stateRoot(): Uint8Array {
  const account = encodeRlp([numberBytes(1), new Uint8Array(), EMPTY_TRIE, keccak(bytesOf(BEACON_ROOTS.code))]);
  const path = Uint8Array.of(0x20, ...keccak(bytesOf(BEACON_ROOTS.address)));
  return keccak(encodeRlp([path, account]));
}

/** As RLP has numbers: no leading zero, and none for 0. */
function numberBytes(number: number): Uint8Array {
  const digits = number.toString(16);
  return number === 0 ? new Uint8Array() : bytesOf(`0x${digits.padStart(digits.length + (digits.length % 2), "0")}`);
}

function quantity(number: number): Hex {
  return `0x${number.toString(16)}`;
}
