/** A proof about a provider: its admission as it stands, without its history. */
import { chainFacts, chainLimits, districtOf, type Basis } from "./chainFacts.ts";
import { fact, notProved, type Findings } from "./facts.ts";
import { dayOf } from "./ledger/days.ts";
import { providerOf, upper } from "./ledger/ids.ts";
import { PLACES } from "./ledger/layout.ts";
import { wordsOf } from "./ledger/ledgerEvidence.ts";
import { readProvider } from "./ledger/provider.ts";

/** @param subject the provider's number, as it is written. @throws Refusal */
export async function proveProvider(basis: Basis, subject: string): Promise<Findings> {
  const provider = providerOf(subject);
  const { evidence, root } = basis;
  const state = readProvider(provider, await wordsOf(evidence, ["providers", PLACES.providers.providers, provider], 4));
  const { status, noticeEnd, validFrom, validThrough, classes, wallet, stopped, profile } = state;
  const day = dayOf(evidence.anchor.time);
  return {
    facts: [
      ...chainFacts(basis, ["providers"]),
      fact("provider", { provider, district: districtOf(root, Number(upper(provider))), status, noticeEnd }),
      fact("certificate", { validFrom, validThrough, classes, within: validFrom <= day && day <= validThrough }),
      fact("signing", { wallet, stopped, profile }),
    ],
    notProved: [notProved("past", {}), ...chainLimits(basis)],
    warnings: [],
  };
}
