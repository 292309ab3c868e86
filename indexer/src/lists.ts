/** Lists from announcement to issue: contracts/vouchers/Issuing.sol */
import { ponder, type Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { voucherId } from "../../client/ids.ts";
import { addToMonth, moveBudget } from "./budgets.ts";
import { addToCohort, monthOf } from "./funnel.ts";
import { tellIssued } from "./groups.ts";
import { advance } from "./milestones.ts";
import { dayIn, placeOf, told } from "./told.ts";
import { isBySender } from "./vouchers.ts";

ponder.on("Vouchers:BatchAnnounced", async ({ event, context: { db } }) => {
  const { batch, program, chain, count, noticeEnd, by } = event.args;
  const total = BigInt(event.args.total);
  const { district, lists: serial } = await db
    .update(tables.program, { id: program })
    .set((row) => ({ lists: row.lists + 1 }));
  await db.insert(tables.list).values({
    id: batch,
    program,
    serial,
    district,
    stage: "Announced",
    count,
    done: 0,
    issued: 0,
    passedOver: 0,
    total,
    drawn: 0n,
    noticeEnd,
    lastAct: noticeEnd,
    next: chain,
    announcedBy: by,
    announcedOn: dayIn(event),
    approvals: [],
    approvedBy: [],
  });
  await db.insert(tables.notice).values({
    subject: batch,
    about: "list",
    district,
    otherDistrict: district,
    program,
    list: serial,
    count,
    amount: total,
    noticeEnd,
    ...placeOf(event),
    openObjections: 0,
  });
});

ponder.on("Vouchers:BatchApproved", async ({ event, context: { db } }) => {
  const { batch, district, by } = event.args;
  await db.update(tables.list, { id: batch }).set((row) => ({
    approvals: [...row.approvals, district],
    approvedBy: [...row.approvedBy, by],
    lastAct: Math.max(row.lastAct, dayIn(event)),
  }));
});

ponder.on("Vouchers:BatchWithdrawn", async ({ event, context: { db } }) => {
  await db.update(tables.list, { id: event.args.batch }).set({ stage: "Withdrawn" });
});

ponder.on("Vouchers:ItemPassedOver", async ({ event, context: { db } }) => {
  await db.update(tables.list, { id: event.args.batch }).set((row) => ({ passedOver: row.passedOver + 1 }));
});

ponder.on("Vouchers:ChunkIssued", async ({ event, context: { db } }) => {
  const { batch, done, drawn, next, by } = event.args;
  let fresh = 0;
  const { program, district } = await db.update(tables.list, { id: batch }).set((row) => {
    const issued = done - row.passedOver;
    fresh = issued - row.issued;
    return {
      done,
      issued,
      drawn: BigInt(drawn),
      next,
      stage: done === row.count ? "Done" : row.stage,
      lastAct: Math.max(row.lastAct, dayIn(event)),
    };
  });
  if (fresh === 0) return;
  const vouchers = await addIssued(db, { program, district }, fresh, event);
  if (isBySender(event)) return;
  for (const voucher of vouchers) await db.update(tables.change, { voucher, sequence: 1 }).set({ by });
});

/**
 * What a chunk's vouchers add to the figures: once for all of them, which takes a fraction of the time that it would take for each.
 *
 * @param fresh how many there are: the program's next ones, each issued by this very transaction.
 * @returns their numbers.
 */
async function addIssued(
  db: Context["db"],
  cell: { readonly program: number; readonly district: number },
  fresh: number,
  event: Parameters<typeof advance>[4],
): Promise<readonly bigint[]> {
  const { program, district } = cell;
  const day = dayIn(event);
  const before = told(await db.find(tables.program, { id: program }), "program", program).vouchers;
  const issued: { voucher: bigint; amount: bigint }[] = [];
  for (let serial = before + 1; serial <= before + fresh; serial += 1) {
    const voucher = voucherId(program, serial);
    const { face } = told(await db.find(tables.voucher, { id: voucher }), "voucher", voucher);
    issued.push({ voucher, amount: face });
  }
  const sum = issued.reduce((all, { amount }) => all + amount, 0n);
  await moveBudget(db, program, day, (row) => ({
    outstanding: row.outstanding + sum,
    issued: row.issued + sum,
    vouchers: row.vouchers + fresh,
  }));
  await addToMonth(db, district, day, { vouchers: fresh, issued: sum });
  await addToCohort(db, { program, month: monthOf(day), district }, { vouchers: fresh, issued: sum });
  await tellIssued(db, cell, issued, day);
  // Of those that came beyond a size, the first one came to it.
  const through = (beyond: bigint) => ({ voucher: voucherId(program, before + fresh - Number(beyond)) });
  await advance(db, district, { vouchers: BigInt(fresh) }, through, event);
  return issued.map(({ voucher }) => voucher);
}
