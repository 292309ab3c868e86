/** Demands and offers that go together, and the orders that came of it. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, desc, eq } from "ponder";
import { z } from "zod";
import type { Face } from "./face.ts";
import { AFTER, behindDay, keyOn, pageOf, same } from "./page.ts";
import { list, one } from "./route.ts";
import { demandShown } from "./shown.ts";
import { ASK, day, formatEnterprise, formatProvider, GIVE, PAGE } from "./words.ts";

const MATCH = {
  match: GIVE.hash,
  demand: GIVE.hash,
  offer: GIVE.hash,
  enterprise: GIVE.holder,
  district: GIVE.number.meta({ description: "The enterprise's" }),
  provider: GIVE.provider,
  providerDistrict: GIVE.number,
  serviceClass: GIVE.number,
  orders: GIVE.number.meta({ description: "Recorded under it" }),
  madeOn: GIVE.day,
  madeBy: GIVE.account.meta({ description: "Whoever brought it: an officer" }),
};

function matchOf(row: typeof tables.match.$inferSelect, face: Face) {
  return {
    match: row.id,
    demand: row.demand,
    offer: row.offer,
    enterprise: face.of(row.district).enterprises ? formatEnterprise(row.enterprise) : null,
    district: row.district,
    provider: formatProvider(row.provider),
    providerDistrict: row.providerDistrict,
    serviceClass: row.serviceClass,
    orders: row.orders,
    madeOn: day(row.madeOn),
    madeBy: row.madeBy,
  };
}

export const matchRoutes = [
  list({
    path: "/matches",
    summary: "Demands and offers that go together, the latest first",
    params: {},
    query: {
      district: ASK.district.optional().meta({ description: "The enterprise's" }),
      providerDistrict: ASK.district.optional(),
      serviceClass: ASK.serviceClass.optional(),
      enterprise: ASK.enterprise.optional(),
      provider: ASK.provider.optional(),
      offer: ASK.offer.optional(),
      after: AFTER,
      ...PAGE,
    },
    item: MATCH,
    give: async (asked, limit, { face }) => {
      const { match } = tables;
      demandShown(asked.enterprise, face, "which enterprise looks for what");
      const rows = await db
        .select()
        .from(match)
        .where(
          and(
            same(match.district, asked.district),
            same(match.providerDistrict, asked.providerDistrict),
            same(match.serviceClass, asked.serviceClass),
            same(match.enterprise, asked.enterprise),
            same(match.provider, asked.provider),
            same(match.offer, asked.offer),
            behindDay("<", match.madeOn, match.id, asked.after),
          ),
        )
        .orderBy(desc(match.madeOn), desc(match.id))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => matchOf(row, face),
        (row) => keyOn(row.madeOn, row.id),
      );
    },
  }),
  one({
    path: "/matches/:match",
    summary: "A match, and the first 1,000 orders recorded under it",
    params: { match: ASK.match },
    answer: z.object({
      ...MATCH,
      recorded: z
        .array(z.object({ order: GIVE.hash, recordedOn: GIVE.day }))
        .nullable()
        .meta({ description: "The orders; null where amounts are not published" }),
    }),
    give: async ({ match: id }, { face }) => {
      const { match, matchOrder } = tables;
      const [row] = await db.select().from(match).where(eq(match.id, id));
      if (row === undefined) return undefined;
      // An order's number is a hash over its reference too, which /orders does not tell where amounts are hidden.
      if (!face.of(row.district).amounts) return { ...matchOf(row, face), recorded: null };
      const orders = await db
        .select()
        .from(matchOrder)
        .where(eq(matchOrder.match, id))
        .orderBy(asc(matchOrder.recordedOn), asc(matchOrder.order))
        .limit(1_000);
      const recorded = orders.map(({ order, recordedOn }) => ({ order, recordedOn: day(recordedOn) }));
      return { ...matchOf(row, face), recorded };
    },
  }),
];
