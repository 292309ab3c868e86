/** The latest changes of all vouchers. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, desc } from "ponder";
import { z } from "zod";
import { behind, pageOf, same } from "./page.ts";
import { list } from "./route.ts";
import { CHANGE, changeOf } from "./vouchers.ts";
import { ASK, formatVoucher, GIVE, PAGE } from "./words.ts";

const MUST = "what `next` of the page before says";

/** A block and a place in it, as 84-3. */
const cursor = z
  .string({ error: MUST })
  .regex(/^\d{1,9}-\d{1,6}$/, MUST)
  .transform((text) => {
    const [block = 0, logIndex = 0] = text.split("-").map(Number);
    return { block, logIndex };
  });

export const changeRoutes = [
  list({
    path: "/changes",
    summary: "Changes of all vouchers, the latest first",
    params: {},
    query: { district: ASK.district.optional(), after: cursor.optional(), ...PAGE },
    item: { voucher: GIVE.voucher, district: GIVE.number, ...CHANGE },
    give: async ({ district, after }, limit, { face }) => {
      const { change } = tables;
      const rows = await db
        .select()
        .from(change)
        .where(
          and(
            same(change.district, district),
            after &&
              behind("<", [
                [change.block, after.block],
                [change.logIndex, after.logIndex],
              ]),
          ),
        )
        .orderBy(desc(change.block), desc(change.logIndex))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => ({
          voucher: formatVoucher(row.voucher),
          district: row.district,
          ...changeOf(row, face.of(row.district)),
        }),
        (row) => `${row.block}-${row.logIndex}`,
      );
    },
  }),
];
