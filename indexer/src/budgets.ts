/** A program's figures, with what they were at each day's end, and the totals by month. */
import type { Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { isoOfDay, type Day } from "../../client/days.ts";

type Db = Context["db"];
type Program = typeof tables.program.$inferSelect;

/** Moves figures of a program; what they were when its last day ended is kept first. */
export async function moveBudget(
  db: Db,
  program: number,
  day: Day,
  move: (row: Program) => Partial<Program>,
): Promise<Program> {
  let ended: typeof tables.budgetDay.$inferInsert | undefined;
  const row = await db.update(tables.program, { id: program }).set((before) => {
    if (before.movedOn !== null && before.movedOn !== day) ended = endOfDay(before, before.movedOn);
    return { ...move(before), movedOn: day };
  });
  if (ended) await db.insert(tables.budgetDay).values(ended);
  return row;
}

/** What stands of a program at a day's end, if nothing moves any more. */
export function endOfDay(row: Program, day: Day): typeof tables.budgetDay.$inferSelect {
  const { approved, outstanding, redeemed, paid, recovered, issued, locked, returned, toldIssued, toldPaid } = row;
  const figures = { approved, outstanding, redeemed, paid, recovered, issued, locked, returned, toldIssued, toldPaid };
  return { program: row.id, day, ...figures };
}

/** What a change moves; amounts in fen. */
export interface Flow {
  readonly vouchers: number;
  readonly issued: bigint;
  readonly redeemed: bigint;
  readonly paid: bigint;
  readonly recovered: bigint;
  readonly returned: bigint;
  readonly toldIssued: bigint;
  readonly toldPaid: bigint;
}

const NOTHING: Flow = {
  ...{ vouchers: 0, issued: 0n, redeemed: 0n, paid: 0n, recovered: 0n, returned: 0n },
  ...{ toldIssued: 0n, toldPaid: 0n },
};

export async function addToMonth(db: Db, district: number, day: Day, moved: Partial<Flow>): Promise<void> {
  const month = isoOfDay(day).slice(0, 7);
  const flow = { ...NOTHING, ...moved };
  await db
    .insert(tables.monthTotal)
    .values({ district, month, ...flow })
    .onConflictDoUpdate((row) => ({
      vouchers: row.vouchers + flow.vouchers,
      issued: row.issued + flow.issued,
      redeemed: row.redeemed + flow.redeemed,
      paid: row.paid + flow.paid,
      recovered: row.recovered + flow.recovered,
      returned: row.returned + flow.returned,
      toldIssued: row.toldIssued + flow.toldIssued,
      toldPaid: row.toldPaid + flow.toldPaid,
    }));
}

/** @param redeemed fen, negative where a redemption is undone. */
export async function addCrossing(
  db: Db,
  { district, providerDistrict }: { district: number; providerDistrict: number },
  { redeemed = 0n, paid = 0n, toldPaid = 0n }: { redeemed?: bigint; paid?: bigint; toldPaid?: bigint },
): Promise<void> {
  await db
    .insert(tables.crossing)
    .values({ district, providerDistrict, redeemed, paid, toldPaid })
    .onConflictDoUpdate((row) => ({
      redeemed: row.redeemed + redeemed,
      paid: row.paid + paid,
      toldPaid: row.toldPaid + toldPaid,
    }));
}
