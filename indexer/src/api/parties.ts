/** Districts, and the catalogue of providers. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gt, inArray, sql } from "ponder";
import { z } from "zod";
import { dayOf } from "../../../client/days.ts";
import { ENTERPRISES_SHOWN } from "../../../client/publication.ts";
import type { Face } from "./face.ts";
import { pageOf, same } from "./page.ts";
import { publishedBy } from "./published.ts";
import { list, one } from "./route.ts";
import { pageOfFound, providersWith, WORDS_OF_PROVIDERS } from "./search.ts";
import { textsTag } from "./texts.ts";
import { ASK, day, dayIfAny, formatProvider, GIVE, oneOf, PAGE } from "./words.ts";

const DISTRICT = {
  district: GIVE.number,
  name: z.string(),
  status: GIVE.state,
  addedOn: GIVE.day,
  published: z
    .object({
      enterprises: z.enum(ENTERPRISES_SHOWN),
      amounts: GIVE.yes,
      smallCells: GIVE.yes,
      proofs: GIVE.yes,
    })
    .meta({ description: "What the district publishes, as its office said last; the least where it never did" }),
};

const PROVIDER = {
  provider: GIVE.provider,
  district: GIVE.number,
  status: GIVE.state,
  classes: z.array(GIVE.number),
  validFrom: GIVE.day,
  validThrough: GIVE.day,
  noticeEnd: GIVE.day.nullable(),
  profile: GIVE.hash,
  wallet: GIVE.account.nullable().meta({ description: "With a key only, as group" }),
  group: GIVE.number.nullable(),
};

type ProviderRow = typeof tables.provider.$inferSelect;

function providerOf(row: ProviderRow, { full }: Face) {
  const { id, district, status, classes, validFrom, validThrough, noticeEnd, profile, wallet, group } = row;
  return {
    provider: formatProvider(id),
    district,
    status,
    classes,
    validFrom: day(validFrom),
    validThrough: day(validThrough),
    noticeEnd: dayIfAny(noticeEnd),
    profile,
    wallet: full ? wallet : null,
    group: full ? Number(group) : null,
  };
}

export const partyRoutes = [
  list({
    path: "/districts",
    summary: "The members of the consortium",
    params: {},
    query: { after: ASK.district.optional(), ...PAGE },
    item: DISTRICT,
    give: async ({ after }, limit) => {
      const { district } = tables;
      const rows = await db
        .select()
        .from(district)
        .where(gt(district.id, after ?? 0))
        .orderBy(asc(district.id))
        .limit(limit + 1);
      const give = ({ id, name, status, addedOn }: (typeof rows)[number]) => ({
        district: id,
        name,
        status,
        addedOn: day(addedOn),
        published: publishedBy(id),
      });
      return pageOf(rows, limit, give, (row) => String(row.id));
    },
  }),
  list({
    path: "/providers",
    summary: "Providers with their admission; Admitted ones are the catalogue",
    more: textsTag,
    params: {},
    query: {
      district: ASK.district.optional(),
      serviceClass: ASK.serviceClass.optional(),
      status: oneOf([
        "Proposed",
        "Countersigned",
        "Declined",
        "Admitted",
        "Suspended",
        "Removed",
        "Blacklisted",
      ]).optional(),
      words: ASK.words.optional().meta({ description: WORDS_OF_PROVIDERS }),
      after: ASK.provider.optional(),
      ...PAGE,
    },
    item: PROVIDER,
    give: async (asked, limit, { face, time }) => {
      const { provider } = tables;
      const conditions = [
        same(provider.district, asked.district),
        asked.serviceClass === undefined ? undefined : sql`${asked.serviceClass} = any(${provider.classes})`,
        same(provider.status, asked.status),
        asked.after === undefined ? undefined : gt(provider.id, asked.after),
      ];
      const fitting = (ids?: bigint[]) =>
        db
          .select()
          .from(provider)
          .where(and(ids && inArray(provider.id, ids), ...conditions));
      const give = (row: ProviderRow) => providerOf(row, face);
      const keyOf = ({ id }: Pick<ProviderRow, "id">): string => formatProvider(id);
      if (asked.words !== undefined) {
        const withWords = await providersWith(asked.words, { today: dayOf(time), after: asked.after });
        return pageOfFound(limit, { ...withWords, rows: async (ids) => fitting(ids), give, keyOf });
      }
      const rows = await fitting()
        .orderBy(asc(provider.id))
        .limit(limit + 1);
      return pageOf(rows, limit, give, keyOf);
    },
  }),
  one({
    path: "/providers/:provider",
    summary: "A provider",
    params: { provider: ASK.provider },
    answer: z.object(PROVIDER),
    give: async ({ provider: id }, { face }) => {
      const [row] = await db.select().from(tables.provider).where(eq(tables.provider.id, id));
      return row && providerOf(row, face);
    },
  }),
];
