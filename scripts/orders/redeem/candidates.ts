/** From claims and acceptances to redemptions: each with both halves, its invoices' marks, its amount, and the ledger's word on it. */
import type { Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatEnterprise, formatProvider, programOf } from "../../../client/ids.ts";
import type { Claim } from "../../../client/messages.ts";
import { shareOf } from "../../../client/money.ts";
import type { OrderState } from "../../../client/orderWord.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Acting } from "../../chain/acting.ts";
import { asked } from "../../chain/asked.ts";
import { withoutItem } from "../../chain/batches.ts";
import type { NullifierKeys } from "../../nullifiers/marks.ts";
import { halfOf, isIncomplete, type Wallet } from "../halves.ts";
import { checkInvoices } from "../invoiceMarks.ts";
import { invoicedOf } from "../messages/claim.ts";
import { knownOrder } from "../orderState.ts";
import type { OrderRow } from "../rows.ts";
import type { InvoiceFacts } from "../signature.ts";
import type { Pair } from "./pairs.ts";

/** What is redeemed by a claim, in fen. */
export interface Amounts {
  readonly invoiced: bigint;
  /** Basis points. */
  readonly share: number;
  readonly locked: bigint;
  /** The share of what is invoiced, at most the lock. */
  readonly redeemed: bigint;
}

/** A redemption that the ledger would take by itself. */
export interface Candidate {
  readonly order: string;
  readonly state: OrderState;
  readonly claim: Claim;
  readonly files: readonly string[];
  readonly amounts: Amounts;
  /** What the claim's file says of the invoices behind its marks. */
  readonly invoices: readonly InvoiceFacts[];
  readonly redemption: {
    readonly claim: Claim;
    readonly providerSignature: string;
    readonly acceptanceDeadline: bigint;
    readonly enterpriseSignature: string;
    readonly noticeEnd: Day;
  };
}

export type Judged = { readonly row: OrderRow } | { readonly candidate: Candidate };

/** Holds a claim and its acceptance against the ledger, all by themselves. */
export async function judge(
  open: Acting,
  pair: Pair,
  { keys, noticeEnd }: { readonly keys: NullifierKeys; readonly noticeEnd: Day },
): Promise<Judged> {
  const { ledger, nodes, outbox } = open;
  const { claim, files } = pair;
  const { order } = claim;
  let state: OrderState | undefined;
  try {
    state = await knownOrder(ledger, order);
    if (state.stage === "Claimed") throw claimedAlone(order);
    const wallets = await walletsOf(open, state);
    const claimed = await halfOf(pair.claims, wallets.provider, wallets.both, nodes);
    const accepted = await halfOf(pair.acceptances, wallets.enterprise, wallets.both, nodes);
    await checkInvoices(ledger, keys, { claim, provider: state.provider }, pair.invoices);
    const redemption = {
      claim,
      providerSignature: claimed.signature,
      acceptanceDeadline: accepted.message.deadline,
      enterpriseSignature: accepted.signature,
      noticeEnd,
    };
    const refused = await outbox.refusalOf(await ledger.orders.redeem.populateTransaction([redemption]));
    if (refused) throw withoutItem(refused);
    const amounts = await amountsOf(open, state, claim);
    return { candidate: { order, state, claim, files, amounts, invoices: pair.invoices, redemption } };
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    const end = isIncomplete(error) ? "left" : "refused";
    const { voucher, provider } = state ?? {};
    return { row: { order, voucher, provider, files, end, error } };
  }
}

/** Who signs for the two parties of an order now. @throws TransactionRefused */
export async function walletsOf(
  open: Pick<Acting, "ledger" | "nodes">,
  { voucher, provider }: OrderState,
): Promise<Readonly<Record<"enterprise" | "provider", Wallet>> & { readonly both: readonly Wallet[] }> {
  const { ledger } = open;
  const enterprise = await asked(open, ledger.vouchers, ledger.vouchers.enterpriseOf(voucher));
  const [{ wallet: buyer }, seller] = await Promise.all([
    asked(open, ledger.enterprises, ledger.enterprises.signerOf(enterprise, false)),
    asked(open, ledger.providers, ledger.providers.signerOf(provider)),
  ]);
  const bought: Wallet = { side: "enterprise", party: formatEnterprise(enterprise), wallet: buyer };
  const sold: Wallet = { side: "provider", party: formatProvider(provider), wallet: seller };
  return { enterprise: bought, provider: sold, both: [bought, sold] };
}

/** What a claim redeems of an order's lock. */
export async function amountsOf(
  { ledger }: Pick<Acting, "ledger">,
  { voucher, amount: locked }: OrderState,
  claim: Pick<Claim, "invoices">,
): Promise<Amounts> {
  const share = Number((await ledger.programs.termsOf(programOf(voucher))).share);
  const invoiced = invoicedOf(claim);
  const covered = shareOf(invoiced, share);
  return { invoiced, share, locked, redeemed: covered < locked ? covered : locked };
}

/** Holds the claims against each other: an order or an invoice twice. The first in the files' order goes before the others. */
export function together(candidates: readonly Candidate[]): { readonly good: Candidate[]; readonly rows: OrderRow[] } {
  const orders = new Set<string>();
  const marks = new Map<string, string>();
  const good: Candidate[] = [];
  const rows: OrderRow[] = [];
  for (const candidate of candidates) {
    const { order, claim, state, files } = candidate;
    const used = claim.invoices.map(({ nullifier }) => marks.get(nullifier)).find((first) => first !== undefined);
    const error = orders.has(order) ? orderTwice(order) : used === undefined ? undefined : invoiceTwice(used);
    if (error) {
      const { voucher, provider } = state;
      rows.push({ order, voucher, provider, files, end: "refused", error });
      continue;
    }
    orders.add(order);
    for (const { nullifier } of claim.invoices) marks.set(nullifier, order);
    good.push(candidate);
  }
  return { good, rows };
}

function claimedAlone(order: string): TongduiError {
  return new TongduiError(
    "OrderIn",
    {
      en: `A claim of the order ${shortHex(order)} is recorded already and waits for an answer.`,
      zh: `订单 ${shortHex(order)} 的核销申请已登记，正待答复。`,
    },
    {
      hint: {
        en: "The enterprise's acceptance of that claim is handed in with: tongdui order accept.",
        zh: "请用 tongdui order accept 提交企业对该申请的确认。",
      },
    },
  );
}

function orderTwice(order: string): TongduiError {
  return new TongduiError("OrderTwiceInFiles", {
    en: `These files have another claim for the order ${shortHex(order)}, which is redeemed once.`,
    zh: `本次文件中另有订单 ${shortHex(order)} 的核销申请，每笔订单只核销一次。`,
  });
}

function invoiceTwice(order: string): TongduiError {
  return new TongduiError("InvoiceTwiceInFiles", {
    en: `An invoice of this claim is also in that for the order ${shortHex(order)}; an invoice serves once.`,
    zh: `本申请中的一张发票同时列入订单 ${shortHex(order)} 的申请，每张发票只能使用一次。`,
  });
}
