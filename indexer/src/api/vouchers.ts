/** Vouchers, with their changes, orders and payments. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, lte, gte } from "ponder";
import { z } from "zod";
import { list, one } from "./route.ts";
import { pageOf } from "./page.ts";
import {
  ASK,
  day,
  dayIfAny,
  fen,
  formatEnterprise,
  formatProvider,
  formatVoucher,
  GIVE,
  oneOf,
  PAGE,
} from "./words.ts";

const VOUCHER = {
  voucher: GIVE.voucher,
  program: GIVE.number,
  district: GIVE.number,
  enterprise: GIVE.enterprise,
  status: GIVE.state,
  face: GIVE.fen,
  remaining: GIVE.fen,
  locked: GIVE.fen,
  redeemed: GIVE.fen,
  returned: GIVE.fen,
  paid: GIVE.fen,
  recovered: GIVE.fen,
  issuedOn: GIVE.day,
  useBy: GIVE.day,
  extended: GIVE.yes,
  frozen: GIVE.yes,
  sequence: GIVE.number,
};

const CHANGE = {
  sequence: GIVE.number,
  action: GIVE.state,
  amount: z.string().meta({ description: "Fen; days of Frozen, Unfrozen and Extended" }),
  subject: GIVE.hash,
  by: GIVE.account,
  proposedBy: GIVE.account.nullable(),
  day: GIVE.day,
  time: GIVE.number,
  block: GIVE.number,
  transaction: GIVE.hash,
};

const ORDER = {
  order: GIVE.hash,
  provider: GIVE.provider,
  stage: GIVE.state,
  amount: GIVE.fen,
  contractValue: GIVE.fen,
  contractDay: GIVE.day,
  serviceClass: GIVE.number,
  deliverBy: GIVE.day,
  noticeEnd: GIVE.day.nullable(),
  placedOn: GIVE.day,
  redeemedOn: GIVE.day.nullable(),
  paidOn: GIVE.day.nullable(),
  payment: GIVE.number.nullable(),
  clawedBack: GIVE.fen,
  recovered: GIVE.fen,
};

const PAYMENT = {
  payment: GIVE.number,
  order: GIVE.hash,
  amount: GIVE.fen,
  paid: GIVE.yes.nullable().meta({ description: "null while it waits for the bank, false if the bank returned it" }),
  receipt: GIVE.hash.nullable(),
  settledOn: GIVE.day.nullable(),
};

function voucherOf(row: typeof tables.voucher.$inferSelect, time: number) {
  return {
    voucher: formatVoucher(row.id),
    program: row.program,
    district: row.district,
    enterprise: formatEnterprise(row.enterprise),
    status: row.status,
    face: fen(row.face),
    remaining: fen(row.remaining),
    locked: fen(row.locked),
    redeemed: fen(row.redeemed),
    returned: fen(row.returned),
    paid: fen(row.paid),
    recovered: fen(row.recovered),
    issuedOn: day(row.issuedOn),
    useBy: day(row.useBy),
    extended: row.extended,
    frozen: row.frozenUntil > time,
    sequence: row.sequence,
  };
}

function changeOf(row: typeof tables.change.$inferSelect) {
  const { sequence, action, subject, by, proposedBy, time, block, transaction } = row;
  return {
    sequence,
    action,
    amount: fen(row.amount),
    subject,
    by,
    proposedBy,
    day: day(row.day),
    time,
    block,
    transaction,
  };
}

function orderOf(row: typeof tables.order.$inferSelect) {
  return {
    order: row.id,
    provider: formatProvider(row.provider),
    stage: row.stage,
    amount: fen(row.amount),
    contractValue: fen(row.contractValue),
    contractDay: day(row.contractDay),
    serviceClass: row.serviceClass,
    deliverBy: day(row.deliverBy),
    noticeEnd: row.redeemedOn === null ? null : dayIfAny(row.waitEnd),
    placedOn: day(row.placedOn),
    redeemedOn: dayIfAny(row.redeemedOn),
    paidOn: dayIfAny(row.paidOn),
    payment: row.payment === 0 ? null : row.payment,
    clawedBack: fen(row.clawedBack),
    recovered: fen(row.recovered),
  };
}

/** Of a voucher's page; a longer history goes on under `/changes`. */
const MOST_SHOWN = 1_000;

