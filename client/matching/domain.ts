import type { Deployment } from "../deployment.ts";
import { ledgerDomain, type LedgerDomain } from "../messages.ts";

/** What signatures about demands and offers are bound to: they are for Matching, and not for Orders. */
export function matchingDomain({
  chainId,
  contracts,
  plan,
}: Pick<Deployment, "chainId" | "contracts" | "plan">): LedgerDomain {
  return ledgerDomain(chainId, contracts.matching.address, plan.salt);
}
