/** The peer of checking a proof: recovering the signers of its seals, and nothing else. */
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { getBytes } from "ethers";
import type { ProofFile } from "../../client/proof/proofFile.ts";
import { extraOf, sealedHash, type ProofText } from "../../test/verifier/support/sealing.ts";

export interface Seal {
  readonly hash: Uint8Array;
  readonly signature: InstanceType<typeof secp256k1.Signature>;
}

/** All seals of a proof, ready to be recovered. */
export function sealsOf(proof: ProofFile): Seal[] {
  const { headers } = JSON.parse(proof.text) as ProofText;
  return headers.flatMap((hex) => {
    const header = getBytes(hex);
    const hash = getBytes(sealedHash(header));
    return extraOf(header).seals.map((seal) => {
      const bytes = getBytes(seal);
      const signature = secp256k1.Signature.fromBytes(bytes.subarray(0, 64), "compact");
      return { hash, signature: signature.addRecoveryBit(bytes[64] ?? 0) };
    });
  });
}

/** The bare loop. */
export function recoverAll(seals: readonly Seal[]): void {
  for (const { hash, signature } of seals) signature.recoverPublicKey(hash);
}
