/** What the ledger's own events add up to, as the audit adds them up: that with which the index's figures are held. */
import { dayOf, isoOfDay } from "../../client/days.ts";
import { districtOf } from "../../client/ids.ts";
import type { LedgerEvent } from "../../client/replay/events.ts";
import type { LedgerState } from "../../client/replay/replay.ts";
import { ACTIONS } from "../../client/replay/voucherChange.ts";
import { decodeVoucher, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { sumsOf } from "../audit/sums.ts";

/** Fen and counts, by their names. */
export type Figures = Readonly<Record<string, bigint>>;

export interface LedgerFigures {
  /** By the district. */
  readonly byDistrict: ReadonlyMap<string, Figures>;
  /** By district and service class, as `2 1`. */
  readonly byClass: ReadonlyMap<string, Figures>;
  /** By home and provider's district, as `2 1`. */
  readonly crossings: ReadonlyMap<string, Figures>;
  /** By district and month, as `2 2019-12`. */
  readonly months: ReadonlyMap<string, Figures>;
}

const LOCKED: readonly string[] = ["Placed", "Claimed"];
const REDEEMED: readonly string[] = ["Redeemed", "Paying", "Paid"];

/** Sums that grow, by a key. */
class Tally {
  readonly all = new Map<string, Record<string, bigint>>();

  add(key: string, figures: Figures): void {
    const kept = this.all.get(key) ?? {};
    for (const [name, more] of Object.entries(figures)) kept[name] = (kept[name] ?? 0n) + more;
    this.all.set(key, kept);
  }
}

/** Listens to a replay for what moved in each month. */
export function listenForMonths(): { readonly months: Tally["all"]; readonly hear: (event: LedgerEvent) => void } {
  const tally = new Tally();
  const words = new Map<bigint, Voucher>();
  const hear = (event: LedgerEvent): void => {
    if (event.name !== "VoucherChanged") return;
    const { voucher, amount, action, state } = event.args;
    const [before, after] = [words.get(voucher), decodeVoucher(state)];
    words.set(voucher, after);
    const month = isoOfDay(dayOf(event.origin.time)).slice(0, 7);
    const did = ACTIONS[Number(action)];
    tally.add(`${districtOf(after.enterprise)} ${month}`, {
      vouchers: before ? 0n : 1n,
      issued: before ? 0n : after.face,
      redeemed: after.redeemed - (before?.redeemed ?? 0n),
      paid: did === "Paid" ? amount : 0n,
      recovered: did === "Recovered" ? amount : 0n,
      returned: returnedOf(after) - (before ? returnedOf(before) : 0n),
    });
  };
  return { months: tally.all, hear };
}

export function ledgerFigures(state: LedgerState, months: LedgerFigures["months"]): LedgerFigures {
  const [byDistrict, byClass, crossings] = [new Tally(), new Tally(), new Tally()];
  const { vouchers } = state.vouchers;
  for (const [district, own] of Map.groupBy(vouchers, ([, { story }]) => districtOf(story.voucher.enterprise))) {
    const { issued, locked, redeemed, paid } = sumsOf({ vouchers: { ...state.vouchers, vouchers: new Map(own) } });
    byDistrict.add(String(district), { issued, locked, redeemed, paid, vouchers: BigInt(own.length) });
    for (const [, { story }] of own) byDistrict.add(String(district), usesOf(story.voucher));
  }
  for (const { terms, budget } of state.programs.programs.values())
    byDistrict.add(String(terms.home), { approved: budget.approved });
  for (const { state: order, terms } of state.orders.orders.values()) {
    const home = districtOf(vouchers.get(order.voucher)?.story.voucher.enterprise ?? 0n);
    const [isLocked, isRedeemed] = [LOCKED.includes(order.stage), REDEEMED.includes(order.stage)];
    const isPaid = order.stage === "Paid";
    const counts = { lockedOrders: one(isLocked), redeemedOrders: one(isRedeemed), paidOrders: one(isPaid) };
    const redeemed = isRedeemed ? order.amount : 0n;
    const paid = isPaid ? order.amount : 0n;
    byDistrict.add(String(home), counts);
    byClass.add(`${home} ${terms.serviceClass}`, { ...counts, locked: isLocked ? order.amount : 0n, redeemed, paid });
    crossings.add(`${home} ${districtOf(order.provider)}`, { redeemed, paid });
  }
  return { byDistrict: byDistrict.all, byClass: byClass.all, crossings: crossings.all, months };
}

function usesOf(voucher: Voucher): Figures {
  const isUsed = voucher.locked + voucher.redeemed > 0n;
  const isExpired = voucher.status === "Expired";
  return {
    used: one(isUsed),
    unused: one(isExpired && !isUsed),
    expired: isExpired ? returnedOf(voucher) : 0n,
  };
}

function one(is: boolean): bigint {
  return is ? 1n : 0n;
}
