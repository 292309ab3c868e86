/** What vouchers are spent on, rebuilt: contracts/Orders.sol with orders/Placing.sol and orders/Redeeming.sol. */
import { dayOf } from "../days.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { claimHashOf, type Claim } from "../messages.ts";
import { encodeOrder, type OrderStage, type OrderState } from "../orderWord.ts";
import type { EventOf } from "./events.ts";
import { gap, repeated, told } from "./faults.ts";
import { applyToMatters, type Matters } from "./matters.ts";
import { applyToObjections, clearObjections, type Objections } from "./objections.ts";
import { mapped } from "./stored.ts";
import type { Variables } from "./storageMap.ts";

/** An order's state, what was signed, and the invoices of its standing redemption. */
export type OrderRecord = {
  state: OrderState;
  readonly terms: OrderTerms;
  readonly contractNullifier: string;
  invoices: readonly string[];
};

type Placed = Extract<EventOf<"orders">, { name: "OrderPlaced" }>["args"];
type Redeemed = Extract<EventOf<"orders">, { name: "OrderRedeemed" }>["args"];
type Reopened = Extract<EventOf<"orders">, { name: "OrderReopened" }>["args"];

/** Of an order as both parties signed it. */
export type OrderTerms = {
  readonly contractValue: bigint;
  readonly contractDay: number;
  readonly serviceClass: number;
  readonly contractCommitment: string;
  readonly referenceTo: string;
};

export type OrdersState = {
  readonly orders: Map<string, OrderRecord>;
  readonly orderOfContract: Map<string, string>;
  readonly orderOfInvoice: Map<string, string>;
  readonly claimOf: Map<string, string>;
  /** Messages that a signer took back, by the signer. */
  readonly withdrawn: Map<string, Map<string, boolean>>;
  readonly proposals: Matters;
  readonly objections: Objections;
};

export function begin(): OrdersState {
  return {
    orders: new Map(),
    orderOfContract: new Map(),
    orderOfInvoice: new Map(),
    claimOf: new Map(),
    withdrawn: new Map(),
    proposals: new Map(),
    objections: new Map(),
  };
}

/** @param frozenDays by which freezes have moved the deadlines of a voucher so far. */
export function apply(state: OrdersState, event: EventOf<"orders">, frozenDays: (voucher: bigint) => number): void {
  switch (event.name) {
    case "OrderPlaced":
      place(state, event.args, frozenDays(event.args.voucher));
      break;
    case "OrderCancelled":
      change(state, event.args.order, event.args.overdue ? ["Placed"] : ["Placed", "Claimed"], { stage: "Cancelled" });
      state.claimOf.delete(event.args.order);
      break;
    case "OrderClaimed": {
      const { order, claim, graceEnd } = event.args;
      const moved = movedTo(known(state, order).state, frozenDays);
      change(state, order, ["Placed"], { ...moved, stage: "Claimed", waitEnd: Number(graceEnd) });
      state.claimOf.set(order, claimHashOf(claimIn(claim)));
      break;
    }
    case "ClaimRefused": {
      const { order, round } = event.args;
      const moved = movedTo(known(state, order).state, frozenDays);
      const deliverBy = Math.max(moved.deliverBy, dayOf(event.origin.time));
      change(state, order, ["Claimed"], { ...moved, deliverBy, stage: "Placed", waitEnd: 0, round: Number(round) + 1 });
      state.claimOf.delete(order);
      break;
    }
    case "OrderRedeemed":
      redeem(state, event.args);
      break;
    case "OrderReopened":
      reopen(state, event.args, frozenDays);
      break;
    case "OrderRejected":
      change(state, event.args.order, ["Redeemed"], { stage: "Rejected" });
      break;
    case "MessageWithdrawn": {
      const { signer, message } = event.args;
      const messages = state.withdrawn.get(signer) ?? new Map<string, boolean>();
      state.withdrawn.set(signer, messages.set(message, true));
      break;
    }
    case "Objected":
    case "ObjectionEnded":
      applyToObjections(state.objections, event);
      break;
    case "MatterProposed":
    case "MatterConfirmed":
    case "MatterWithdrawn":
      applyToMatters(state.proposals, event);
      break;
  }
}

