/** The verifier's edge: what others may use of it. */
export { type Hex } from "./bytes.ts";
export { type Fact, type NotProved, type Warning } from "./facts.ts";
export { figuresOf, type Figure } from "./figures.ts";
export { type Subject } from "./proofFile.ts";
export { Refusal, type RefusalCode } from "./refusal.ts";
export { refusedHint } from "./refusedHint.ts";
export {
  comparedText,
  heldText,
  refusedText,
  relyOnNothing,
  signaturesNotChecked,
  subjectText,
  VERDICT_HEADING,
  type Under,
} from "./sentences/verdict.ts";
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
