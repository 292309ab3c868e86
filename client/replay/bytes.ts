/** Hex and words as bytes. A comparison turns every slot of the ledger several times, for which ethers' careful reading is too slow. */

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The bytes of hex digits, of which there is an even number. */
export function bytesOfHex(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = (nibble(digits.charCodeAt(2 * i)) << 4) | nibble(digits.charCodeAt(2 * i + 1));
  }
  return bytes;
}

/** Two digits a byte. */
export function hexOfBytes(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += PAIRS[byte] as string;
  return hex;
}

/** All bytes, one part after the other. */
export function joinBytes(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The word that 32 bytes hold, the highest first. */
export function readWord(bytes: Uint8Array): bigint {
  return BigInt(`0x${hexOfBytes(bytes)}`);
}

/** Writes the 32 bytes of a word, the highest first. */
export function writeWord(word: bigint, into: DataView, at: number): void {
  for (let quarter = 0; quarter < 4; quarter += 1)
    into.setBigUint64(at + 8 * quarter, word >> BigInt(192 - 64 * quarter));
}

/** Of a digit from 0 to 9 or a to f. */
function nibble(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}
