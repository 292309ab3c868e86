/** Totals that people ask for at once: by district, by month, and by home and provider's district. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, gte, lte, sql, sum } from "ponder";
import { z } from "zod";
import { same } from "./page.ts";
import { FIGURES, figuresOf, issuedOf, paidOf, SUPPRESSED } from "./figures.ts";
import { list } from "./route.ts";
import { ASK, fen, GIVE, PAGE } from "./words.ts";

const { format } = PAGE;
/** As many as there can be: fewer than a page's most. */
const ALL = { params: {} };

const month = z
  .string({ error: "a month, as in 2019-12" })
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month, as in 2019-12")
  .optional();

const total = (column: Parameters<typeof sum>[0]) => sql<string>`coalesce(sum(${column}), 0)::text`.mapWith(BigInt);

export const totalRoutes = [
  list({
    ...ALL,
    path: "/totals/districts",
    summary: "The figures of each district's programs, added up",
    query: { format },
    item: { district: GIVE.number, vouchers: GIVE.number, ...FIGURES },
    give: async (_, __, { face }) => {
      const { program } = tables;
      const rows = await db
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
          toldIssued: total(program.toldIssued),
          toldPaid: total(program.toldPaid),
        })
        .from(program)
        .groupBy(program.district)
        .orderBy(asc(program.district));
      const items = rows.map(({ district, vouchers, ...figures }) => ({
        district,
        vouchers,
        ...figuresOf(figures, vouchers, face.of(district)),
      }));
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
      issued: GIVE.amount,
      redeemed: z.string().nullable().meta({ description: "Fen; below zero where more was undone than redeemed" }),
      paid: GIVE.amount,
      recovered: GIVE.amount,
      returned: GIVE.amount,
      ...SUPPRESSED,
    },
    give: async ({ district, from, through }, _, { face }) => {
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
      const items = rows.map((row) => {
        const shown = face.of(row.district);
        const all = (sum: bigint): string | null => (shown.sums ? fen(sum) : null);
        return {
          district: row.district,
          month: row.month,
          vouchers: row.vouchers,
          issued: issuedOf(row, shown),
          redeemed: all(row.redeemed),
          paid: paidOf(row, shown),
          recovered: all(row.recovered),
          returned: all(row.returned),
          suppressed: !shown.sums,
        };
      });
      return { items, next: null };
    },
  }),
  list({
    ...ALL,
    path: "/totals/crossings",
    summary: "Redeemed and paid by home district and provider's district; no line where nothing was",
    query: { format },
    item: {
      district: GIVE.number,
      providerDistrict: GIVE.number,
      redeemed: GIVE.amount,
      paid: GIVE.amount,
      ...SUPPRESSED,
    },
    give: async (_, __, { face }) => {
      const { crossing } = tables;
      const rows = await db
        .select()
        .from(crossing)
        .orderBy(asc(crossing.district), asc(crossing.providerDistrict))
        .limit(10_000);
      const items = rows.map((row) => {
        const shown = face.of(row.district);
        return {
          district: row.district,
          providerDistrict: row.providerDistrict,
          redeemed: shown.sums ? fen(row.redeemed) : null,
          paid: paidOf(row, shown),
          suppressed: !shown.sums,
        };
      });
      return { items, next: null };
    },
  }),
];
