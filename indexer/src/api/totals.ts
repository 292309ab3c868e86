/** Totals that people ask for at once: by district, by month, and by home and provider's district. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, gte, lte, sql, sum } from "ponder";
import { z } from "zod";
import { same } from "./page.ts";
import { list } from "./route.ts";
import { ASK, fen, GIVE, PAGE } from "./words.ts";

const { format } = PAGE;
/** As many as there can be: fewer than a page's most. */
const ALL = { params: {} };

const month = z
  .string({ error: "a month, as in 2019-12" })
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month, as in 2019-12")
  .optional();

const total = (column: Parameters<typeof sum>[0]) => sql<string>`coalesce(sum(${column}), 0)::text`;

export const totalRoutes = [
  list({
    ...ALL,
    path: "/totals/districts",
    summary: "The figures of each district's programs, added up",
    query: { format },
    item: {
      district: GIVE.number,
      vouchers: GIVE.number,
      approved: GIVE.fen,
      issued: GIVE.fen,
      outstanding: GIVE.fen,
      locked: GIVE.fen,
      redeemed: GIVE.fen,
      paid: GIVE.fen,
      recovered: GIVE.fen,
      returned: GIVE.fen,
    },
    give: async () => {
      const { program } = tables;
      const items = await db
        .select({
          district: program.district,
          vouchers: sql<number>`sum(${program.vouchers})::int`,
          approved: total(program.approved),
          issued: total(program.issued),
          outstanding: total(program.outstanding),
          locked: total(program.locked),
          redeemed: total(program.redeemed),
          paid: total(program.paid),
          recovered: total(program.recovered),
          returned: total(program.returned),
        })
        .from(program)
        .groupBy(program.district)
        .orderBy(asc(program.district));
      return { items, next: null };
    },
  }),
  list({
    ...ALL,
    path: "/totals/months",
    summary: "What moved in each district's programs in each month; undone redemptions count against their month",
    query: { district: ASK.district.optional(), from: month, through: month, format },
    item: {
      district: GIVE.number,
      month: z.string(),
      vouchers: GIVE.number,
      issued: GIVE.fen,
      redeemed: z.string().meta({ description: "Fen, as digits; below zero where more was undone than redeemed" }),
      paid: GIVE.fen,
      recovered: GIVE.fen,
      returned: GIVE.fen,
    },
    give: async ({ district, from, through }) => {
      const { monthTotal } = tables;
      const rows = await db
        .select()
        .from(monthTotal)
        .where(
          and(
            same(monthTotal.district, district),
            from === undefined ? undefined : gte(monthTotal.month, from),
            through === undefined ? undefined : lte(monthTotal.month, through),
          ),
        )
        .orderBy(asc(monthTotal.month), asc(monthTotal.district))
        .limit(10_000);
      const items = rows.map(({ issued, redeemed, paid, recovered, returned, ...row }) => ({
        ...row,
        issued: fen(issued),
        redeemed: fen(redeemed),
        paid: fen(paid),
        recovered: fen(recovered),
        returned: fen(returned),
      }));
      return { items, next: null };
    },
  }),
  list({
    ...ALL,
    path: "/totals/crossings",
    summary: "Redeemed and paid by home district and provider's district; no line where nothing was",
    query: { format },
    item: { district: GIVE.number, providerDistrict: GIVE.number, redeemed: GIVE.fen, paid: GIVE.fen },
    give: async () => {
      const { crossing } = tables;
      const rows = await db
        .select()
        .from(crossing)
        .orderBy(asc(crossing.district), asc(crossing.providerDistrict))
        .limit(10_000);
      const items = rows.map(({ redeemed, paid, ...row }) => ({ ...row, redeemed: fen(redeemed), paid: fen(paid) }));
      return { items, next: null };
    },
  }),
];
