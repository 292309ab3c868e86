import { z } from "zod";
import { digestAcceptance, digestClaim, inOrder, signAcceptance, signClaim } from "../../../client/messages.ts";
import type { Acceptance, Claim } from "../../../client/messages.ts";
import { formatFen, plainYuan } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { list, both } from "../../../client/yaml/fields.ts";
import { isoOfMoment, sayMoment } from "../moment.ts";
import { hash, moment, round, yuan } from "./fields.ts";
import type { Kind, Line, Readable } from "./kind.ts";

/** A claim takes no more on the ledger. */
export const MOST_INVOICES = 10;

const TWICE = both({ en: "names an invoice twice", zh: "同一发票重复" });
const EMPTY = both({ en: "must be more than nothing", zh: "应大于零" });

export const invoiceAmount = yuan.refine((amount) => amount > 0n, EMPTY);

const claimSchema = z
  .strictObject({
    order: hash,
    round,
    invoices: list(z.strictObject({ mark: hash, amount: invoiceAmount }), 1, MOST_INVOICES).refine(
      (invoices) => new Set(invoices.map(({ mark }) => mark)).size === invoices.length,
      TWICE,
    ),
    evidence: hash,
    deadline: moment,
  })
  .transform(({ invoices, ...claim }) => ({
    ...claim,
    invoices: inOrder(invoices.map(({ mark, amount }) => ({ nullifier: mark, amount }))),
  }));

export const claim: Kind<Claim> = {
  title: { en: "a claim", zh: "核销申请" },
  schema: claimSchema,
  readable: readableClaim,
  lines: claimLines,
  marks: claimMarks,
  orderOf: ({ order }) => order,
  deadlineOf: ({ deadline }) => deadline,
  digest: digestClaim,
  sign: signClaim,
};

export const acceptance: Kind<Acceptance> = {
  title: { en: "the acceptance of a claim", zh: "核销确认" },
  schema: z.strictObject({ claim: claimSchema, deadline: moment }),
  readable: (message) => ({ claim: readableClaim(message.claim), deadline: isoOfMoment(message.deadline) }),
  lines: (message) => [
    ...claimLines(message.claim),
    [{ en: "Acceptance good through", zh: "确认有效期至" }, sayMoment(message.deadline)],
  ],
  marks: (message) => claimMarks(message.claim),
  orderOf: (message) => message.claim.order,
  deadlineOf: (message) => message.deadline,
  digest: digestAcceptance,
  sign: signAcceptance,
};

/** The sum of a claim's invoices, in fen. */
export function invoicedOf({ invoices }: Pick<Claim, "invoices">): bigint {
  return invoices.reduce((sum, { amount }) => sum + amount, 0n);
}

function readableClaim(message: Claim): Readable {
  return {
    order: message.order,
    round: String(message.round),
    invoices: message.invoices.map(({ nullifier, amount }) => ({ mark: nullifier, amount: plainYuan(amount) })),
    evidence: message.evidence,
    deadline: isoOfMoment(message.deadline),
  };
}

function claimLines(message: Claim): Line[] {
  return [
    [{ en: "Round", zh: "轮次" }, String(message.round)],
    [
      { en: "Invoices", zh: "发票" },
      {
        en: `${message.invoices.length}, ${formatFen(invoicedOf(message))} in all`,
        zh: `${message.invoices.length} 张，合计 ${formatFen(invoicedOf(message))}`,
      },
    ],
    [{ en: "Claim good through", zh: "申请有效期至" }, sayMoment(message.deadline)],
  ];
}

function claimMarks({ invoices, evidence }: Claim): Line[] {
  return [
    [
      { en: "Invoices' marks", zh: "发票查重码" },
      invoices.map(({ nullifier, amount }) => `${shortHex(nullifier)} ${formatFen(amount)}`).join(", "),
    ],
    [{ en: "Proof of delivery, its commitment", zh: "交付证明承诺值" }, shortHex(evidence)],
  ];
}
