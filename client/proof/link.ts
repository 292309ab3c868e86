/** What the QR code beside a printed proof says, and how it is read from an address. */
import type { Subject } from "./proofFile.ts";

/** What the QR code says: where the proof is and its hash; without a place, what it proves, on which chain, and its hash. */
export function codeText(
  { subject, chainId, hash }: { readonly subject: Subject; readonly chainId: number; readonly hash: string },
  page: string | undefined,
): string {
  if (page !== undefined) return `${page}#proof=${hash}`;
  return `urn:tongdui:${subject.kind}:${subject.id}:chain:${chainId}:proof:${hash}`;
}

/** The proof's hash in the part of an address from `#` on, as {@link codeText} puts it there; undefined where there is none. */
export function proofHashIn(fragment: string): string | undefined {
  return /^#?proof=(0x[0-9a-f]{64})$/.exec(fragment.toLowerCase())?.[1];
}
