/** A node's public key: a point of secp256k1 without its prefix, 64 bytes; its address is that of an account with this key. */
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { bytesOf, hexOf, keccak, type Hex } from "../verifier/bytes.ts";

/** Whether 64 bytes, as 0x and 128 digits in lower case, are a point of the curve. Where one digit is wrong, they almost never are. */
export function isOnCurve(publicKey: Hex): boolean {
  try {
    secp256k1.Point.fromHex(`04${publicKey.slice(2)}`).assertValidity();
    return true;
  } catch {
    return false;
  }
}

/** The address, in lower case, under which a validator seals. */
export function addressOf(publicKey: Hex): Hex {
  return hexOf(keccak(bytesOf(publicKey)).slice(12));
}

/** The public key of a private one, 32 bytes. */
export function publicKeyOf(privateKey: Uint8Array): Hex {
  return hexOf(secp256k1.getPublicKey(privateKey, false).slice(1));
}

/** The private key that a text says: 64 hexadecimal digits, with or without 0x; undefined where it says none. */
export function privateKeyIn(text: string): Uint8Array | undefined {
  const digits = /^(?:0x)?([0-9a-f]{64})$/i.exec(text.trim())?.[1]?.toLowerCase();
  const bytes = digits === undefined ? undefined : bytesOf(`0x${digits}`);
  return bytes && secp256k1.utils.isValidSecretKey(bytes) ? bytes : undefined;
}