async function changesAfter(voucher: bigint, sequence: number, limit: number) {
  const { change } = tables;
  return db
    .select()
    .from(change)
    .where(and(eq(change.voucher, voucher), gt(change.sequence, sequence)))
    .orderBy(asc(change.sequence))
    .limit(limit);
}

export const voucherRoutes = [
  list({
    path: "/vouchers",
    summary: "Vouchers in the order of their numbers",
    params: {},
    query: {
      district: ASK.district.optional(),
      program: ASK.program.optional(),
      enterprise: ASK.enterprise.optional(),
      status: oneOf(["Active", "Revoked", "Expired"]).optional(),
      useByFrom: ASK.day.optional(),
      useByThrough: ASK.day.optional(),
      after: ASK.voucher.optional(),
      ...PAGE,
    },
    item: VOUCHER,
    give: async (asked, limit, { time }) => {
      const { voucher } = tables;
      const rows = await db
        .select()
        .from(voucher)
        .where(
          and(
            asked.district === undefined ? undefined : eq(voucher.district, asked.district),
            asked.program === undefined ? undefined : eq(voucher.program, asked.program),
            asked.enterprise === undefined ? undefined : eq(voucher.enterprise, asked.enterprise),
            asked.status === undefined ? undefined : eq(voucher.status, asked.status),
            asked.useByFrom === undefined ? undefined : gte(voucher.useBy, asked.useByFrom),
            asked.useByThrough === undefined ? undefined : lte(voucher.useBy, asked.useByThrough),
            asked.after === undefined ? undefined : gt(voucher.id, asked.after),
          ),
        )
        .orderBy(asc(voucher.id))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => voucherOf(row, time),
        (row) => formatVoucher(row.id),
      );
    },
  }),
  one({
    path: "/vouchers/:voucher",
    summary: "A voucher with its first 1,000 changes, its orders and its payments",
    params: { voucher: ASK.voucher },
    answer: z.object({
      ...VOUCHER,
      list: GIVE.hash,
      changes: z.array(z.object(CHANGE)),
      orders: z.array(z.object(ORDER)),
      payments: z.array(z.object(PAYMENT)),
    }),
    give: async ({ voucher: id }, { time }) => {
      const { voucher, order, paymentItem } = tables;
      const [row] = await db.select().from(voucher).where(eq(voucher.id, id));
      if (row === undefined) return undefined;
      const [changes, orders, items] = await Promise.all([
        changesAfter(id, 0, MOST_SHOWN),
        db
          .select()
          .from(order)
          .where(eq(order.voucher, id))
          .orderBy(asc(order.placedOn), asc(order.id))
          .limit(MOST_SHOWN),
        db
          .select({ item: paymentItem })
          .from(paymentItem)
          .innerJoin(order, eq(order.id, paymentItem.order))
          .where(eq(order.voucher, id))
          .orderBy(asc(paymentItem.payment), asc(paymentItem.order))
          .limit(MOST_SHOWN),
      ]);
      const payments = items.map(({ item: { payment, order: of, amount, paid, receipt, settledOn } }) => ({
        payment,
        order: of,
        amount: fen(amount),
        paid,
        receipt,
        settledOn: dayIfAny(settledOn),
      }));
      return {
        ...voucherOf(row, time),
        list: row.list,
        changes: changes.map(changeOf),
        orders: orders.map(orderOf),
        payments,
      };
    },
  }),
  list({
    path: "/vouchers/:voucher/changes",
    summary: "A voucher's changes in their order",
    params: { voucher: ASK.voucher },
    query: { after: ASK.sequence.optional(), ...PAGE },
    item: CHANGE,
    give: async ({ voucher, after }, limit) =>
      pageOf(await changesAfter(voucher, after ?? 0, limit + 1), limit, changeOf, (row) => String(row.sequence)),
  }),
];
