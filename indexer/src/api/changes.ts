/** The latest changes of all vouchers. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, desc, eq, lt, or } from "ponder";
import { z } from "zod";
import { pageOf, same } from "./page.ts";
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
      const { change, voucher } = tables;
      const rows = await db
        .select({ change, district: voucher.district })
        .from(change)
        .innerJoin(voucher, eq(voucher.id, change.voucher))
        .where(
          and(
            same(voucher.district, district),
            after === undefined
              ? undefined
              : or(
                  lt(change.block, after.block),
                  and(eq(change.block, after.block), lt(change.logIndex, after.logIndex)),
                ),
          ),
        )
        .orderBy(desc(change.block), desc(change.logIndex))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => ({
          voucher: formatVoucher(row.change.voucher),
          district: row.district,
          ...changeOf(row.change, face.of(row.district)),
        }),
        (row) => `${row.change.block}-${row.change.logIndex}`,
      );
    },
  }),
];
