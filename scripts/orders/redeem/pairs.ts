/** Claims and their acceptances, which belong together by the claim's digest: an acceptance holds the very claim. */
import { digestClaim, type Claim, type LedgerDomain } from "../../../client/messages.ts";
import type { Day } from "../../../client/days.ts";
import type { InvoiceFacts, Read } from "../signature.ts";

/** What some files say of one claim. */
export interface Pair {
  readonly claim: Claim;
  readonly claims: readonly Read<"claim">[];
  readonly acceptances: readonly Read<"acceptance">[];
  readonly files: readonly string[];
  /** What the claim's file says of the invoices behind the marks. */
  readonly invoices: readonly InvoiceFacts[];
  /** The last day of the notice, where a table says it. */
  readonly noticeEnd?: Day | undefined;
}

/** @param noticeEnds by file, where a table says them. */
export function pairsOf(
  domain: LedgerDomain,
  signatures: readonly Read<"claim" | "acceptance">[],
  noticeEnds: ReadonlyMap<string, Day> = new Map(),
): Pair[] {
  const groups = Map.groupBy(signatures, (signed) =>
    signed.kind === "claim" ? signed.digest : digestClaim(domain, signed.message.claim),
  );
  return [...groups.values()].flatMap((some): Pair[] => {
    const claims = some.filter((signed) => signed.kind === "claim");
    const acceptances = some.filter((signed) => signed.kind === "acceptance");
    const claim = claims[0]?.message ?? acceptances[0]?.message.claim;
    if (!claim) return [];
    const files = some.map(({ file }) => file);
    return [
      {
        claim,
        claims,
        // The one that is good for longest goes first.
        acceptances: acceptances.sort((a, b) => Number(b.message.deadline - a.message.deadline)),
        files,
        invoices: some.flatMap(({ beside }) => beside.invoices ?? []),
        noticeEnd: files.map((file) => noticeEnds.get(file)).find((day) => day !== undefined),
      },
    ];
  });
}
