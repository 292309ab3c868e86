/** What the ledger would say today of the voucher that an application asks for, and of the order it is for. */
import { dayOf, yearOf } from "../../client/days.ts";
import type { Wanted } from "../../client/applications.ts";
import { consultOne } from "../../client/eligibility/consult.ts";
import { issuedToGroup, programFacts, providerFacts, standingOf } from "../../client/eligibility/ledgerFacts.ts";
import type { Reason, ReasonCode } from "../../client/eligibility/reasons.ts";
import { districtOf, parseEnterprise, parseProvider } from "../../client/ids.ts";
import type { OfficeLedger } from "../ledger.ts";

/** They may have passed by the day of issue: a budget is raised, a wallet replaced, a certificate renewed. */
const PASSING: readonly ReasonCode[] = ["BudgetExceeded", "WalletStopped", "CertificateNotValid", "ProviderIn"];

/**
 * @param tellsBudget whether what is left of the budget may be told: from how it moves, what single vouchers are worth could be reckoned.
 * @returns the reasons against it; none where the ledger would take it.
 */
export async function againstOf(
  { ledger, nodes, time }: Pick<OfficeLedger, "ledger" | "nodes" | "time">,
  enterprise: string,
  { program, face, serviceClass, contractValue, provider }: Wanted,
  tellsBudget: boolean,
): Promise<readonly Reason[]> {
  const id = parseEnterprise(enterprise);
  const day = dayOf(await time());
  const [terms, standing, isEditionClosed, partner] = await Promise.all([
    programFacts(ledger, program),
    standingOf(ledger, id),
    ledger.districts.closed(),
    provider === null ? undefined : providerFacts(ledger, parseProvider(provider)),
  ]);
  const issuedThisYear = await issuedToGroup(nodes, ledger, standing.group, yearOf(day));
  const { reasons } = consultOne(
    tellsBudget ? terms : { ...terms, available: undefined },
    { district: Number(districtOf(id)), standing, issuedThisYear },
    {
      day,
      serviceClass,
      contractValue: BigInt(contractValue),
      amount: BigInt(face),
      isEditionClosed,
      ...(partner === undefined ? {} : { provider: partner }),
    },
  );
  return reasons;
}

/** The first reason that time does not mend by itself. */
export function lasting(reasons: readonly Reason[]): Reason | undefined {
  return reasons.find(({ code }) => !PASSING.includes(code));
}
