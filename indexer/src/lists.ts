/** Lists from announcement to issue: contracts/vouchers/Issuing.sol */
import { ponder } from "ponder:registry";
import * as tables from "ponder:schema";
import { voucherId } from "../../client/ids.ts";
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
  const { program } = await db.update(tables.list, { id: batch }).set((row) => ({
    done,
    issued: done - row.passedOver,
    drawn: BigInt(drawn),
    next,
    stage: done === row.count ? "Done" : row.stage,
    lastAct: Math.max(row.lastAct, dayIn(event)),
  }));
  if (isBySender(event)) return;
  // The chunk's vouchers are the program's last ones, each issued by this very transaction.
  let serial = told(await db.find(tables.program, { id: program }), "program", program).vouchers;
  for (; serial > 0; serial -= 1) {
    const change = { voucher: voucherId(program, serial), sequence: 1 };
    const issue = told(await db.find(tables.change, change), "voucher", change.voucher);
    if (issue.transaction !== event.transaction.hash || issue.subject !== batch) break;
    await db.update(tables.change, change).set({ by });
  }
});
