/** Orders: service contracts that draw on vouchers. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq } from "ponder";
import { z } from "zod";
import { ORDER_STAGES } from "../../../client/orderWord.ts";
import type { Face } from "./face.ts";
import { AFTER, behindDay, keyOn, pageOf, same } from "./page.ts";
import { list, one } from "./route.ts";
import { demandShown } from "./shown.ts";
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

export const ORDER = {
  order: GIVE.hash,
  voucher: GIVE.voucher,
  program: GIVE.number,
  district: GIVE.number,
  enterprise: GIVE.holder,
  provider: GIVE.provider,
  providerDistrict: GIVE.number,
  stage: GIVE.state,
  amount: GIVE.amount.meta({ description: "Fen locked while placed or claimed, then redeemed" }),
  contractValue: GIVE.amount,
  contractDay: GIVE.day,
  contractCommitment: GIVE.hash.nullable().meta({ description: "null where amounts are not published" }),
  reference: GIVE.hash.nullable(),
  serviceClass: GIVE.number,
  deliverBy: GIVE.day,
  graceEnd: GIVE.day.nullable().meta({ description: "Of a claim: last day on which the enterprise may answer" }),
  noticeEnd: GIVE.day.nullable(),
  invoices: GIVE.number,
  reopened: GIVE.yes,
  placedOn: GIVE.day,
  placedBy: GIVE.account,
  redeemedOn: GIVE.day.nullable(),
  paidOn: GIVE.day.nullable(),
  payment: GIVE.number.nullable(),
  clawedBack: GIVE.amount,
  recovered: GIVE.amount,
  writtenOff: GIVE.amount,
};

export function orderOf(row: typeof tables.order.$inferSelect, face: Face) {
  const shown = face.of(row.district);
  const amount = (number: bigint): string | null => (shown.amounts ? fen(number) : null);
  return {
    order: row.id,
    voucher: formatVoucher(row.voucher),
    program: row.program,
    district: row.district,
    enterprise: shown.enterprises ? formatEnterprise(row.enterprise) : null,
    provider: formatProvider(row.provider),
    providerDistrict: row.providerDistrict,
    stage: row.stage,
    amount: amount(row.amount),
    contractValue: amount(row.contractValue),
    contractDay: day(row.contractDay),
    // With these two an order's number, which is a hash, could be tried against amounts.
    contractCommitment: shown.amounts ? row.contractCommitment : null,
    reference: shown.amounts ? row.referenceTo : null,
    serviceClass: row.serviceClass,
    deliverBy: day(row.deliverBy),
    graceEnd: row.stage === "Claimed" ? dayIfAny(row.waitEnd) : null,
    noticeEnd: row.redeemedOn === null ? null : dayIfAny(row.waitEnd),
    invoices: row.invoices,
    reopened: row.reopened,
    placedOn: day(row.placedOn),
    placedBy: row.placedBy,
    redeemedOn: dayIfAny(row.redeemedOn),
    paidOn: dayIfAny(row.paidOn),
    payment: row.payment === 0 ? null : row.payment,
    clawedBack: amount(row.clawedBack),
    recovered: amount(row.recovered),
    writtenOff: amount(row.writtenOff),
  };
}

export const orderRoutes = [
  list({
    path: "/orders",
    summary: "Orders in the order of the days on which they were placed",
    params: {},
    query: {
      stage: oneOf(ORDER_STAGES).optional(),
      district: ASK.district.optional().meta({ description: "Whose voucher is drawn on" }),
      providerDistrict: ASK.district.optional(),
      enterprise: ASK.enterprise.optional(),
      provider: ASK.provider.optional(),
      program: ASK.program.optional(),
      voucher: ASK.voucher.optional(),
      payment: ASK.payment.optional().meta({ description: "The payment that it is in or was paid by" }),
      after: AFTER,
      ...PAGE,
    },
    item: ORDER,
    give: async (asked, limit, { face }) => {
      const { order } = tables;
      demandShown(asked.enterprise, face, "whose a voucher is");
      const rows = await db
        .select()
        .from(order)
        .where(
          and(
            same(order.stage, asked.stage),
            same(order.district, asked.district),
            same(order.providerDistrict, asked.providerDistrict),
            same(order.enterprise, asked.enterprise),
            same(order.provider, asked.provider),
            same(order.program, asked.program),
            same(order.voucher, asked.voucher),
            same(order.payment, asked.payment),
            behindDay(">", order.placedOn, order.id, asked.after),
          ),
        )
        .orderBy(asc(order.placedOn), asc(order.id))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => orderOf(row, face),
        (row) => keyOn(row.placedOn, row.id),
      );
    },
  }),
  one({
    path: "/orders/:order",
    summary: "An order",
    params: { order: ASK.order },
    answer: z.object(ORDER),
    give: async ({ order: id }, { face }) => {
      const [row] = await db.select().from(tables.order).where(eq(tables.order.id, id));
      return row && orderOf(row, face);
    },
  }),
];
