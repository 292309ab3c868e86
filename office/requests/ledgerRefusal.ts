/**
 * What the ledger would certainly refuse in a message, said before anybody signs it. What may pass, a freeze or a wallet that is being
 * replaced, does not stand in the way of signing.
 */
import type { Interface } from "ethers";
import { dayOf } from "../../client/days.ts";
import { explainer } from "../../client/errors/explain.ts";
import { programOf } from "../../client/ids.ts";
import { ledgerInterfaces } from "../../client/ledger.ts";
import { claimHashOf, type Claim, type Order } from "../../client/messages.ts";
import { orderState } from "../../client/orderState.ts";
import { ORDER_STAGES, type OrderStage, type OrderState } from "../../client/orderWord.ts";
import type { Text } from "../../client/text/text.ts";
import { decodeVoucher, remainingOf, VOUCHER_STATUSES } from "../../client/voucherWord.ts";
import type { OfficeLedger } from "../ledger.ts";
import { orderOf, type Message } from "./messages.ts";

export interface LedgerRefusal {
  /** As the ledger's error is named. */
  readonly code: string;
  readonly sentence: Text;
  /** Of the message, what is to be changed. */
  readonly field: string;
}

/** At which field of a message an error of the ledger lies. */
const FIELDS: Readonly<Record<string, string>> = {
  AmountMissing: "amount",
  ShareExceeded: "amount",
  RemainingExceeded: "amount",
  ContractTooSmall: "contractValue",
  ContractDayUnfit: "contractDay",
  DeliverByUnfit: "deliverBy",
  ClassNotCovered: "serviceClass",
  ClassNotAdmitted: "serviceClass",
  ProviderIn: "provider",
  CertificateNotValid: "provider",
  OneGroup: "provider",
  OneWallet: "provider",
  ClaimOfOtherRound: "round",
  InvoiceEmpty: "invoices",
  InvoiceUsed: "invoices",
};

/** What tells of a voucher's or a demand's enterprise who it is or how it stands, which a district may not publish. */
export const OF_THE_ENTERPRISE: readonly string[] = ["EnterpriseIn", "WalletStopped", "OneGroup", "OneWallet"];

/** They pass. */
const PASSING = ["WalletStopped", "VoucherFrozen"];

const explain = explainer(ledgerInterfaces());

type At = Pick<OfficeLedger, "ledger" | "time">;

/** What may be told of the voucher that a message is about. */
export interface Known {
  /** Whose it is, and how its enterprise stands. */
  readonly holder: boolean;
  /** What is left of it. */
  readonly amounts: boolean;
}

/**
 * @param known what whoever asks may know: of an order on somebody else's voucher nothing else is told.
 * @returns why the ledger would refuse it, the first reason; undefined where none is known, or none may be told.
 */
export async function ledgerRefusal(at: At, message: Message, known: Known): Promise<LedgerRefusal | undefined> {
  const other = message.kind === "order" ? "voucher" : "order";
  const refusal = await refusalIn(
    async () => demandTaken(at, message, known),
    (name) => FIELDS[name] ?? other,
  );
  if (!refusal || PASSING.includes(refusal.code)) return undefined;
  if (!known.holder && OF_THE_ENTERPRISE.includes(refusal.code)) {
    return { code: "NotTogether", sentence: NOT_TOGETHER, field: "voucher" };
  }
  return refusal;
}

/**
 * What the ledger says to some questions, or would say.
 *
 * @param fieldOf at which field of the message an error of the ledger lies.
 * @returns the first no; undefined where there is none. @throws whatever is no answer of the ledger's.
 */
export async function refusalIn(
  work: () => Promise<void>,
  fieldOf: (error: string) => string,
): Promise<LedgerRefusal | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const { name, sentence, expected } = explain(error, "en");
    if (!isRevert(error) || !expected) throw error;
    return { code: name, sentence: { en: sentence, zh: explain(error, "zh").sentence }, field: fieldOf(name) };
  }
}

async function demandTaken(at: At, message: Message, known: Known): Promise<void> {
  if (message.kind === "order") return demandOrder(at, message.message, known);
  const id = orderOf(message) ?? "";
  const order = await orderState(at.ledger, id);
  switch (message.kind) {
    case "claim":
      return demandClaim(at, id, order, message.message);
    case "acceptance":
      demandAnswered(at, id, order, message.message.claim.round);
      return;
    case "refusal":
      demandAnswered(at, id, order, message.message.round);
      return;
    case "cancellation":
      demandStage(at, id, order.stage, ["Placed", "Claimed"]);
  }
}

