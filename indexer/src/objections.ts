/** Who objects to what: contracts/base/Objections.sol, in three contracts. */
import { ponder, type Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { and, eq, isNull, ne } from "ponder";
import { dayIn, nameOf, type Hex } from "./told.ts";

const SEATS = ["Auditor", "Home", "Provider"] as const;

interface ObjectionEvent {
  readonly id: string;
  readonly args: { readonly subject: Hex; readonly seat: number; readonly by: Hex; readonly reason: Hex };
  readonly block: { readonly timestamp: bigint };
}
type Told = { readonly event: ObjectionEvent; readonly context: Context };

async function object({ event, context: { db } }: Told): Promise<void> {
  const { subject, seat, by, reason } = event.args;
  await db
    .insert(tables.objection)
    .values({ id: event.id, subject, seat: nameOf(SEATS, seat), by, reason, on: dayIn(event) });
  await db.update(tables.notice, { subject }).set((row) => ({ openObjections: row.openObjections + 1 }));
}

async function end({ event, context: { db } }: Told): Promise<void> {
  const { subject, by, reason } = event.args;
  const seat = eq(tables.objection.seat, nameOf(SEATS, event.args.seat));
  await endThose(db, subject, seat, { endedBy: by, endedReason: reason, endedOn: dayIn(event) });
}

/** A redemption that is rejected for form answers the districts' objections to it; the Auditor's stays. */
export async function answerDistricts(db: Context["db"], subject: Hex, ending: Ending): Promise<void> {
  await endThose(db, subject, ne(tables.objection.seat, "Auditor"), ending);
}

export type Ending = Pick<typeof tables.objection.$inferSelect, "endedBy" | "endedReason" | "endedOn">;

async function endThose(db: Context["db"], subject: Hex, seats: ReturnType<typeof eq>, ending: Ending): Promise<void> {
  const open = await db.sql
    .select({ id: tables.objection.id })
    .from(tables.objection)
    .where(and(eq(tables.objection.subject, subject), seats, isNull(tables.objection.endedOn)));
  for (const { id } of open) await db.update(tables.objection, { id }).set(ending);
  await db.update(tables.notice, { subject }).set((row) => ({ openObjections: row.openObjections - open.length }));
}

ponder.on("Vouchers:Objected", object);
ponder.on("Vouchers:ObjectionEnded", end);
ponder.on("Providers:Objected", object);
ponder.on("Providers:ObjectionEnded", end);
ponder.on("Orders:Objected", object);
ponder.on("Orders:ObjectionEnded", end);
