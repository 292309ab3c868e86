/** The verifier's edge: what others may use of it. */
export { Refusal, type RefusalCode, type Text } from "./refusal.ts";
export { type Hex } from "./bytes.ts";
export {
  PARTS,
  readTrustRoot,
  trustRootHash,
  trustRootText,
  validatorsAt,
  type Edition,
  type Member,
  type PartName,
  type TrustRoot,
  type ValidatorRange,
} from "./trustRoot.ts";
export { successionMessage, verifySuccession } from "./succession.ts";
export { readProofFile, type EventPlace, type ProofFile, type Subject } from "./proofFile.ts";
export { Evidence, type PlacedEvent } from "./evidence.ts";
export { type Header } from "./header.ts";
export { type Sealed } from "./seals.ts";
export { verifyProof, type Verdict } from "./verify.ts";
export {
  type District,
  type Fact,
  type FactKinds,
  type Findings,
  type LimitKinds,
  type NotProved,
  type Warning,
  type WarningKinds,
} from "./facts.ts";
