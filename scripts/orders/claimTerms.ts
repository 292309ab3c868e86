/** A claim as it is written down for the provider to sign: with the invoices, and their marks, which an office computes. */
import { z } from "zod";
import { inOrder, type Claim } from "../../client/messages.ts";
import { plainYuan } from "../../client/money.ts";
import { list } from "../../client/yaml/fields.ts";
import { invoiceAmount, MOST_INVOICES } from "./messages/claim.ts";
import { hash, moment, round } from "./messages/fields.ts";
import { isoOfMoment } from "./moment.ts";
import { contractFacts, invoiceFacts, type Beside, type InvoiceFacts } from "./signature.ts";
import { readFields } from "./sources.ts";
import { readableTold, told as toldSchema } from "./told.ts";

const claimTermsSchema = z.strictObject({
  file: z.literal("claim").optional(),
  order: hash,
  round,
  invoices: list(z.strictObject({ mark: hash, amount: invoiceAmount, ...invoiceFacts }), 1, MOST_INVOICES),
  evidence: hash,
  deadline: moment,
  contract: contractFacts.optional(),
  told: toldSchema.optional(),
});

/** An invoice with all that is known of it. Fen. */
export type Invoiced = InvoiceFacts & { readonly amount: bigint };

/**
 * Reads a claim that nobody has signed yet.
 *
 * @throws TongduiError as {@link readFields}.
 */
export async function readClaimTerms(file: string): Promise<{ claim: Claim; beside: Beside }> {
  const {
    order,
    round: number,
    invoices,
    evidence,
    deadline,
    contract,
    told,
  } = await readFields(file, claimTermsSchema);
  const { claim, beside } = claimOf({ order, round: number, evidence, deadline }, invoices);
  return { claim, beside: { ...beside, ...(contract ? { contract } : {}), ...(told ? { told } : {}) } };
}

/** The message, and what of its invoices is not in it. */
export function claimOf(
  about: Omit<Claim, "invoices">,
  invoices: readonly Invoiced[],
): { claim: Claim; beside: Beside } {
  return {
    claim: { ...about, invoices: inOrder(invoices.map(({ mark, amount }) => ({ nullifier: mark, amount }))) },
    beside: { invoices: invoices.map(({ mark, seller, code, number }) => ({ mark, seller, code, number })) },
  };
}

/** The text of a claim's file. */
export function claimTermsText(
  about: Omit<Claim, "invoices">,
  invoices: readonly Invoiced[],
  { contract, told = {} }: Pick<Beside, "contract" | "told">,
): string {
  const file = {
    file: "claim",
    order: about.order,
    round: String(about.round),
    invoices: invoices.map(({ seller, code, number, amount, mark }) => ({
      seller,
      code,
      number,
      amount: plainYuan(amount),
      mark,
    })),
    evidence: about.evidence,
    deadline: isoOfMoment(about.deadline),
    ...(contract ? { contract } : {}),
    told: readableTold(told),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