async function demandOrder({ ledger, time }: At, order: Order, { amounts }: Known): Promise<void> {
  const { vouchers, orders, programs, providers, enterprises } = ledger;
  const { voucher: id, amount, contractDay, deliverBy, serviceClass } = order;
  const today = dayOf(await time());
  const voucher = decodeVoucher(await vouchers.wordOf(id));
  if (amount === 0n) throw reverted(orders.interface, "AmountMissing", []);
  if (voucher.status !== "Active") {
    throw reverted(vouchers.interface, "VoucherIn", [id, VOUCHER_STATUSES.indexOf(voucher.status)]);
  }
  if (today > voucher.useBy) throw reverted(vouchers.interface, "UseByPassed", [id, voucher.useBy]);
  if (contractDay < voucher.issuedOn || contractDay > today) {
    throw reverted(orders.interface, "ContractDayUnfit", [contractDay, voucher.issuedOn, today]);
  }
  const latest = Number(await vouchers.claimBy(id));
  if (deliverBy < today || deliverBy > latest) {
    throw reverted(orders.interface, "DeliverByUnfit", [deliverBy, today, latest]);
  }
  await programs.demandOrder(programOf(id), serviceClass, order.contractValue, amount);
  const left = remainingOf(voucher);
  if (amounts && amount > left) throw reverted(vouchers.interface, "RemainingExceeded", [id, left, amount]);
  const [buyer, buyers] = await enterprises.signerOf(voucher.enterprise, true);
  const [seller, sellers] = await providers.signerForOrder(order.provider, serviceClass);
  if (buyers === sellers) throw reverted(orders.interface, "OneGroup", [buyers]);
  if (buyer === seller) throw reverted(orders.interface, "OneWallet", [buyer]);
}

async function demandClaim(at: At, id: string, order: OrderState, claim: Claim): Promise<void> {
  const { orders, vouchers } = at.ledger;
  // It lies before the ledger already, and the enterprise is still to answer it.
  if (order.stage === "Claimed" && (await orders.claimOf(id)) === claimHashOf(claim)) return;
  demandStage(at, id, order.stage, ["Placed"]);
  demandRound(at, id, order, claim.round);
  const empty = claim.invoices.findIndex(({ amount }) => amount === 0n);
  if (empty >= 0) throw reverted(orders.interface, "InvoiceEmpty", [empty]);
  for (const { nullifier } of claim.invoices) {
    if (await orders.invoiceUsed(nullifier)) throw reverted(orders.interface, "InvoiceUsed", [nullifier]);
  }
  const moved = order.deliverBy + Number(await vouchers.frozenDays(order.voucher)) - order.frozenDays;
  const lastDay = Math.max(Number(await vouchers.claimBy(order.voucher)), order.reopened ? moved : 0);
  if (dayOf(await at.time()) > lastDay) throw reverted(orders.interface, "ClaimByPassed", [id, lastDay]);
}

/** An answer may be given before the claim is brought, or after. */
function demandAnswered(at: At, id: string, order: OrderState, round: number): void {
  demandStage(at, id, order.stage, ["Placed", "Claimed"]);
  demandRound(at, id, order, round);
}

function demandStage({ ledger }: At, id: string, stage: OrderStage, taken: readonly OrderStage[]): void {
  if (taken.includes(stage)) return;
  throw reverted(ledger.orders.interface, "OrderIn", [id, ORDER_STAGES.indexOf(stage)]);
}

function demandRound({ ledger }: At, id: string, { round }: OrderState, given: number): void {
  if (given !== round) throw reverted(ledger.orders.interface, "ClaimOfOtherRound", [id, round, given]);
}

const NOT_TOGETHER: Text = {
  en: "The ledger would not take this order with this provider as things stand. Whose the voucher is, and why not, is not said here.",
  zh: "按账本现状，该服务机构不能就此券下单。持券企业身份及具体原因不在此公开。",
};

/** As the ledger would say it. */
class Reverted extends Error {
  readonly code = "CALL_EXCEPTION";
  readonly data: string;

  constructor(data: string) {
    super("The ledger would refuse it.");
    this.data = data;
  }
}

export function reverted(of: Pick<Interface, "encodeErrorResult">, name: string, values: readonly unknown[]): Reverted {
  return new Reverted(of.encodeErrorResult(name, values));
}

function isRevert(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "CALL_EXCEPTION";
}
