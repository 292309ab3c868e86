/** Vouchers, with their changes, orders and payments. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, lte, gte } from "ponder";
import { z } from "zod";
import type { Shown } from "./face.ts";
import { ORDER, orderOf } from "./orders.ts";
import { pageOf, same } from "./page.ts";
import { PAYMENT_ITEM, paymentItems } from "./payments.ts";
import { list, NOTHING, one, Refusal, type Asking } from "./route.ts";
import { demandShown } from "./shown.ts";
import { ASK, day, fen, formatEnterprise, formatList, formatVoucher, GIVE, oneOf, PAGE } from "./words.ts";

const VOUCHER = {
  voucher: GIVE.voucher,
  program: GIVE.number,
  district: GIVE.number,
  enterprise: GIVE.holder,
  status: GIVE.state,
  face: GIVE.amount,
  remaining: GIVE.amount,
  locked: GIVE.amount,
  redeemed: GIVE.amount,
  returned: GIVE.amount,
  paid: GIVE.amount,
  recovered: GIVE.amount,
  issuedOn: GIVE.day,
  useBy: GIVE.day,
  extended: GIVE.yes,
  frozen: GIVE.yes,
  frozenUntil: GIVE.number.nullable().meta({ description: "Unix seconds; null where it is not frozen" }),
  sequence: GIVE.number,
};

export const CHANGE = {
  sequence: GIVE.number,
  action: GIVE.state,
  amount: GIVE.amount.meta({ description: "Fen, null where not published; days of Frozen, Unfrozen and Extended" }),
  subject: GIVE.hash
    .nullable()
    .meta({ description: "Order or reason; list of Issued, null where amounts are not published" }),
  by: GIVE.account,
  proposedBy: GIVE.account.nullable(),
  day: GIVE.day,
  time: GIVE.number,
  block: GIVE.number,
  transaction: GIVE.hash,
};

function voucherOf(row: typeof tables.voucher.$inferSelect, { time, face }: Asking) {
  const shown = face.of(row.district);
  const amount = (number: bigint): string | null => (shown.amounts ? fen(number) : null);
  return {
    voucher: formatVoucher(row.id),
    program: row.program,
    district: row.district,
    enterprise: shown.enterprises ? formatEnterprise(row.enterprise) : null,
    status: row.status,
    face: amount(row.face),
    remaining: amount(row.remaining),
    locked: amount(row.locked),
    redeemed: amount(row.redeemed),
    returned: amount(row.returned),
    paid: amount(row.paid),
    recovered: amount(row.recovered),
    issuedOn: day(row.issuedOn),
    useBy: day(row.useBy),
    extended: row.extended,
    frozen: row.frozenUntil > time,
    frozenUntil: row.frozenUntil > time ? row.frozenUntil : null,
    sequence: row.sequence,
  };
}

/** Actions whose amount is days. */
const IN_DAYS: readonly string[] = ["Frozen", "Unfrozen", "Extended"];

export function changeOf(row: typeof tables.change.$inferSelect, { amounts }: Shown) {
  const { sequence, action, subject, by, proposedBy, time, block, transaction } = row;
  return {
    sequence,
    action,
    amount: amounts || IN_DAYS.includes(action) ? fen(row.amount) : null,
    subject: amounts || action !== "Issued" ? subject : null,
    by,
    proposedBy,
    day: day(row.day),
    time,
    block,
    transaction,
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
    give: async (asked, limit, asking) => {
      const { voucher } = tables;
      demandShown(asked.enterprise, asking.face, "whose a voucher is");
      const rows = await db
        .select()
        .from(voucher)
        .where(
          and(
            same(voucher.district, asked.district),
            same(voucher.program, asked.program),
            same(voucher.enterprise, asked.enterprise),
            same(voucher.status, asked.status),
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
        (row) => voucherOf(row, asking),
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
      list: GIVE.list,
      changes: z.array(z.object(CHANGE)),
      orders: z.array(z.object(ORDER)),
      payments: z.array(z.object(PAYMENT_ITEM)),
    }),
    give: async ({ voucher: id }, asking) => {
      const { voucher, order, list: announced } = tables;
      const [found] = await db
        .select({ row: voucher, serial: announced.serial })
        .from(voucher)
        .innerJoin(announced, eq(announced.id, voucher.list))
        .where(eq(voucher.id, id));
      if (found === undefined) return undefined;
      const { row, serial } = found;
      const { face } = asking;
      const [changes, orders, payments] = await Promise.all([
        changesAfter(id, 0, MOST_SHOWN),
        db
          .select()
          .from(order)
          .where(eq(order.voucher, id))
          .orderBy(asc(order.placedOn), asc(order.id))
          .limit(MOST_SHOWN),
        paymentItems({ voucher: id }, MOST_SHOWN, face),
      ]);
      return {
        ...voucherOf(row, asking),
        list: formatList(row.program, serial),
        changes: changes.map((one) => changeOf(one, face.of(row.district))),
        orders: orders.map((one) => orderOf(one, face)),
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
    give: async ({ voucher: id, after }, limit, { face }) => {
      const { voucher } = tables;
      const [of] = await db.select({ district: voucher.district }).from(voucher).where(eq(voucher.id, id));
      if (of === undefined) throw new Refusal(404, NOTHING);
      const shown = face.of(of.district);
      return pageOf(
        await changesAfter(id, after ?? 0, limit + 1),
        limit,
        (row) => changeOf(row, shown),
        (row) => String(row.sequence),
      );
    },
  }),
];
