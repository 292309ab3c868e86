/** The mark by which the ledger sees a contract again: from both credit codes and the contract's number. */
import { contractNullifier } from "../../client/documents/nullifier.ts";
import type { Ledger } from "../../client/ledger.ts";
import { marksOf, type NullifierKeys } from "../nullifiers/marks.ts";
import { demandUnused } from "../nullifiers/unused.ts";
import { demandEnterprise, demandProvider } from "./partyCodes.ts";
import type { ContractFacts } from "./signature.ts";

/** The parties of an order. */
export interface Parties {
  readonly enterprise: bigint;
  readonly provider: bigint;
}

/**
 * The mark under the current key.
 *
 * @throws TongduiError `CreditCodeNotTheirs` if the ledger has another party, or none, under a credit code; `UsedUnderOtherKey`; as
 * contractNullifier.
 */
export async function contractMark(
  ledger: Ledger,
  keys: NullifierKeys,
  facts: ContractFacts,
  parties: Parties,
): Promise<string> {
  await Promise.all([
    demandEnterprise(ledger, keys, facts.enterprise, parties.enterprise),
    demandProvider(ledger, keys, facts.provider, parties.provider),
  ]);
  const marks = marksOf(keys, (key) => contractNullifier(key, facts.enterprise, facts.provider, facts.number));
  await demandUnused(ledger, "contract", marks);
  return marks.current;
}
