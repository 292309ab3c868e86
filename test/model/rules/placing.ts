import { digestCancellation, digestOrder, type Order as OrderTerms } from "../../../client/messages.ts";
import type { Act } from "./act.ts";
import { signerOf as enterprisesSigner } from "./enterprises.ts";
import { demandSigned, digestOf, type Signature } from "./messages.ts";
import { demandStage, demandSubmitter, homeOfOrder, movedBy, termsOfOrder, type Order } from "./orders.ts";
import { demandOrder } from "./programs.ts";
import { signerForOrder, signerOf as providersSigner } from "./providers.ts";
import { ZERO } from "./town.ts";
import {
  ACTION,
  changed,
  claimBy,
  demandLiving,
  demandNotFrozen,
  freePot,
  frozenDays,
  knownVoucher,
  move,
} from "./vouchers.ts";
import { homeOf } from "./wallets.ts";

/** An order as a submitter brings it. */
export interface Placement {
  readonly order: OrderTerms;
  readonly contractNullifier: string;
  readonly enterpriseSignature: Signature;
  readonly providerSignature: Signature;
}

function demandParties(a: Act, enterprise: bigint, id: string, placement: Placement): void {
  const { order, enterpriseSignature, providerSignature } = placement;
  const buyer = enterprisesSigner(a, enterprise, true);
  const seller = signerForOrder(a, order.provider, order.serviceClass);
  if (!buyer || !seller) return;
  const group = a.town.groups.get(buyer.group)!.number;
  a.demand(buyer.group !== seller.group, "OneGroup", group);
  a.demand(buyer.wallet !== seller.wallet, "OneWallet", buyer.wallet);
  demandSigned(a, buyer.wallet, id, order.deadline, enterpriseSignature);
  demandSigned(a, seller.wallet, id, order.deadline, providerSignature);
}

/** A contract serves one order that is not cancelled. */
function demandUnusedContract(a: Act, nullifier: string): void {
  a.demand(nullifier !== ZERO, "ContractNullifierMissing");
  const before = a.town.orders.get(a.town.contracts.get(nullifier) ?? "");
  a.demand(before === undefined || before.stage === "Cancelled", "ContractUsed", nullifier);
}

function placeOne(a: Act, placement: Placement): void {
  const { order, contractNullifier } = placement;
  const voucher = knownVoucher(a, order.voucher);
  demandSubmitter(a, homeOf(voucher.enterprise), homeOf(order.provider));
  const id = digestOf(digestOrder, order);
  a.demand(!a.town.orders.has(id), "PlacedBefore", id);
  a.demand(order.amount !== 0n, "AmountMissing");
  const dated = order.contractDay >= voucher.issuedOn && order.contractDay <= a.today;
  a.demand(dated, "ContractDayUnfit", order.contractDay, voucher.issuedOn, a.today);
  const latest = claimBy(a.town, voucher);
  const inTime = order.deliverBy >= a.today && order.deliverBy <= latest;
  a.demand(inTime, "DeliverByUnfit", order.deliverBy, a.today, latest);
  demandOrder(a, voucher.program, order.serviceClass, order.contractValue, order.amount);
  demandUnusedContract(a, contractNullifier);
  demandLiving(a, order.voucher);
  demandNotFrozen(a, order.voucher);
  a.demand(a.today <= voucher.useBy, "UseByPassed", order.voucher, voucher.useBy);
  // Of an ended voucher nothing remains; the ledger says so by its status first.
  a.demand(order.amount <= voucher.remaining, "RemainingExceeded", order.voucher, voucher.remaining, order.amount);
  demandParties(a, voucher.enterprise, id, placement);
  a.granted();
  a.town.orders.set(id, {
    number: a.town.orders.size + 1,
    terms: order,
    contractNullifier,
    amount: order.amount,
    deliverBy: order.deliverBy,
    waitEnd: 0,
    frozenDays: frozenDays(voucher, a.now),
    round: 0,
    invoices: [],
    stage: "Placed",
    reopened: false,
    payment: 0,
    clawBack: { ordered: 0n, recovered: 0n, writtenOff: 0n },
  });
  a.town.contracts.set(contractNullifier, id);
  move(a.town, voucher, "remaining", "locked", order.amount);
  changed(a, order.voucher, ACTION.locked, order.amount, id);
  const told = { order: id, voucher: order.voucher, terms: order, contractNullifier, by: a.by };
  a.tell("orders", "OrderPlaced", told);
}

function giveUp(a: Act, id: string, order: Order, overdue: boolean): void {
  const voucher = a.town.vouchers.get(order.terms.voucher)!;
  order.stage = "Cancelled";
  delete order.claim;
  move(a.town, voucher, "locked", freePot(voucher), order.amount);
  changed(a, order.terms.voucher, ACTION.unlocked, order.amount, id);
  a.tell("orders", "OrderCancelled", { order: id, overdue, by: a.by });
}

export const placing = {
  place(a: Act, items: readonly Placement[]): void {
    a.each(items, (item) => placeOne(a, item));
  },

  cancel(a: Act, id: string, deadline: bigint, byEnterprise: Signature, byProvider: Signature): void {
    const order = demandStage(a, id, "Placed", "Claimed");
    const { provider, voucher } = order.terms;
    demandSubmitter(a, homeOfOrder(a, order), homeOf(provider));
    const digest = digestOf(digestCancellation, { order: id, deadline });
    const buyer = enterprisesSigner(a, a.town.vouchers.get(voucher)!.enterprise, false);
    if (buyer) demandSigned(a, buyer.wallet, digest, deadline, byEnterprise);
    const seller = providersSigner(a, provider);
    if (seller !== undefined) demandSigned(a, seller, digest, deadline, byProvider);
    a.granted();
    giveUp(a, id, order, false);
  },

  /** WHO: anyone, after deliver-by, the days by which freezes moved it, and the grace. */
  cancelOverdue(a: Act, id: string): void {
    const order = demandStage(a, id, "Placed");
    const lastDay = order.deliverBy + movedBy(a, order) + termsOfOrder(a, order).graceDays;
    a.demand(a.today > lastDay, "NotOverdue", id, lastDay);
    a.granted();
    giveUp(a, id, order, true);
  },
};
