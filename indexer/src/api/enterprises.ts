/** Enterprises, by their numbers: names are the district's to publish. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, inArray } from "ponder";
import { z } from "zod";
import type { Face } from "./face.ts";
import { pageOf, same } from "./page.ts";
import { list, one } from "./route.ts";
import { ASK, day, formatEnterprise, GIVE, oneOf, PAGE } from "./words.ts";

const ENTERPRISE = {
  enterprise: GIVE.enterprise,
  district: GIVE.number,
  status: GIVE.state,
  stopped: GIVE.yes.meta({ description: "Its wallet is being replaced and cannot sign" }),
  vouchers: GIVE.number.meta({ description: "How many it was ever issued" }),
  mergedInto: GIVE.enterprise.nullable(),
  registeredOn: GIVE.day,
  wallet: GIVE.account.nullable().meta({ description: "With a key only, as group and profile" }),
  group: GIVE.number.nullable(),
  profile: GIVE.hash.nullable(),
};

function enterpriseOf(row: typeof tables.enterprise.$inferSelect, { full }: Face) {
  return {
    enterprise: formatEnterprise(row.id),
    district: row.district,
    status: row.status,
    stopped: row.stopped,
    vouchers: row.vouchers,
    mergedInto: row.mergedInto === null ? null : formatEnterprise(row.mergedInto),
    registeredOn: day(row.registeredOn),
    wallet: full ? row.wallet : null,
    group: full ? Number(row.group) : null,
    profile: full ? row.profile : null,
  };
}

export const enterpriseRoutes = [
  list({
    path: "/enterprises",
    summary: "Enterprises of the districts that publish them",
    params: {},
    query: {
      district: ASK.district.optional(),
      status: oneOf(["Active", "Frozen", "Merged", "Closed", "Blacklisted"]).optional(),
      after: ASK.enterprise.optional(),
      ...PAGE,
    },
    item: ENTERPRISE,
    give: async (asked, limit, { face }) => {
      const { enterprise } = tables;
      const rows = await db
        .select()
        .from(enterprise)
        .where(
          and(
            face.withEnterprises && inArray(enterprise.district, [...face.withEnterprises]),
            same(enterprise.district, asked.district),
            same(enterprise.status, asked.status),
            asked.after === undefined ? undefined : gt(enterprise.id, asked.after),
          ),
        )
        .orderBy(asc(enterprise.id))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => enterpriseOf(row, face),
        (row) => formatEnterprise(row.id),
      );
    },
  }),
  one({
    path: "/enterprises/:enterprise",
    summary: "An enterprise",
    params: { enterprise: ASK.enterprise },
    answer: z.object(ENTERPRISE),
    give: async ({ enterprise: id }, { face }) => {
      const [row] = await db.select().from(tables.enterprise).where(eq(tables.enterprise.id, id));
      return row && face.of(row.district).enterprises ? enterpriseOf(row, face) : undefined;
    },
  }),
];
