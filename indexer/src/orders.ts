/** Orders from both signatures to the review: contracts/Orders.sol with orders/Placing.sol and orders/Redeeming.sol */
import { ponder, type Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { districtOf } from "../../client/ids.ts";
import { addCrossing } from "./budgets.ts";
import { noteActive } from "./experiences.ts";
import { frozenDaysAt } from "./freezes.ts";
import { changeOrder, monthOf, moveClass, type Order } from "./funnel.ts";
import { noteRedemption } from "./milestones.ts";
import { answerDistricts } from "./objections.ts";
import { dayIn, placeOf, timeIn, told, type Hex } from "./told.ts";
import { nameOfficer } from "./vouchers.ts";

type Db = Context["db"];

ponder.on("Orders:OrderPlaced", async ({ event, context: { db } }) => {
  const { order, terms, by } = event.args;
  const id = BigInt(event.args.voucher);
  const provider = BigInt(terms.provider);
  const voucher = told(await db.find(tables.voucher, { id }), "voucher", id);
  const placed = await db.insert(tables.order).values({
    id: order,
    voucher: id,
    program: voucher.program,
    district: voucher.district,
    enterprise: voucher.enterprise,
    provider,
    providerDistrict: Number(districtOf(provider)),
    issueMonth: monthOf(voucher.issuedOn),
    stage: "Placed",
    amount: BigInt(terms.amount),
    contractValue: BigInt(terms.contractValue),
    contractDay: terms.contractDay,
    serviceClass: terms.serviceClass,
    contractCommitment: terms.contractCommitment,
    referenceTo: terms.referenceTo,
    deliverBy: terms.deliverBy,
    waitEnd: 0,
    frozenDays: frozenDaysAt(voucher, timeIn(event)),
    round: 0,
    invoices: 0,
    reopened: false,
    payment: 0,
    placedOn: dayIn(event),
    placedBy: by,
    clawedBack: 0n,
    recovered: 0n,
    writtenOff: 0n,
  });
  await moveClass(db, undefined, placed);
  await noteActive(db, placed, placed.placedOn);
  await nameOfficer(db, id, event);
});

ponder.on("Orders:OrderCancelled", async ({ event, context: { db } }) => {
  const { order } = event.args;
  const { voucher } = await changeOrder(db, order, { stage: "Cancelled" });
  await nameOfficer(db, voucher, event);
});

ponder.on("Orders:OrderClaimed", async ({ event, context: { db } }) => {
  const { order: id, graceEnd } = event.args;
  const moved = await movedByFreezes(db, id, timeIn(event));
  await db.update(tables.order, { id }).set({ ...moved, stage: "Claimed", waitEnd: graceEnd });
});

ponder.on("Orders:ClaimRefused", async ({ event, context: { db } }) => {
  const { order: id, round } = event.args;
  const moved = await movedByFreezes(db, id, timeIn(event));
  const deliverBy = Math.max(moved.deliverBy, dayIn(event));
  await db.update(tables.order, { id }).set({ ...moved, deliverBy, stage: "Placed", waitEnd: 0, round: round + 1 });
});

ponder.on("Orders:OrderRedeemed", async ({ event, context: { db } }) => {
  const { order: id, noticeEnd, claim } = event.args;
  const amount = BigInt(event.args.amount);
  const day = dayIn(event);
  const invoices = claim.invoices.length;
  const order = await changeOrder(db, id, {
    stage: "Redeemed",
    amount,
    waitEnd: noticeEnd,
    invoices,
    redeemedOn: day,
  });
  await addCrossing(db, order, { redeemed: amount });
  await noteRedemption(db, order.district, { voucher: order.voucher, order: id }, event);
  const notice = { amount, noticeEnd, ...placeOf(event) };
  await db
    .insert(tables.notice)
    .values({
      subject: id,
      about: "order",
      district: order.district,
      otherDistrict: order.providerDistrict,
      program: order.program,
      voucher: order.voucher,
      provider: order.provider,
      ...notice,
      openObjections: 0,
    })
    .onConflictDoUpdate(notice);
  await nameOfficer(db, order.voucher, event);
});

ponder.on("Orders:OrderReopened", async ({ event, context: { db } }) => {
  const { order: id, round, deliverBy, reason, by } = event.args;
  const before = told(await db.find(tables.order, { id }), "order", id);
  const { frozenDays } = await movedByFreezes(db, id, timeIn(event));
  const order = await changeOrder(db, id, {
    stage: "Placed",
    reopened: true,
    round,
    deliverBy,
    frozenDays,
    waitEnd: 0,
    invoices: 0,
    payment: 0,
    redeemedOn: null,
  });
  await addCrossing(db, order, { redeemed: -before.amount });
  await answerDistricts(db, id, { endedBy: by, endedReason: reason, endedOn: dayIn(event) });
  await nameOfficer(db, order.voucher, event);
});

ponder.on("Orders:OrderRejected", async ({ event, context: { db } }) => {
  const { order: id } = event.args;
  const order = await changeOrder(db, id, { stage: "Rejected" });
  await addCrossing(db, order, { redeemed: -order.amount });
  await nameOfficer(db, order.voucher, event);
});

/** An order's deliver-by with all freezes of its voucher so far. */
async function movedByFreezes(db: Db, id: Hex, time: number): Promise<Pick<Order, "deliverBy" | "frozenDays">> {
  const order = told(await db.find(tables.order, { id }), "order", id);
  const voucher = told(await db.find(tables.voucher, { id: order.voucher }), "voucher", order.voucher);
  const frozenDays = frozenDaysAt(voucher, time);
  return { deliverBy: order.deliverBy + frozenDays - order.frozenDays, frozenDays };
}
