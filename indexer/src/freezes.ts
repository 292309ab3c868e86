/** Freezes and extensions: contracts/vouchers/Lifetime.sol. The days are in the change that comes before each of these. */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { nameOfficer } from "./vouchers.ts";
import { timeIn } from "./told.ts";

const SECONDS_A_DAY = 86_400;

ponder.on("Vouchers:FreezeOrdered", async ({ event, context: { db } }) => {
  const { length } = event.args;
  const id = BigInt(event.args.voucher);
  const time = timeIn(event);
  await db.update(tables.voucher, { id }).set((row) => ({
    // One that is ordered while another runs begins where that one ends.
    frozenUntil: Math.max(row.frozenUntil, time) + length * SECONDS_A_DAY,
    frozenDays: row.frozenDays + length,
  }));
  await nameOfficer(db, id, event);
});

ponder.on("Vouchers:FreezeEnded", async ({ event, context: { db } }) => {
  const { unused } = event.args;
  const id = BigInt(event.args.voucher);
  await db
    .update(tables.voucher, { id })
    .set((row) => ({ frozenUntil: timeIn(event), frozenDays: row.frozenDays - unused }));
  await nameOfficer(db, id, event);
});

ponder.on("Vouchers:VoucherExtended", async ({ event, context: { db } }) => {
  await nameOfficer(db, BigInt(event.args.voucher), event);
});

/** The days of freezes that a voucher has behind it at a time; of a running one, without the whole days still to come. */
export function frozenDaysAt({ frozenDays, frozenUntil }: typeof tables.voucher.$inferSelect, time: number): number {
  return frozenDays - Math.max(0, Math.floor((frozenUntil - time) / SECONDS_A_DAY));
}
