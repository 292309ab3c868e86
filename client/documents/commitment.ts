/**
 * Commitments: what the ledger holds of a document. A commitment is `keccak256(salt ‖ canonical bytes)`; the document and its
 * salt stay in the district's private store. Without the salt it can neither be opened nor guessed at, so deleting the
 * salt is erasure.
 */
import { concat, hexlify, isHexString, keccak256, sha256, ZeroHash } from "ethers";
import { TongduiError } from "../errors/tongduiError.ts";
import { canonicalBytes, type Json } from "./canonical.ts";

/** 32 fresh random bytes as `0x…`: one salt for one document, never used again. */
export function newSalt(): string {
  return hexlify(globalThis.crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * Commits to a document.
 *
 * @param salt 32 bytes as `0x…`, from {@link newSalt}.
 * @returns 32 bytes as `0x…`.
 * @throws TongduiError `SaltInvalid`, `NotJson`.
 */
export function commit(document: Json, salt: string): string {
  // The zero salt is what an empty field reads as, and would make the commitment a plain hash that can be brute-forced.
  if (!isHexString(salt, 32) || salt === ZeroHash) {
    throw new TongduiError("SaltInvalid", { en: "A salt is 32 random bytes.", zh: "盐值须为 32 个随机字节。" });
  }
  return keccak256(concat([salt, canonicalBytes(document)]));
}

/** Whether a document and its salt are what a commitment was made of. Errors as {@link commit}. */
export function opens(commitment: string, document: Json, salt: string): boolean {
  return commit(document, salt) === commitment.toLowerCase();
}

/** The SHA-256 of a file, `0x…`, by which a document refers to it. */
export function fileDigest(bytes: Uint8Array): string {
  return sha256(bytes);
}
