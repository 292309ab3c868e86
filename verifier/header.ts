/**
 * A block's header: the few of its fields that a proof uses, and the block's hash.
 *
 * RULES: RLP of 16 to 21 fields, each of them bytes; roots are 32 bytes, the number is below 2^53, the time before the year 10000.
 * The hash of a block of the consortium is over the header as it was before it was sealed: round emptied, seals taken out. On a
 * development chain it is over the header as it stands.
 * The other fields are not looked at: they are under the same hash and the same seals.
 */
import { decodeRlp, encodeRlp, isBytes, isList, keccak, smallNumber, type Rlp } from "./bytes.ts";
import { refuse } from "./refusal.ts";
import type { TrustRoot } from "./trustRoot.ts";

export interface Header {
  readonly number: number;
  /** Seconds since 1970-01-01T00:00Z. */
  readonly time: number;
  readonly stateRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
  readonly hash: Uint8Array;
  /** Of a block of the consortium: what its validators say in it. */
  readonly consensus: Consensus | undefined;
}

/** The five things in a header's extra data under QBFT, and what the seals are over. */
export interface Consensus {
  readonly validators: readonly Uint8Array[];
  readonly seals: readonly Uint8Array[];
  /** Hash of the header with its round and without its seals. */
  readonly sealed: Uint8Array;
}

/** Up to the base fee every header has all fields; the five of later upgrades are there or not. */
const FEWEST_FIELDS = 16;
const MOST_FIELDS = 21;
const EXTRA_DATA = 12;
/** The end of the year 9999: what is later no sentence says rightly. */
const LATEST = 253_402_300_799;

/**
 * The header that RLP holds.
 *
 * @param at its place in the proof, from 0.
 * @throws Refusal `HeaderUnreadable`
 */
export function readHeader(bytes: Uint8Array, at: number, consensus: TrustRoot["consensus"]): Header {
  const fields = decodeRlp(bytes);
  if (!isList(fields)) return refuse("HeaderUnreadable", at, "RLP");
  if (fields.length < FEWEST_FIELDS || fields.length > MOST_FIELDS) refuse("HeaderUnreadable", at, "fields");
  if (!fields.every((field) => isBytes(field))) refuse("HeaderUnreadable", at, "RLP");
  const [stateRoot, receiptsRoot] = [fields[3], fields[5]];
  if (!isBytes(stateRoot, 32)) return refuse("HeaderUnreadable", at, "stateRoot");
  if (!isBytes(receiptsRoot, 32)) return refuse("HeaderUnreadable", at, "receiptsRoot");
  const number = smallNumber(fields[8]) ?? refuse("HeaderUnreadable", at, "number");
  const time = smallNumber(fields[11]) ?? refuse("HeaderUnreadable", at, "timestamp");
  if (time > LATEST) refuse("HeaderUnreadable", at, "timestamp");
  const common = { number, time, stateRoot, receiptsRoot };
  if (consensus === "development") return { ...common, hash: keccak(bytes), consensus: undefined };

  const extra = readExtraData(fields[EXTRA_DATA]) ?? refuse("HeaderUnreadable", at, "extraData");
  const { vanity, validators, vote, round, seals } = extra;
  const withExtra = (...items: Rlp[]) => keccak(encodeRlp(fields.with(EXTRA_DATA, encodeRlp(items))));
  const sealed = withExtra(vanity, validators, vote, round, []);
  // Most blocks are sealed in round 0, which is no bytes: there the two are one.
  const hash = isBytes(round, 0) ? sealed : withExtra(vanity, validators, vote, new Uint8Array(), []);
  return { ...common, hash, consensus: { validators, seals, sealed } };
}

function readExtraData(field: Rlp | undefined) {
  const extra = isBytes(field) ? decodeRlp(field) : undefined;
  if (!isList(extra, 5)) return undefined;
  const [vanity = [], validators = [], vote = [], round = [], seals = []] = extra;
  if (!isList(validators) || !validators.every((address): address is Uint8Array => isBytes(address, 20)))
    return undefined;
  if (!isList(seals) || !seals.every((seal): seal is Uint8Array => isBytes(seal))) return undefined;
  return { vanity, validators, vote, round, seals };
}
