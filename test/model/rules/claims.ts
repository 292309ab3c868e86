import type { Day } from "../../../client/days.ts";
import { claimHashOf, digestAcceptance, digestClaim, digestRefusal } from "../../../client/messages.ts";
import type { Act } from "./act.ts";
import { signerOf as enterprisesSigner } from "./enterprises.ts";
import { demandNotice } from "./lists.ts";
import { propose, seconded } from "./matters.ts";
import { demandSigned, digestOf, type Claim, type Signature } from "./messages.ts";
import { demandDuty, type Duty } from "./offices.ts";
import { catchUp, demandStage, demandSubmitter, homeOfOrder, movedBy, termsOfOrder, type Order } from "./orders.ts";
import { coveredBy } from "./programs.ts";
import { signerOf as providersSigner } from "./providers.ts";
import { ACTION, changed, claimBy, demandNotFrozen, freePot, move } from "./vouchers.ts";
import { homeOf } from "./wallets.ts";

/** A claim and its acceptance as a submitter brings them. */
export interface Redemption {
  readonly claim: Claim;
  readonly providerSignature: Signature;
  readonly acceptanceDeadline: bigint;
  readonly enterpriseSignature: Signature;
  readonly noticeEnd: Day;
}

const MOST_INVOICES = 10;
const MOST_ROUNDS = 255;

function submitted(a: Act, id: string, stage: "Placed" | "Claimed"): Order {
  const order = demandStage(a, id, stage);
  demandSubmitter(a, homeOfOrder(a, order), homeOf(order.terms.provider));
  return order;
}

const enterpriseOf = (a: Act, { terms }: Order): bigint => a.town.vouchers.get(terms.voucher)!.enterprise;

/** One to ten invoices by rising nullifier, each with an amount, none of which serves a redemption. */
function demandInvoices(a: Act, { invoices }: Claim): void {
  a.demand(invoices.length > 0 && invoices.length <= MOST_INVOICES, "InvoicesUnfit", invoices.length, MOST_INVOICES);
  for (const [i, { nullifier, amount }] of invoices.entries()) {
    a.demand(amount !== 0n, "InvoiceEmpty", i);
    a.demand(BigInt(nullifier) > BigInt(invoices[i - 1]?.nullifier ?? 0), "InvoicesNotRising", i);
    a.demand(!a.town.invoices.has(nullifier), "InvoiceUsed", nullifier);
  }
}

/** Claims are taken through claim-by; of an order that was rejected for form through its deliver-by at least. */
function demandClaim(a: Act, order: Order, claim: Claim, signature: Signature): void {
  a.demand(order.round < MOST_ROUNDS, "RoundsExhausted", claim.order);
  a.demand(claim.round === order.round, "ClaimOfOtherRound", claim.order, order.round, claim.round);
  const ordinary = claimBy(a.town, a.town.vouchers.get(order.terms.voucher)!);
  const lastDay = order.reopened ? Math.max(ordinary, order.deliverBy + movedBy(a, order)) : ordinary;
  a.demand(a.today <= lastDay, "ClaimByPassed", claim.order, lastDay);
  demandInvoices(a, claim);
  const seller = providersSigner(a, order.terms.provider);
  if (seller !== undefined) demandSigned(a, seller, digestOf(digestClaim, claim), claim.deadline, signature);
}

function demandAccepted(a: Act, order: Order, claim: Claim, deadline: bigint, signature: Signature): void {
  const buyer = enterprisesSigner(a, enterpriseOf(a, order), false);
  const digest = digestOf(digestAcceptance, { claim, deadline });
  if (buyer) demandSigned(a, buyer.wallet, digest, deadline, signature);
}

/** The share of the invoices' sum, rounded down, at most the lock. */
function redeemable(a: Act, order: Order, { invoices }: Claim): bigint {
  const covered = coveredBy(
    termsOfOrder(a, order),
    invoices.reduce((sum, { amount }) => sum + amount, 0n),
  );
  return covered < order.amount ? covered : order.amount;
}

function demandRedeemable(a: Act, order: Order, claim: Claim, noticeEnd: Day): void {
  demandNotice(a, noticeEnd, termsOfOrder(a, order));
  a.demand(redeemable(a, order, claim) > 0n, "NothingToRedeem", claim.order);
  for (const { nullifier } of claim.invoices) a.demand(!a.town.invoices.has(nullifier), "InvoiceUsed", nullifier);
  demandNotFrozen(a, order.terms.voucher);
}

