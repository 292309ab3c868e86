/** Who could do what an enterprise looks for, with the reasons for naming each. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, desc, eq, gte, lte, or } from "ponder";
import { z } from "zod";
import { dayOf, type Day } from "../../../client/days.ts";
import { same } from "./page.ts";
import { offersFitting } from "./posts.ts";
import { list, NOTHING, Refusal, type Asking } from "./route.ts";
import { likenessTo, type Likeness } from "./likeness.ts";
import { textsTag } from "./texts.ts";
import { ASK, day, formatProvider, GIVE, MOST, PAGE } from "./words.ts";

const A_PAGE = 20;

const REASONS = ["answers", "offer", "words", "experience", "soughtDistrict", "homeDistrict", "active"] as const;
type Reason = (typeof REASONS)[number];

const SUGGESTION = {
  provider: GIVE.provider,
  district: GIVE.number,
  reasons: z.array(z.enum(REASONS)).meta({
    description:
      "answers: its offer answers this demand; offer: it has an open offer that fits; words: one of these, or its name, says some of the demand's words; experience: orders of this class were paid to it; soughtDistrict: it is in the district sought; homeDistrict: it is in the enterprise's own; active: it did something in this class before",
  }),
  offer: GIVE.hash.nullable().meta({ description: "Its latest open offer that fits, one that answers before others" }),
  offers: GIVE.number.meta({ description: "Open ones that fit" }),
  words: z
    .array(z.string())
    .meta({ description: "Of the demand's words those that it says too, at most five, the rarest first" }),
  paidOrders: GIVE.number.meta({ description: "Of this class" }),
  activeOn: GIVE.day
    .nullable()
    .meta({ description: "When it last offered, was ordered from or was paid in this class" }),
};

export const suggestionRoutes = [
  list({
    path: "/suggestions/:demand",
    summary:
      "Admitted providers that fit an open demand: first those that answer it or have an open offer, then by what they say in the same words, orders paid, nearness and last act. Whether one is of the enterprise's group is looked at only for whoever has the key: who is left out would tell who looks",
    more: textsTag,
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
      const likeness = likenessTo(demand);
      const all = await ranked(demand, likeness, asking);
      const further = after + limit;
      const { wordsOf } = await likeness;
      return {
        items: all.slice(after, further).map((one) => suggestionOf(one, demand, wordsOf(one))),
        next: further < all.length && further <= MOST.rows ? String(further) : null,
      };
    },
  }),
];

type Demand = typeof tables.demand.$inferSelect;

/** The open offers of a provider that fit. */
interface Fitting {
  readonly ids: readonly string[];
  readonly answers: boolean;
  readonly latest: string;
}

interface Candidate {
  readonly provider: bigint;
  readonly district: number;
  readonly paidOrders: number;
  readonly activeOn: number | null;
  readonly fitting: Fitting | undefined;
  /** What it says in the demand's words; 0 for nothing, 5 for as much as any. */
  readonly closeness: number;
}

/**
 * All that fit, the fittest first. Each table is read once, by an index, and they are joined here: PGlite keeps no count of its rows, and
 * would try all pairs.
 */
async function ranked(
  demand: Demand,
  likeness: Promise<Likeness>,
  { time, face }: Asking,
): Promise<readonly Candidate[]> {
  const today = dayOf(time);
  const [found, active, offers, related, { closeness }] = await Promise.all([
    candidates(demand, today),
    db.select({ id: tables.district.id }).from(tables.district).where(eq(tables.district.status, "Active")),
    fittingOffers(demand, today),
    // Only with a key: a provider that is missing would tell everybody of whose group the enterprise is.
    face.full ? relatedTo(demand.enterprise) : new Set<bigint>(),
    likeness,
  ]);
  const districts = new Set(active.map(({ id }) => id));
  const all = found
    .filter(({ provider, district }) => districts.has(district) && !related.has(provider))
    .map((one) => ({ ...one, fitting: offers.get(one.provider) }));
  const close = closeness(all);
  return all
    .map((one) => ({ ...one, closeness: close.get(one.provider) ?? 0 }))
    .sort((a, b) => byFitness(a, b, demand));
}

async function candidates({ serviceClass, sought }: Demand, today: Day) {
  const { experience } = tables;
  const { provider, district, paidOrders, activeOn } = experience;
  return db
    .select({ provider, district, paidOrders, activeOn })
    .from(experience)
    .where(
      and(
        eq(experience.serviceClass, serviceClass),
        same(experience.district, sought === 0 ? undefined : sought),
        eq(experience.admitted, true),
        lte(experience.validFrom, today),
        gte(experience.validThrough, today),
      ),
    );
}

async function fittingOffers(demand: Demand, today: Day): Promise<ReadonlyMap<bigint, Fitting>> {
  const { offer } = tables;
  const rows = await db
    .select({ id: offer.id, provider: offer.provider, demand: offer.demand })
    .from(offer)
    .where(offersFitting(demand, today))
    .orderBy(desc(offer.postedOn), desc(offer.id));
  const found = new Map<bigint, Fitting>();
  for (const { id: latest, provider, demand: answered } of rows) {
    const before = found.get(provider);
    const answers = answered !== null;
    const isBetter = before === undefined || (answers && !before.answers);
    const best = isBetter ? { answers, latest } : { answers: before.answers, latest: before.latest };
    found.set(provider, { ...best, ids: [...(before?.ids ?? []), latest] });
  }
  return found;
}

/** Providers that the ledger matches with no demand of the enterprise: of its group, or with its wallet. */
async function relatedTo(id: bigint): Promise<ReadonlySet<bigint>> {
  const { enterprise, provider } = tables;
  const [own] = await db.select().from(enterprise).where(eq(enterprise.id, id));
  if (own === undefined) return new Set();
  const rows = await db
    .select({ id: provider.id })
    .from(provider)
    .where(or(eq(provider.group, own.group), eq(provider.wallet, own.wallet)));
  return new Set(rows.map((row) => row.id));
}

function byFitness(a: Candidate, b: Candidate, { district }: Demand): number {
  const isNear = (one: Candidate): number => Number(one.district === district);
  return (
    Number(b.fitting?.answers ?? false) - Number(a.fitting?.answers ?? false) ||
    Number(b.fitting !== undefined) - Number(a.fitting !== undefined) ||
    b.closeness - a.closeness ||
    b.paidOrders - a.paidOrders ||
    isNear(b) - isNear(a) ||
    (b.activeOn ?? 0) - (a.activeOn ?? 0) ||
    (a.provider < b.provider ? -1 : 1)
  );
}

function suggestionOf(
  { provider, district, fitting, paidOrders, activeOn }: Candidate,
  demand: Demand,
  words: string[],
) {
  const reasons: readonly (readonly [Reason, boolean])[] = [
    ["answers", fitting?.answers ?? false],
    ["offer", fitting !== undefined],
    ["words", words.length > 0],
    ["experience", paidOrders > 0],
    ["soughtDistrict", district === demand.sought],
    ["homeDistrict", district === demand.district],
    ["active", activeOn !== null],
  ];
  return {
    provider: formatProvider(provider),
    district,
    reasons: reasons.flatMap(([reason, holds]) => (holds ? [reason] : [])),
    offer: fitting?.latest ?? null,
    offers: fitting?.ids.length ?? 0,
    words,
    paidOrders,
    activeOn: activeOn === null ? null : day(activeOn),
  };
}
