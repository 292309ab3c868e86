/**
 * Hex, numbers, hashes and RLP, read strictly: what can be written in two ways is taken in one only.
 *
 * RULES: hex is lower case with 0x. A number has no leading zero and stays below 2^53. RLP is decoded, encoded again and
 * compared, at most 16 lists deep and 65,536 items long. What breaks a rule is answered with undefined; the caller, who
 * knows where it stands, refuses it.
 * ASSUMPTION: keccak-256 has no collisions that anybody can find.
 */
import { RLP } from "@ethereumjs/rlp";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** 0x and two lower-case digits a byte. */
export type Hex = `0x${string}`;

/** What RLP says: bytes, or a list of such. */
export type Rlp = Uint8Array | readonly Rlp[];

const GREATEST_DEPTH = 16;
const MOST_ITEMS = 65_536;

export function hexOf(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`;
}

/** Whether a value is hex, and, where a length is given, of so many bytes. */
export function isHex(value: unknown, length?: number): value is Hex {
  if (typeof value !== "string" || value.length % 2 !== 0 || !/^0x[0-9a-f]*$/.test(value)) return false;
  return length === undefined || value.length === 2 + 2 * length;
}

export function bytesOf(hex: Hex): Uint8Array {
  return hexToBytes(hex.slice(2));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function keccak(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** Puts zeros before the bytes of a number; 32 bytes, as the ledger's words have. */
export function word(number: bigint): Uint8Array {
  return hexToBytes(number.toString(16).padStart(64, "0"));
}

/** The number that bytes say, the highest first; none are 0. */
export function bigNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(hexOf(bytes));
}

/** A number as RLP writes it: the fewest bytes, none for 0; below 2^53. */
export function smallNumber(value: Rlp | undefined): number | undefined {
  if (!isBytes(value) || value[0] === 0 || value.length > 7) return undefined;
  const number = Number(bigNumber(value));
  return Number.isSafeInteger(number) ? number : undefined;
}

export function isBytes(value: Rlp | undefined, length?: number): value is Uint8Array {
  return value instanceof Uint8Array && (length === undefined || value.length === length);
}

export function isList(value: Rlp | undefined, length?: number): value is readonly Rlp[] {
  return Array.isArray(value) && (length === undefined || value.length === length);
}

export function encodeRlp(value: Rlp): Uint8Array {
  return RLP.encode(value as Parameters<typeof RLP.encode>[0]);
}

/** What the bytes say, if they say it in the one way in which RLP is written and within the limits. */
export function decodeRlp(bytes: Uint8Array): Rlp | undefined {
  if (!isBounded(bytes)) return undefined;
  try {
    const value = RLP.decode(bytes) as Rlp;
    return sameBytes(encodeRlp(value), bytes) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at the lengths alone, without recursion, before a decoder that recurses sees the bytes. */
function isBounded(bytes: Uint8Array): boolean {
  const ends: number[] = [];
  let at = 0;
  for (let items = 0; at < bytes.length; items += 1) {
    if (items === MOST_ITEMS) return false;
    while (ends.at(-1) === at) ends.pop();
    const prefix = bytes[at] ?? 0;
    const isListPrefix = prefix >= 0xc0;
    // Prefixes of strings and lists differ by 0x40 alone; a byte below 0x80 stands for itself.
    const code = isListPrefix ? prefix - 0x40 : prefix;
    const digits = code > 0xb7 ? code - 0xb7 : 0;
    const length = digits > 0 ? Number(bigNumber(bytes.subarray(at + 1, at + 1 + digits))) : Math.max(code - 0x80, 0);
    const start = prefix < 0x80 ? at : at + 1 + digits;
    const end = prefix < 0x80 ? at + 1 : start + length;
    if (end > (ends.at(-1) ?? bytes.length)) return false;
    if (isListPrefix && length > 0) {
      ends.push(end);
      if (ends.length > GREATEST_DEPTH) return false;
    }
    at = isListPrefix && length > 0 ? start : end;
  }
  return true;
}
