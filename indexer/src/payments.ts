/** Payments and claw-backs: contracts/Payments.sol */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { addCrossing } from "./budgets.ts";
import { noteActive } from "./experiences.ts";
import { changeOrder } from "./funnel.ts";
import { tellPaid } from "./groups.ts";
import { advance } from "./milestones.ts";
import { dayIn, timeIn } from "./told.ts";
import { nameOfficer } from "./vouchers.ts";

/** Each order of a payment is told of before the payment is. */
ponder.on("Payments:OrderInPayment", async ({ event, context: { db } }) => {
  const { payment, order } = event.args;
  await db.insert(tables.paymentItem).values({ payment, order, amount: BigInt(event.args.amount) });
  await db.update(tables.order, { id: order }).set({ stage: "Paying", payment });
  await db
    .insert(tables.payment)
    .values({
      id: payment,
      district: 0,
      orders: 1,
      open: 1,
      total: 0n,
      paid: 0n,
      openedBy: event.transaction.from,
      openedOn: dayIn(event),
    })
    .onConflictDoUpdate((row) => ({ orders: row.orders + 1, open: row.open + 1 }));
});

ponder.on("Payments:PaymentOpened", async ({ event, context: { db } }) => {
  const { payment, home, total, by } = event.args;
  await db.update(tables.payment, { id: payment }).set({ district: home, total: BigInt(total), openedBy: by });
});

ponder.on("Payments:OrderSettled", async ({ event, context: { db } }) => {
  const { payment, order: id, paid, receipt } = event.args;
  const amount = BigInt(event.args.amount);
  const settledOn = dayIn(event);
  await db.update(tables.paymentItem, { payment, order: id }).set({ paid, receipt, settledOn });
  await db
    .update(tables.payment, { id: payment })
    .set((row) => ({ open: row.open - 1, paid: paid ? row.paid + amount : row.paid }));
  const order = await changeOrder(db, id, paid ? { stage: "Paid", paidOn: settledOn } : { stage: "Redeemed" });
  if (!paid) return;
  await noteActive(db, order, settledOn, 1);
  await addCrossing(db, order, { paid: amount });
  const toldPaid = await tellPaid(db, order, order.voucher, amount, settledOn);
  const through = { voucher: order.voucher, order: id };
  await advance(db, order.district, { paidOrders: 1n, paid: amount, toldPaid }, through, event);
});

ponder.on("Payments:PaymentClosed", async ({ event, context: { db } }) => {
  const { payment, by } = event.args;
  await db
    .update(tables.payment, { id: payment })
    .set({ closedBy: by, closedOn: dayIn(event), closedAt: timeIn(event) });
});

ponder.on("Payments:ClawBackOrdered", async ({ event, context: { db } }) => {
  const amount = BigInt(event.args.amount);
  await db.update(tables.order, { id: event.args.order }).set((row) => ({ clawedBack: row.clawedBack + amount }));
});

ponder.on("Payments:ClawBackRecovered", async ({ event, context: { db } }) => {
  const amount = BigInt(event.args.amount);
  const { voucher } = await db
    .update(tables.order, { id: event.args.order })
    .set((row) => ({ recovered: row.recovered + amount }));
  await nameOfficer(db, voucher, event);
});

ponder.on("Payments:ClawBackWrittenOff", async ({ event, context: { db } }) => {
  const amount = BigInt(event.args.amount);
  await db.update(tables.order, { id: event.args.order }).set((row) => ({ writtenOff: row.writtenOff + amount }));
});
