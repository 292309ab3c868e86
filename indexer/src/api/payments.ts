/** Payment batches, and what the bank did with the orders in them. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, isNotNull, isNull } from "ponder";
import { z } from "zod";
import type { Face } from "./face.ts";
import { pageOf, same } from "./page.ts";
import { list, one } from "./route.ts";
import { ASK, day, dayIfAny, fen, formatProvider, formatVoucher, GIVE, oneOf, PAGE } from "./words.ts";

const PAYMENT = {
  payment: GIVE.number,
  district: GIVE.number,
  state: GIVE.state.meta({ description: "open until the bank has answered for each order, then settled" }),
  orders: GIVE.number,
  open: GIVE.number.meta({ description: "Orders that the bank has not answered for" }),
  total: GIVE.amount,
  paid: GIVE.amount,
  openedBy: GIVE.account,
  openedOn: GIVE.day,
  closedBy: GIVE.account.nullable(),
  closedOn: GIVE.day.nullable(),
};

export const PAYMENT_ITEM = {
  payment: GIVE.number,
  order: GIVE.hash,
  voucher: GIVE.voucher,
  provider: GIVE.provider,
  amount: GIVE.amount,
  paid: GIVE.yes.nullable().meta({ description: "null while it waits for the bank, false if the bank returned it" }),
  receipt: GIVE.hash.nullable(),
  settledOn: GIVE.day.nullable(),
};

function paymentOf(row: typeof tables.payment.$inferSelect, face: Face) {
  const { amounts } = face.of(row.district);
  return {
    payment: row.id,
    district: row.district,
    state: row.closedOn === null ? "open" : "settled",
    orders: row.orders,
    open: row.open,
    total: amounts ? fen(row.total) : null,
    paid: amounts ? fen(row.paid) : null,
    openedBy: row.openedBy,
    openedOn: day(row.openedOn),
    closedBy: row.closedBy,
    closedOn: dayIfAny(row.closedOn),
  };
}

/** What the bank did with the orders of a payment, or of a voucher in all its payments. */
export async function paymentItems(of: { payment: number } | { voucher: bigint }, most: number, face: Face) {
  const { order, paymentItem } = tables;
  const rows = await db
    .select({ item: paymentItem, voucher: order.voucher, provider: order.provider, district: order.district })
    .from(paymentItem)
    .innerJoin(order, eq(order.id, paymentItem.order))
    .where("payment" in of ? eq(paymentItem.payment, of.payment) : eq(order.voucher, of.voucher))
    .orderBy(asc(paymentItem.payment), asc(paymentItem.order))
    .limit(most);
  return rows.map(({ item, voucher, provider, district }) => ({
    payment: item.payment,
    order: item.order,
    voucher: formatVoucher(voucher),
    provider: formatProvider(provider),
    amount: face.of(district).amounts ? fen(item.amount) : null,
    paid: item.paid,
    receipt: item.receipt,
    settledOn: dayIfAny(item.settledOn),
  }));
}

/** The ledger takes no more orders in a payment. */
const MOST_ITEMS = 100;

export const paymentRoutes = [
  list({
    path: "/payments",
    summary: "Payments in the order of their numbers",
    params: {},
    query: {
      district: ASK.district.optional(),
      state: oneOf(["open", "settled"]).optional(),
      after: ASK.payment.optional(),
      ...PAGE,
    },
    item: PAYMENT,
    give: async ({ district, state, after }, limit, { face }) => {
      const { payment } = tables;
      const rows = await db
        .select()
        .from(payment)
        .where(
          and(
            same(payment.district, district),
            state === undefined ? undefined : (state === "open" ? isNull : isNotNull)(payment.closedOn),
            after === undefined ? undefined : gt(payment.id, after),
          ),
        )
        .orderBy(asc(payment.id))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => paymentOf(row, face),
        (row) => String(row.id),
      );
    },
  }),
  one({
    path: "/payments/:payment",
    summary: "A payment with its orders",
    params: { payment: ASK.payment },
    answer: z.object({ ...PAYMENT, items: z.array(z.object(PAYMENT_ITEM)) }),
    give: async ({ payment: id }, { face }) => {
      const [row] = await db.select().from(tables.payment).where(eq(tables.payment.id, id));
      return row && { ...paymentOf(row, face), items: await paymentItems({ payment: id }, MOST_ITEMS, face) };
    },
  }),
];