/** The redeemed part of the lock waits for its payment, and the rest goes back. */
function redeem(a: Act, order: Order, claim: Claim, noticeEnd: Day, inStead: boolean): void {
  const voucher = a.town.vouchers.get(order.terms.voucher)!;
  const amount = redeemable(a, order, claim);
  move(a.town, voucher, "locked", freePot(voucher), order.amount - amount);
  move(a.town, voucher, "locked", "redeemed", amount);
  order.stage = "Redeemed";
  order.amount = amount;
  order.waitEnd = noticeEnd;
  order.invoices = claim.invoices.map(({ nullifier }) => nullifier);
  delete order.claim;
  for (const nullifier of order.invoices) a.town.invoices.set(nullifier, claim.order);
  changed(a, order.terms.voucher, ACTION.redeemed, amount, claim.order);
  a.tell("orders", "OrderRedeemed", { order: claim.order, amount, noticeEnd, claim, inStead, by: a.by });
}

function redeemOne(a: Act, { claim, noticeEnd, ...signed }: Redemption): void {
  const order = submitted(a, claim.order, "Placed");
  demandClaim(a, order, claim, signed.providerSignature);
  demandAccepted(a, order, claim, signed.acceptanceDeadline, signed.enterpriseSignature);
  demandRedeemable(a, order, claim, noticeEnd);
  a.granted();
  redeem(a, order, claim, noticeEnd, false);
}

/** The order is open for another claim, at least through the grace period from now. */
function refuse(a: Act, order: Order, id: string, reason: string, inStead: boolean): void {
  a.tell("orders", "ClaimRefused", { order: id, round: order.round, reason, inStead, by: a.by });
  catchUp(a, order);
  order.deliverBy = Math.max(order.deliverBy, a.today);
  order.stage = "Placed";
  order.waitEnd = 0;
  order.round += 1;
  delete order.claim;
}

function demandItsClaim(a: Act, order: Order, claim: Claim): void {
  const its = order.claim !== undefined && claimHashOf(order.claim) === claimHashOf(claim);
  a.demand(its, "NotTheClaim", claim.order);
}

/** The enterprise was silent through the grace period, which freezes of the voucher prolong. */
function demandSilent(a: Act, claim: Claim, duty: Duty): Order {
  const order = demandStage(a, claim.order, "Claimed");
  demandDuty(a, homeOfOrder(a, order), duty);
  demandItsClaim(a, order, claim);
  const graceEnd = order.waitEnd + movedBy(a, order);
  a.demand(a.today > graceEnd, "GraceRunning", claim.order, graceEnd);
  return order;
}

const decision = (claim: Claim, accepted: boolean, reason: string) => [
  claim.order,
  claimHashOf(claim),
  accepted,
  reason,
];

export const claiming = {
  redeem(a: Act, items: readonly Redemption[]): void {
    a.each(items, (item) => redeemOne(a, item));
  },

  claim(a: Act, claim: Claim, signature: Signature): void {
    const order = submitted(a, claim.order, "Placed");
    demandClaim(a, order, claim, signature);
    a.granted();
    catchUp(a, order);
    order.stage = "Claimed";
    order.waitEnd = a.today + termsOfOrder(a, order).graceDays;
    order.claim = claim;
    a.tell("orders", "OrderClaimed", { order: claim.order, claim, graceEnd: order.waitEnd, by: a.by });
  },

  accept(a: Act, claim: Claim, deadline: bigint, signature: Signature, noticeEnd: Day): void {
    const order = submitted(a, claim.order, "Claimed");
    demandItsClaim(a, order, claim);
    demandAccepted(a, order, claim, deadline, signature);
    demandRedeemable(a, order, claim, noticeEnd);
    a.granted();
    redeem(a, order, claim, noticeEnd, false);
  },

  refuse(a: Act, id: string, reason: string, deadline: bigint, signature: Signature): void {
    const order = submitted(a, id, "Claimed");
    const buyer = enterprisesSigner(a, enterpriseOf(a, order), false);
    const digest = digestOf(digestRefusal, { order: id, round: order.round, reason, deadline });
    if (buyer) demandSigned(a, buyer.wallet, digest, deadline, signature);
    a.granted();
    refuse(a, order, id, reason, false);
  },

  decide(a: Act, claim: Claim, accepted: boolean, reason: string): void {
    demandSilent(a, claim, "bureau");
    propose(a, "orders", "decide", decision(claim, accepted, reason));
  },

  confirmDecide(a: Act, claim: Claim, accepted: boolean, reason: string, noticeEnd: Day): void {
    const order = demandSilent(a, claim, "approver");
    const close = seconded(a, "orders", "decide", decision(claim, accepted, reason));
    if (accepted) demandRedeemable(a, order, claim, noticeEnd);
    a.granted();
    close();
    if (accepted) redeem(a, order, claim, noticeEnd, true);
    else refuse(a, order, claim.order, reason, true);
  },
};
