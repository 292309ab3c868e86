/** Who could do what an enterprise looks for, with the reasons for naming each. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, desc, eq, gte, inArray, isNull, lte, ne, or, sql } from "ponder";
import { z } from "zod";
import { dayOf } from "../../../client/days.ts";
import { list, NOTHING, Refusal, type Asking } from "./route.ts";
import { ASK, day, formatProvider, GIVE, MOST, PAGE } from "./words.ts";

const A_PAGE = 20;

const REASONS = ["answers", "offer", "experience", "soughtDistrict", "homeDistrict", "active"] as const;
type Reason = (typeof REASONS)[number];

const SUGGESTION = {
  provider: GIVE.provider,
  district: GIVE.number,
  reasons: z.array(z.enum(REASONS)).meta({
    description:
      "answers: its offer answers this demand; offer: it has an open offer that fits; experience: orders of this class were paid to it; soughtDistrict: it is in the district sought; homeDistrict: it is in the enterprise's own; active: it did something in this class before",
  }),
  offer: GIVE.hash.nullable().meta({ description: "Its latest open offer that fits, one that answers before others" }),
  offers: GIVE.number.meta({ description: "Open ones that fit" }),
  paidOrders: GIVE.number.meta({ description: "Of this class" }),
  activeOn: GIVE.day
    .nullable()
    .meta({ description: "When it last offered, was ordered from or was paid in this class" }),
};

export const suggestionRoutes = [
  list({
    path: "/suggestions/:demand",
    summary:
      "Admitted providers that fit an open demand: first those that answer it or offer the like, then by orders paid, nearness and last act. Whether one is of the enterprise's group is looked at only for whoever has the key: who is left out would tell who looks",
    params: { demand: ASK.demand },
    query: {
      after: ASK.place.optional(),
      ...PAGE,
      limit: PAGE.limit.meta({ description: `Items a page: ${A_PAGE} unless given, at most 200` }),
    },
    item: SUGGESTION,
    give: async ({ demand: id, after = 0, limit = A_PAGE }, _, asking) => {
      const [demand] = await db.select().from(tables.demand).where(eq(tables.demand.id, id));
      if (demand === undefined) throw new Refusal(404, NOTHING);
      if (demand.state !== "Open" || demand.through < dayOf(asking.time)) return { items: [], next: null };
      const rows = await ranked(demand, asking, after, limit + 1);
      const further = after + limit;
      return {
        items: rows.slice(0, limit).map((row) => suggestionOf(row, demand)),
        next: rows.length > limit && further <= MOST.rows ? String(further) : null,
      };
    },
  }),
];

type Demand = typeof tables.demand.$inferSelect;
type Ranked = Awaited<ReturnType<typeof ranked>>[number];

async function ranked(demand: Demand, { time, face }: Asking, after: number, count: number) {
  const { district, enterprise, experience, offer, provider } = tables;
  const { serviceClass, sought } = demand;
  const today = dayOf(time);
  const answers = sql<boolean>`${offer.demand} is not null`;
  const fitting = db
    // Joined to providers that may have none, each is null there.
    .select({
      provider: offer.provider,
      offers: sql<number | null>`count(*)::int`.as("fitting_offers"),
      answers: sql<boolean | null>`bool_or(${answers})`.as("answers_it"),
      latest:
        sql<string>`(array_agg(${offer.id} order by ${answers} desc, ${offer.postedOn} desc, ${offer.id} desc))[1]`.as(
          "latest_offer",
        ),
    })
    .from(offer)
    .where(
      and(
        eq(offer.serviceClass, serviceClass),
        eq(offer.state, "Open"),
        gte(offer.through, today),
        inArray(offer.sought, [0, demand.district]),
        or(isNull(offer.demand), eq(offer.demand, demand.id)),
      ),
    )
    .groupBy(offer.provider)
    .as("fitting");
  // Only with a key: a provider that is missing would tell everybody of whose group the enterprise is.
  const [own] = face.full ? await db.select().from(enterprise).where(eq(enterprise.id, demand.enterprise)) : [];
  return db
    .select({
      provider: experience.provider,
      district: experience.district,
      paidOrders: experience.paidOrders,
      activeOn: experience.activeOn,
      offers: fitting.offers,
      answers: fitting.answers,
      latest: fitting.latest,
    })
    .from(experience)
    .innerJoin(provider, eq(provider.id, experience.provider))
    .innerJoin(district, eq(district.id, experience.district))
    .leftJoin(fitting, eq(fitting.provider, experience.provider))
    .where(
      and(
        eq(experience.serviceClass, serviceClass),
        sought === 0 ? undefined : eq(experience.district, sought),
        eq(district.status, "Active"),
        eq(provider.status, "Admitted"),
        eq(provider.stopped, false),
        lte(provider.validFrom, today),
        gte(provider.validThrough, today),
        sql`${serviceClass} = any(${provider.classes})`,
        own && ne(provider.group, own.group),
        own && ne(provider.wallet, own.wallet),
      ),
    )
    .orderBy(
      sql`coalesce(${fitting.answers}, false) desc`,
      sql`${fitting.offers} is not null desc`,
      desc(experience.paidOrders),
      sql`(${experience.district} = ${demand.district}) desc`,
      sql`${experience.activeOn} desc nulls last`,
      asc(experience.provider),
    )
    .offset(after)
    .limit(count);
}

function suggestionOf(row: Ranked, { district, sought }: Demand) {
  const reasons: readonly (readonly [Reason, boolean])[] = [
    ["answers", row.answers === true],
    ["offer", row.offers !== null],
    ["experience", row.paidOrders > 0],
    ["soughtDistrict", row.district === sought],
    ["homeDistrict", row.district === district],
    ["active", row.activeOn !== null],
  ];
  return {
    provider: formatProvider(row.provider),
    district: row.district,
    reasons: reasons.flatMap(([reason, holds]) => (holds ? [reason] : [])),
    offer: row.latest,
    offers: row.offers ?? 0,
    paidOrders: row.paidOrders,
    activeOn: row.activeOn === null ? null : day(row.activeOn),
  };
}
