/**
 * What is told of a district that does not publish amounts, or no small sums. A sum is told by groups: an amount counts as soon as four
 * of other vouchers stand with it that were told of no sum before. So whatever is told, in any row, column or total, today or earlier,
 * is made of the same groups of five vouchers, each amount in one of them; and no adding and subtracting gets behind a group.
 */
import type { Context } from "ponder:registry";
import * as tables from "ponder:schema";
import type { Day } from "../../client/days.ts";
import { addCrossing, addToMonth, moveBudget } from "./budgets.ts";

/** Vouchers a group. */
const LEAST = 5;

interface Cell {
  readonly program: number;
  readonly district: number;
  /** Of what was paid, the provider's; 0 of what was issued. */
  readonly providerDistrict: number;
}

interface Counted {
  readonly voucher: bigint;
  /** Fen. */
  readonly amount: bigint;
}

/** Counts the faces of new vouchers. */
export async function tellIssued(
  db: Context["db"],
  cell: Omit<Cell, "providerDistrict">,
  issued: readonly Counted[],
  day: Day,
): Promise<void> {
  const told = await gather(db, "issued", { ...cell, providerDistrict: 0 }, issued);
  if (told === 0n) return;
  await moveBudget(db, cell.program, day, (row) => ({ toldIssued: row.toldIssued + told }));
  await addToMonth(db, cell.district, day, { toldIssued: told });
}

/** Counts what the bank paid. @returns the sum of the group that is full now, in fen; 0 while it is not. */
export async function tellPaid(
  db: Context["db"],
  cell: Cell,
  voucher: bigint,
  amount: bigint,
  day: Day,
): Promise<bigint> {
  const told = await gather(db, "paid", cell, [{ voucher, amount }]);
  if (told === 0n) return told;
  await moveBudget(db, cell.program, day, (row) => ({ toldPaid: row.toldPaid + told }));
  await addToMonth(db, cell.district, day, { toldPaid: told });
  await addCrossing(db, cell, { toldPaid: told });
  return told;
}

/** @returns the sum of the groups that became full, in fen; 0 where none did. */
async function gather(
  db: Context["db"],
  figure: "issued" | "paid",
  { program, providerDistrict }: Cell,
  counted: readonly Counted[],
): Promise<bigint> {
  const key = { program, figure, providerDistrict };
  const open = await db.find(tables.openGroup, key);
  let [vouchers, amount, told] = [open?.vouchers ?? [], open?.amount ?? 0n, 0n];
  for (const one of counted) {
    vouchers = [...new Set([...vouchers, Number(one.voucher & 0xffff_ffffn)])];
    amount += one.amount;
    if (vouchers.length < LEAST) continue;
    told += amount;
    [vouchers, amount] = [[], 0n];
  }
  const rest = { vouchers, amount };
  await db
    .insert(tables.openGroup)
    .values({ ...key, ...rest })
    .onConflictDoUpdate(rest);
  return told;
}
