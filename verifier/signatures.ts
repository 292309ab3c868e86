/**
 * Who signed. A signature of secp256k1 over a hash gives back the address of its signer.
 *
 * RULES: 65 bytes, r ‖ s ‖ v. v is `base` or `base + 1`; s is in the lower half, so that of each signature there is one form;
 * r and s are in range, and a key comes out. What breaks a rule is answered with undefined.
 * ASSUMPTION: without the key nobody can sign.
 */
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { hexOf, keccak, type Hex } from "./bytes.ts";

/** The address whose key signed this hash, in lower case. */
export function signerOf(hash: Uint8Array, signature: Uint8Array, base: number): Hex | undefined {
  const recovery = (signature[64] ?? 0) - base;
  if (signature.length !== 65 || (recovery !== 0 && recovery !== 1)) return undefined;
  try {
    const read = secp256k1.Signature.fromBytes(signature.subarray(0, 64), "compact");
    if (read.hasHighS()) return undefined;
    const key = read.addRecoveryBit(recovery).recoverPublicKey(hash).toBytes(false);
    return hexOf(keccak(key.subarray(1)).subarray(12));
  } catch {
    return undefined;
  }
}

/** Of n who may sign, how many must: two thirds, rounded up. */
export function quorumOf(n: number): number {
  return Math.ceil((2 * n) / 3);
}
