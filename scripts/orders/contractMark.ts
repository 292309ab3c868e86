/** The mark by which the ledger sees a contract again: from both credit codes and the contract's number. */
import { contractNullifier, partyNullifier } from "../../client/documents/nullifier.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import { marksOf, type NullifierKeys } from "../nullifiers/marks.ts";
import { demandUnused } from "../nullifiers/unused.ts";
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

/** The contract may be with the enterprise itself, or with the one that it was merged into. */
async function demandEnterprise(ledger: Ledger, keys: NullifierKeys, code: string, enterprise: bigint): Promise<void> {
  const found = await registeredAs(keys, code, async (mark) => ledger.enterprises.enterpriseOfParty(mark));
  for (let id = enterprise; id !== 0n; id = await ledger.enterprises.mergedInto(id)) if (found.includes(id)) return;
  throw notTheirs(code, formatEnterprise(enterprise));
}

async function demandProvider(ledger: Ledger, keys: NullifierKeys, code: string, provider: bigint): Promise<void> {
  const found = await registeredAs(keys, code, async (mark) => ledger.providers.providerOfParty(mark));
  if (!found.includes(provider)) throw notTheirs(code, formatProvider(provider));
}

async function registeredAs(
  keys: NullifierKeys,
  code: string,
  registered: (mark: string) => Promise<bigint>,
): Promise<bigint[]> {
  const { current, others } = marksOf(keys, (key) => partyNullifier(key, code));
  return Promise.all([current, ...others.map(({ nullifier }) => nullifier)].map(registered));
}

function notTheirs(code: string, party: string): TongduiError {
  return new TongduiError(
    "CreditCodeNotTheirs",
    {
      en: `The ledger does not have ${party} under the credit code ${code}.`,
      zh: `账本上 ${party} 的统一社会信用代码不是 ${code}。`,
    },
    {
      hint: {
        en: "Look at the contract: the credit codes have to be those of the two parties. If a key was retired, reinstate it.",
        zh: "请核对合同：信用代码须为双方的代码。如查重密钥已停用，请先恢复。",
      },
    },
  );
}
