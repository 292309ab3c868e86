/**
 * Checks a proof file. What follows is what "valid" says, what it stands on, and what it leaves open.
 *
 * WHAT VALID MEANS
 * 1. The file is whole: every byte of it is under its hash, it is written in the one way in which proofs are written, and nothing in it
 *    is left over (proofFile.ts, unpack.ts, evidence.ts).
 * 2. Each block in it was sealed by at least two thirds of the validators that the reader's trust root names for a block of that
 *    number (seals.ts). On a development chain no block is sealed; then this is the first fact.
 * 3. In the newest of these blocks stood the contracts of the trust root, with the code that it names (state.ts); where the file says so,
 *    edition and vouchers stood in every other block of it, too. Their code holds the chain's number, so it is the ledger of that chain.
 * 4. Each word that a fact rests on is proved to be what a contract held in the newest block (tries.ts, state.ts), and is one that the
 *    ledger writes (ledger/).
 * 5. For a voucher: each change is an event of the ledger's own contract in a transaction that took effect in one of these blocks
 *    (receipts.ts); the changes are numbered from 1 to the number that the voucher's slot holds, each once; played through, each was
 *    possible and led to the state in its event, and the last to the slot; and its orders, claw-backs and payments agree (voucherProof.ts,
 *    ledger/history.ts, ledger/agreement.ts). The ledger gives each change the next number and tells each in exactly one event: so the
 *    history is complete.
 * 6. The facts say this and nothing beyond it (facts.ts, sentences/).
 *
 * ASSUMPTIONS
 * - The reader has the trust root's hash from elsewhere, and has compared it. The contracts that it names are the ledger's.
 * - In each range of blocks, fewer than two thirds of the validators' keys are in dishonest hands: then and, where that range is closed,
 *   since then. They seal no second chain with the same keys; where the code is not proved in every block, this alone ties the older
 *   blocks to the chain.
 * - Nobody finds two texts of one keccak-256, or a signature of secp256k1 without its key.
 *
 * WHAT IT DOES NOT PROVE comes with each verdict, in words: what documents say and who stands behind numbers, whether the bank moved the
 * money, anything after the newest block, and what else the proof at hand leaves open.
 *
 * READING ORDER. Why "valid" can be believed stands in eleven short files, some 900 lines: trustRoot.ts (what the reader trusts),
 * unpack.ts and proofFile.ts (the file is one text and whole), bytes.ts (everything is written in one way), header.ts, signatures.ts and
 * seals.ts (who sealed a block), tries.ts, state.ts and receipts.ts (what stands in it), evidence.ts (all of this, and nothing left over).
 * For a voucher's history go on with voucherProof.ts and ledger/voucherChanged.ts, history.ts and agreement.ts, some 600. succession.ts
 * is how a reader comes to the next root. All else takes the ledger's words apart (the rest of ledger/) or says in words what was found
 * (facts.ts, chainFacts.ts, sentences/, refusals/).
 *
 * The check takes no network, no clock and no chance: the same file under the same root has the same verdict everywhere and always.
 */
import type { Hex } from "./bytes.ts";
import type { Basis } from "./chainFacts.ts";
import { Evidence } from "./evidence.ts";
import type { Findings } from "./facts.ts";
import { provePayment } from "./paymentProof.ts";
import { proveProgram } from "./programProof.ts";
import { readProofFile, type ProofFile, type Subject } from "./proofFile.ts";
import { proveProvider } from "./providerProof.ts";
import { Refusal } from "./refusal.ts";
import { ABOUT_FILES } from "./refusals/files.ts";
import type { TrustRoot } from "./trustRoot.ts";
import { proveVoucher } from "./voucherProof.ts";

export type Verdict =
  | ({
      readonly valid: true;
      /** The proof's own hash, as it is printed beside a voucher. */
      readonly hash: Hex;
      readonly subject: Subject;
      /** Nobody sealed the blocks: the first fact says what that means. */
      readonly development: boolean;
    } & Findings)
  | { readonly valid: false; readonly refusal: Refusal };

/**
 * Checks a proof and says what it proves. Never throws for what is in the file.
 *
 * @param file its bytes, packed or as plain text.
 * @param root read by `readTrustRoot`; its hash the reader knows from elsewhere.
 */
export async function verifyProof(file: Uint8Array, root: TrustRoot): Promise<Verdict> {
  try {
    const proof = await readProofFile(file);
    const evidence = await Evidence.of(proof, root);
    const { edition } = evidence;
    const findings = await prove({ evidence, root, edition, codeInEveryBlock: proof.codeInEveryBlock }, proof);
    evidence.finish();
    const { hash, subject } = proof;
    return { valid: true, hash, subject, development: evidence.sealed === undefined, ...findings };
  } catch (error) {
    // A fault of ours is no reason to take a file for good.
    const refusal = error instanceof Refusal ? error : new Refusal("Malformed", ABOUT_FILES.Malformed());
    return { valid: false, refusal };
  }
}

async function prove(basis: Basis, { subject, events }: ProofFile): Promise<Findings> {
  switch (subject.kind) {
    case "voucher":
      return proveVoucher(basis, subject.id, events);
    case "provider":
      return proveProvider(basis, subject.id);
    case "program":
      return proveProgram(basis, subject.id);
    case "payment":
      return provePayment(basis, subject.id);
  }
}
