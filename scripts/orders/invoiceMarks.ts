/** The marks by which the ledger sees invoices again: from the seller's credit code, the invoice's code and its number. */
import { invoiceNullifier } from "../../client/documents/nullifier.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Ledger } from "../../client/ledger.ts";
import type { Claim } from "../../client/messages.ts";
import { shortHex } from "../../client/text/ids.ts";
import { marksOf, type NullifierKeys } from "../nullifiers/marks.ts";
import { demandUnused } from "../nullifiers/unused.ts";
import { demandSeller } from "./partyCodes.ts";
import type { InvoiceFacts } from "./signature.ts";

/**
 * Holds a claim's marks against what the invoices are said to be. A mark may be of any key that is in use: the claim may have been
 * drafted before the consortium changed its key. That it is used under its own key, the ledger says itself.
 *
 * @param provider the order's, who has to be the seller.
 * @throws TongduiError `InvoiceFactsMissing`, `InvoiceMarkWrong`, `SellerNotProvider`, `UsedUnderOtherKey`; as invoiceNullifier.
 */
export async function checkInvoices(
  ledger: Ledger,
  keys: NullifierKeys,
  { claim, provider }: { readonly claim: Claim; readonly provider: bigint },
  facts: readonly InvoiceFacts[],
): Promise<void> {
  await Promise.all(
    claim.invoices.map(async ({ nullifier }) => {
      const invoice = facts.find(({ mark }) => mark === nullifier);
      if (!invoice) throw factsMissing(nullifier);
      const { current, others } = marksOf(keys, (key) =>
        invoiceNullifier(key, invoice.seller, invoice.code, invoice.number),
      );
      const all = [{ key: keys.current.number, nullifier: current }, ...others];
      if (all.every((mark) => mark.nullifier !== nullifier)) throw markWrong(invoice);
      await demandSeller(ledger, keys, invoice.seller, provider);
      await demandUnused(ledger, "invoice", {
        current: nullifier,
        others: all.filter((mark) => mark.nullifier !== nullifier),
      });
    }),
  );
}

function factsMissing(mark: string): TongduiError {
  return new TongduiError(
    "InvoiceFactsMissing",
    {
      en: `The claim's file does not say which invoice has the mark ${shortHex(mark)}.`,
      zh: `核销申请文件未注明查重码 ${shortHex(mark)} 对应的发票。`,
    },
    {
      hint: {
        en: "Add the invoice's seller, code and number to the claim's file, and let the provider sign again.",
        zh: "请在核销申请文件中补充发票的销售方、代码和号码，并由服务机构重新签署。",
      },
    },
  );
}

function markWrong({ seller, code, number, mark }: InvoiceFacts): TongduiError {
  const invoice = [seller, code, number].filter((part) => part !== "").join(" ");
  return new TongduiError(
    "InvoiceMarkWrong",
    {
      en: `The mark ${shortHex(mark)} is not that of the invoice ${invoice} under any nullifier key in use.`,
      zh: `查重码 ${shortHex(mark)} 与发票 ${invoice} 不符（按使用中的各查重密钥计算）。`,
    },
    {
      hint: {
        en: "Look at the invoice. Draft the claim anew and let the provider sign again.",
        zh: "请核对发票，重新生成申请并由服务机构签署。",
      },
    },
  );
}