/** What Payments does to an order. */
export function applyPayment(state: OrdersState, event: EventOf<"payments">): void {
  if (event.name === "OrderInPayment") {
    change(state, event.args.order, ["Redeemed"], { stage: "Paying", payment: Number(event.args.payment) });
  } else if (event.name === "OrderSettled") {
    change(state, event.args.order, ["Paying"], { stage: event.args.paid ? "Paid" : "Redeemed" });
  }
}

export function storageOf({ orders, ...others }: OrdersState): Variables {
  return { ...others, orders: mapped(orders, ({ state }) => encodeOrder(state)) };
}

/** An order's deliver-by with all freezes of its voucher so far. */
function movedTo(
  order: OrderState,
  frozenDays: (voucher: bigint) => number,
): Pick<OrderState, "deliverBy" | "frozenDays"> {
  const days = frozenDays(order.voucher);
  return { deliverBy: order.deliverBy + days - order.frozenDays, frozenDays: days };
}

function place(state: OrdersState, { order, voucher, terms, contractNullifier }: Placed, frozenDays: number): void {
  if (state.orders.has(order)) throw repeated("order", order);
  state.orders.set(order, {
    state: {
      voucher,
      provider: terms.provider,
      amount: terms.amount,
      deliverBy: Number(terms.deliverBy),
      waitEnd: 0,
      frozenDays,
      round: 0,
      invoices: 0,
      stage: "Placed",
      reopened: false,
      payment: 0,
    },
    terms: {
      contractValue: terms.contractValue,
      contractDay: Number(terms.contractDay),
      serviceClass: Number(terms.serviceClass),
      contractCommitment: terms.contractCommitment,
      referenceTo: terms.referenceTo,
    },
    contractNullifier,
    invoices: [],
  });
  state.orderOfContract.set(contractNullifier, order);
}

function redeem(state: OrdersState, { order, amount, noticeEnd, claim, inStead }: Redeemed): void {
  const from: OrderStage[] = inStead ? ["Claimed"] : ["Placed", "Claimed"];
  const invoices = claim.invoices.map(({ nullifier }) => nullifier);
  const waitEnd = Number(noticeEnd);
  change(state, order, from, { stage: "Redeemed", amount, waitEnd, invoices: invoices.length }).invoices = invoices;
  for (const nullifier of invoices) state.orderOfInvoice.set(nullifier, order);
  state.claimOf.delete(order);
}

/** The event need not name the invoices that become free: they are all of the standing redemption's. */
function reopen(state: OrdersState, args: Reopened, frozenDays: (voucher: bigint) => number): void {
  const { order } = args;
  const round = Number(args.round);
  const record = known(state, order);
  for (const nullifier of record.invoices) state.orderOfInvoice.delete(nullifier);
  record.invoices = [];
  clearObjections(state.objections, order);
  const next = record.state.round + 1;
  change(state, order, ["Redeemed"], {
    stage: "Placed",
    reopened: true,
    round,
    deliverBy: Number(args.deliverBy),
    frozenDays: frozenDays(record.state.voucher),
    waitEnd: 0,
    invoices: 0,
    payment: 0,
  });
  if (round !== next) throw gap("round of order", next, round);
}

/** @throws TongduiError `StageImpossible` if the order is in none of the stages that the contract asks for. */
function change(
  state: OrdersState,
  order: string,
  from: readonly OrderStage[],
  over: Partial<OrderState>,
): OrderRecord {
  const record = known(state, order);
  const { stage } = record.state;
  record.state = { ...record.state, ...over };
  if (!from.includes(stage)) {
    throw new TongduiError("StageImpossible", {
      en: `Order ${order} was ${stage}, and the event tells of one that was ${from.join(" or ")}.`,
      zh: `订单 ${order} 处于 ${stage}，而事件所述的订单应处于 ${from.join(" 或 ")}。`,
    });
  }
  return record;
}

function known(state: OrdersState, order: string): OrderRecord {
  return told(state.orders, order, "order");
}

function claimIn({ order, round, invoices, evidence, deadline }: Redeemed["claim"]): Claim {
  return { order, round: Number(round), invoices, evidence, deadline };
}
