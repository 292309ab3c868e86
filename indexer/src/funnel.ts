/** Moves the funnel: the vouchers of each month of issue, and what they are spent on. */
import type { Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { isoOfDay, type Day } from "../../client/days.ts";
import { programOf } from "../../client/ids.ts";
import type { Action } from "../../client/replay/voucherChange.ts";
import { returnedOf, type Voucher } from "../../client/voucherWord.ts";
import type { Hex } from "./told.ts";

type Db = Context["db"];
export type Order = typeof tables.order.$inferSelect;

export const monthOf = (day: Day): string => isoOfDay(day).slice(0, 7);

/** What a change of a voucher moves. */
export async function moveCohort(
  db: Db,
  { id, district, action, amount }: { id: bigint; district: number; action: Action; amount: bigint },
  before: Voucher,
  after: Voucher,
): Promise<void> {
  const [was, is] = [cohortOf(before), cohortOf(after)];
  const moved = {
    used: is.used - was.used,
    unused: is.unused - was.unused,
    locked: is.locked - was.locked,
    redeemed: is.redeemed - was.redeemed,
    paid: action === "Paid" ? amount : 0n,
    expired: is.expired - was.expired,
  };
  if (Object.values(moved).every((value) => BigInt(value) === 0n)) return;
  await addToCohort(db, { program: Number(programOf(id)), month: monthOf(after.issuedOn), district }, moved);
}

type Cohort = typeof tables.cohort.$inferSelect;
type CohortKey = Pick<Cohort, "program" | "month" | "district">;

/** @param figures by how much they move. */
export async function addToCohort(
  db: Db,
  key: CohortKey,
  figures: Partial<Omit<Cohort, keyof CohortKey>>,
): Promise<void> {
  const moved = { ...NO_COHORT, ...figures };
  await db
    .insert(tables.cohort)
    .values({ ...key, ...moved })
    .onConflictDoUpdate((row) => ({
      vouchers: row.vouchers + moved.vouchers,
      used: row.used + moved.used,
      unused: row.unused + moved.unused,
      issued: row.issued + moved.issued,
      locked: row.locked + moved.locked,
      redeemed: row.redeemed + moved.redeemed,
      paid: row.paid + moved.paid,
      expired: row.expired + moved.expired,
    }));
}

const NO_COHORT = {
  ...{ vouchers: 0, used: 0, unused: 0 },
  ...{ issued: 0n, locked: 0n, redeemed: 0n, paid: 0n, expired: 0n },
};

function cohortOf(voucher: Voucher) {
  const { locked, redeemed, status } = voucher;
  const isUsed = locked + redeemed > 0n;
  const isExpired = status === "Expired";
  return {
    used: isUsed ? 1 : 0,
    unused: isExpired && !isUsed ? 1 : 0,
    locked,
    redeemed,
    expired: isExpired ? returnedOf(voucher) : 0n,
  };
}

/** Changes an order, and counts it where it now stands. @returns it as it is then. */
export async function changeOrder(
  db: Db,
  id: Hex,
  change: Partial<Omit<Order, "id">> | ((row: Order) => Partial<Omit<Order, "id">>),
): Promise<Order> {
  let before: Order | undefined;
  const after = await db.update(tables.order, { id }).set((row) => {
    // The row itself is changed in its place.
    before = { ...row };
    return typeof change === "function" ? change(row) : change;
  });
  await moveClass(db, before, after);
  return after;
}

/** @param before undefined of a new one. */
export async function moveClass(db: Db, before: Order | undefined, after: Order): Promise<void> {
  const [was, is] = [before ? useOf(before) : NO_ORDER, useOf(after)];
  const moved = {
    lockedOrders: is.lockedOrders - was.lockedOrders,
    redeemedOrders: is.redeemedOrders - was.redeemedOrders,
    paidOrders: is.paidOrders - was.paidOrders,
    locked: is.locked - was.locked,
    redeemed: is.redeemed - was.redeemed,
    paid: is.paid - was.paid,
  };
  if (Object.values(moved).every((value) => BigInt(value) === 0n)) return;
  const { program, issueMonth: month, serviceClass, district } = after;
  await db
    .insert(tables.classUse)
    .values({ program, month, serviceClass, district, ...moved })
    .onConflictDoUpdate((row) => ({
      lockedOrders: row.lockedOrders + moved.lockedOrders,
      redeemedOrders: row.redeemedOrders + moved.redeemedOrders,
      paidOrders: row.paidOrders + moved.paidOrders,
      locked: row.locked + moved.locked,
      redeemed: row.redeemed + moved.redeemed,
      paid: row.paid + moved.paid,
    }));
}

const NO_ORDER = { lockedOrders: 0, redeemedOrders: 0, paidOrders: 0, locked: 0n, redeemed: 0n, paid: 0n };

function useOf({ stage, amount }: Order) {
  const [isLocked, isRedeemed, isPaid] = [
    ["Placed", "Claimed"].includes(stage),
    ["Redeemed", "Paying", "Paid"].includes(stage),
    stage === "Paid",
  ];
  return {
    lockedOrders: isLocked ? 1 : 0,
    redeemedOrders: isRedeemed ? 1 : 0,
    paidOrders: isPaid ? 1 : 0,
    locked: isLocked ? amount : 0n,
    redeemed: isRedeemed ? amount : 0n,
    paid: isPaid ? amount : 0n,
  };
}
