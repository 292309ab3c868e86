/** Whether a credit code is that of a party of an order: the ledger knows parties by the marks of their codes. */
import { partyNullifier } from "../../client/documents/nullifier.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import { marksOf, type NullifierKeys } from "../nullifiers/marks.ts";

/**
 * The contract may be with the enterprise itself, or with the one that it was merged into.
 *
 * @throws TongduiError `CreditCodeNotTheirs`; as partyNullifier.
 */
export async function demandEnterprise(
  ledger: Ledger,
  keys: NullifierKeys,
  code: string,
  enterprise: bigint,
): Promise<void> {
  const found = await registeredAs(keys, code, async (mark) => ledger.enterprises.enterpriseOfParty(mark));
  for (let id = enterprise; id !== 0n; id = await ledger.enterprises.mergedInto(id)) if (found.includes(id)) return;
  throw notTheirs(code, formatEnterprise(enterprise));
}

/** @throws TongduiError `CreditCodeNotTheirs`; as partyNullifier. */
export async function demandProvider(
  ledger: Ledger,
  keys: NullifierKeys,
  code: string,
  provider: bigint,
): Promise<void> {
  if (await isProvider(ledger, keys, code, provider)) return;
  throw notTheirs(code, formatProvider(provider));
}

/**
 * The seller of an invoice is the order's provider.
 *
 * @throws TongduiError `SellerNotProvider`; as partyNullifier.
 */
export async function demandSeller(ledger: Ledger, keys: NullifierKeys, code: string, provider: bigint): Promise<void> {
  if (await isProvider(ledger, keys, code, provider)) return;
  const name = formatProvider(provider);
  throw new TongduiError(
    "SellerNotProvider",
    {
      en: `The invoice's seller ${code} is not the order's provider: the ledger does not have ${name} under that credit code.`,
      zh: `发票销售方 ${code} 不是订单的服务机构：账本上 ${name} 的统一社会信用代码不是该代码。`,
    },
    {
      hint: {
        en: "Look at the invoice: only the provider's own invoices count. If a nullifier key was retired, reinstate it.",
        zh: "请核对发票：只有该服务机构自己开具的发票方可核销。如查重密钥已停用，请先恢复。",
      },
    },
  );
}

async function isProvider(ledger: Ledger, keys: NullifierKeys, code: string, provider: bigint): Promise<boolean> {
  const found = await registeredAs(keys, code, async (mark) => ledger.providers.providerOfParty(mark));
  return found.includes(provider);
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
