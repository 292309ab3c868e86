import type { Day } from "../../../client/days.ts";
import type { Order as OrderTerms } from "../../../client/messages.ts";
import { encodeOrder, ORDER_STAGES, type OrderStage } from "../../../client/orderWord.ts";
import type { Act } from "./act.ts";
import type { Claim } from "./messages.ts";
import type { Hearing } from "./objections.ts";
import { CONSORTIUM, holds } from "./offices.ts";
import { knownProgram, type Terms } from "./programs.ts";
import { frozenDays } from "./vouchers.ts";
import { homeOf } from "./wallets.ts";

/** A service contract that draws on a voucher. */
export interface Order {
  /** Counted from 1, for stories. */
  readonly number: number;
  readonly terms: OrderTerms;
  readonly contractNullifier: string;
  /** Fen: locked while placed or claimed, then redeemed. */
  amount: bigint;
  deliverBy: Day;
  /** Claimed: the last day of grace; redeemed: the last day of the notice. */
  waitEnd: Day;
  /** Days of the voucher's freezes that deliver-by and the end of the wait count already. */
  frozenDays: number;
  round: number;
  /** Nullifiers of the last redemption. */
  invoices: readonly string[];
  stage: OrderStage;
  reopened: boolean;
  payment: number;
  /** The claim that waits for the enterprise. */
  claim?: Claim;
  clawBack: { ordered: bigint; recovered: bigint; writtenOff: bigint };
}

export const knownOrder = (a: Act, id: string): Order => a.known(a.town.orders.get(id), "OrderUnknown", id);

export function demandStage(a: Act, id: string, ...stages: OrderStage[]): Order {
  const order = knownOrder(a, id);
  a.demand(stages.includes(order.stage), "OrderIn", id, ORDER_STAGES.indexOf(order.stage));
  return order;
}

/** The home of an order is that of its voucher's enterprise. */
export const homeOfOrder = (a: Act, { terms }: Order): number => homeOf(a.town.vouchers.get(terms.voucher)!.enterprise);

export const termsOfOrder = (a: Act, { terms }: Order): Terms =>
  knownProgram(a, a.town.vouchers.get(terms.voucher)!.program).terms;

/** WHO: the Operator, or an Approver of the home or the provider's district. */
export function demandSubmitter(a: Act, home: number, provider: number): void {
  const may =
    holds(a.town, a.by, CONSORTIUM, "operator") ||
    holds(a.town, a.by, home, "approver") ||
    holds(a.town, a.by, provider, "approver");
  a.demand(may, "NotASubmitter", a.by, home, provider);
}

/** Days of freezes that have passed since the order's deadlines were set. */
export const movedBy = (a: Act, { terms, frozenDays: counted }: Order): number =>
  frozenDays(a.town.vouchers.get(terms.voucher)!, a.now) - counted;

/** Lets deliver-by count all freezes so far. */
export function catchUp(a: Act, order: Order): void {
  const days = movedBy(a, order);
  order.deliverBy += days;
  order.frozenDays += days;
}

export function orderWord(order: Order): bigint {
  const { terms, amount, deliverBy, waitEnd, frozenDays: counted, round, invoices, stage, reopened, payment } = order;
  const { voucher, provider } = terms;
  const days = { deliverBy, waitEnd, frozenDays: counted };
  return encodeOrder({
    voucher,
    provider,
    amount,
    ...days,
    round,
    invoices: invoices.length,
    stage,
    reopened,
    payment,
  });
}

export function hearingOfOrder(a: Act, subject: string): Hearing {
  const order = knownOrder(a, subject);
  return {
    home: homeOfOrder(a, order),
    other: homeOf(order.terms.provider),
    noticeEnd: order.waitEnd,
    resolveDays: termsOfOrder(a, order).resolveDays,
    running: order.stage === "Redeemed",
  };
}
