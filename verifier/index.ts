/** The verifier's edge: what others may use of it. */
export { type Hex } from "./bytes.ts";
export { type Fact, type NotProved, type Warning } from "./facts.ts";
export { type Subject } from "./proofFile.ts";
export { Refusal, type RefusalCode } from "./refusal.ts";
export { successionMessage, verifySuccession } from "./succession.ts";
export {
  readTrustRoot,
  trustRootHash,
  trustRootText,
  type Edition,
  type Member,
  type TrustRoot,
  type ValidatorRange,
} from "./trustRoot.ts";
export { verifyProof, type Verdict } from "./verify.ts";
