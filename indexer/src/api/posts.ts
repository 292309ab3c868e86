/**
 * Demands and offers, the latest first. What they ask and promise in words is not here, for the ledger has its commitment alone; but they
 * are found by the words that everybody may read at the offices.
 */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, desc, eq, gte, inArray, isNull, lt, or, sql } from "ponder";
import { z } from "zod";
import { dayOf, type Day } from "../../../client/days.ts";
import { AFTER, behindDay, keyOn, pageOf, same } from "./page.ts";
import { list, NOTHING, one, Refusal, type Asking } from "./route.ts";
import { pageOfFound, postsWith, WORDS_OF_TEXTS } from "./search.ts";
import { demandShown } from "./shown.ts";
import { textsTag } from "./texts.ts";
import { ASK, day, dayIfAny, formatEnterprise, formatProvider, GIVE, oneOf, PAGE } from "./words.ts";

type DemandRow = typeof tables.demand.$inferSelect;
type OfferRow = typeof tables.offer.$inferSelect;

const POST_STATES = ["Open", "Withdrawn", "Matched", "Expired"] as const;
type PostState = (typeof POST_STATES)[number];

const POST = {
  district: GIVE.number.meta({ description: "Of whoever posted it" }),
  serviceClass: GIVE.number,
  sought: GIVE.number.nullable().meta({ description: "District in which a partner is sought; null for any" }),
  through: GIVE.day.meta({ description: "Last day on which it can be matched" }),
  state: GIVE.state.meta({ description: "Open, Withdrawn, Matched, or Expired: open once, and its last day is over" }),
  postedOn: GIVE.day,
  postedBy: GIVE.account.meta({ description: "Whoever brought it: an officer" }),
  endedOn: GIVE.day.nullable().meta({ description: "Day on which it was withdrawn or matched" }),
};

const DEMAND = {
  demand: GIVE.hash,
  enterprise: GIVE.holder,
  content: GIVE.hash
    .nullable()
    .meta({ description: "Commitment of the text; null where enterprises are not published" }),
  answers: GIVE.number.meta({ description: "Offers that answer it" }),
  ...POST,
};

const OFFER = {
  offer: GIVE.hash,
  provider: GIVE.provider,
  demand: GIVE.hash.nullable().meta({ description: "The one that it answers; null where it is to everybody" }),
  content: GIVE.hash.meta({ description: "Commitment of the text" }),
  matches: GIVE.number,
  ...POST,
};

/** What every list of posts takes. */
const QUERY = {
  district: ASK.district.optional().meta({ description: "Of whoever posted it" }),
  partnerDistrict: ASK.district.optional().meta({ description: "Those that seek a partner there, or anywhere" }),
  serviceClass: ASK.serviceClass.optional(),
  state: oneOf(POST_STATES).optional(),
  words: ASK.words.optional().meta({ description: WORDS_OF_TEXTS }),
  after: AFTER,
  ...PAGE,
};
type Asked = z.output<z.ZodObject<typeof QUERY>>;

export const postRoutes = [
  list({
    path: "/demands",
    summary: "What enterprises look for, the latest first",
    more: textsTag,
    params: {},
    query: { enterprise: ASK.enterprise.optional(), ...QUERY },
    item: DEMAND,
    give: async (asked, limit, asking) => {
      const { demand } = tables;
      demandShown(asked.enterprise, asking.face, "which enterprise looks for what");
      const own = same(demand.enterprise, asked.enterprise);
      const fitting = (ids?: `0x${string}`[]) =>
        db
          .select()
          .from(demand)
          .where(and(own, ids && inArray(demand.id, ids), ...narrowed(demand, asked, asking)));
      const give = (row: DemandRow) => demandOf(row, asking);
      if (asked.words !== undefined) {
        const withWords = await postsWith(asked.words, "demand", asked);
        return pageOfFound(limit, { ...withWords, rows: async (ids) => fitting(ids), give, keyOf });
      }
      const rows = await fitting()
        .orderBy(desc(demand.postedOn), desc(demand.id))
        .limit(limit + 1);
      return pageOf(rows, limit, give, keyOf);
    },
  }),
  one({
    path: "/demands/:demand",
    summary: "A demand with its first 1,000 answers, and its match",
    params: { demand: ASK.demand },
    answer: z.object({ ...DEMAND, match: GIVE.hash.nullable(), offers: z.array(z.object(OFFER)) }),
    give: async ({ demand: id }, asking) => {
      const { demand, match, offer } = tables;
      const [[row], [made], offers] = await Promise.all([
        db.select().from(demand).where(eq(demand.id, id)),
        db.select({ id: match.id }).from(match).where(eq(match.demand, id)),
        db.select().from(offer).where(eq(offer.demand, id)).orderBy(desc(offer.postedOn), desc(offer.id)).limit(1_000),
      ]);
      if (row === undefined) return undefined;
      return {
        ...demandOf(row, asking),
        match: made?.id ?? null,
        offers: offers.map((answer) => offerOf(answer, asking)),
      };
    },
  }),
  list({
    path: "/offers",
    summary: "What providers offer, to one demand or to everybody, the latest first",
    more: textsTag,
    params: {},
    query: {
      provider: ASK.provider.optional(),
      demand: ASK.demand.optional().meta({ description: "Offers that answer it" }),
      fits: ASK.demand.optional().meta({
        description:
          "Open offers that this demand, as long as it is open itself, could be matched with: of its class, to everybody or in answer to it, of the district that it seeks, seeking a partner in its own",
      }),
      ...QUERY,
    },
    item: OFFER,
    give: async (asked, limit, asking) => {
      const { offer } = tables;
      const fit = asked.fits === undefined ? undefined : await fitsOpen(asked.fits, asking);
      const own = [same(offer.provider, asked.provider), same(offer.demand, asked.demand), fit];
      const fitting = (ids?: `0x${string}`[]) =>
        db
          .select()
          .from(offer)
          .where(and(...own, ids && inArray(offer.id, ids), ...narrowed(offer, asked, asking)));
      const give = (row: OfferRow) => offerOf(row, asking);
      if (asked.words !== undefined) {
        const withWords = await postsWith(asked.words, "offer", asked);
        return pageOfFound(limit, { ...withWords, rows: async (ids) => fitting(ids), give, keyOf });
      }
      const rows = await fitting()
        .orderBy(desc(offer.postedOn), desc(offer.id))
        .limit(limit + 1);
      return pageOf(rows, limit, give, keyOf);
    },
  }),
  one({
    path: "/offers/:offer",
    summary: "An offer",
    params: { offer: ASK.offer },
    answer: z.object(OFFER),
    give: async ({ offer: id }, asking) => {
      const [row] = await db.select().from(tables.offer).where(eq(tables.offer.id, id));
      return row && offerOf(row, asking);
    },
  }),
];

async function fitsOpen(id: `0x${string}`, { time }: Asking) {
  const { demand } = tables;
  const [row] = await db.select().from(demand).where(eq(demand.id, id));
  if (row === undefined) throw new Refusal(404, NOTHING);
  const today = dayOf(time);
  return row.state === "Open" && row.through >= today ? offersFitting(row, today) : sql`false`;
}

/** Which offers a demand can be matched with, as far as what the two say goes. */
export function offersFitting({ id, serviceClass, district, sought }: DemandRow, today: Day) {
  const { offer } = tables;
  return and(
    eq(offer.serviceClass, serviceClass),
    isIn(offer, "Open", today),
    same(offer.district, sought === 0 ? undefined : sought),
    inArray(offer.sought, [0, district]),
    or(isNull(offer.demand), eq(offer.demand, id)),
  );
}

function narrowed(table: typeof tables.demand | typeof tables.offer, asked: Asked, asking: Asking) {
  const { after, state } = asked;
  return [
    same(table.district, asked.district),
    asked.partnerDistrict === undefined ? undefined : inArray(table.sought, [0, asked.partnerDistrict]),
    same(table.serviceClass, asked.serviceClass),
    state && isIn(table, state, dayOf(asking.time)),
    behindDay("<", table.postedOn, table.id, after),
  ];
}

function isIn({ state, through }: typeof tables.demand | typeof tables.offer, asked: PostState, today: number) {
  if (asked === "Open") return and(eq(state, "Open"), gte(through, today));
  if (asked === "Expired") return and(eq(state, "Open"), lt(through, today));
  return eq(state, asked);
}

const keyOf = (row: Pick<DemandRow | OfferRow, "postedOn" | "id">): string => keyOn(row.postedOn, row.id);

function demandOf(row: DemandRow, asking: Asking) {
  const { enterprises } = asking.face.of(row.district);
  return {
    demand: row.id,
    enterprise: enterprises ? formatEnterprise(row.enterprise) : null,
    // With it the demand's number, which is a hash, could be tried against all enterprises.
    content: enterprises ? row.content : null,
    answers: row.answers,
    ...postOf(row, asking),
  };
}

function offerOf(row: OfferRow, asking: Asking) {
  return {
    offer: row.id,
    provider: formatProvider(row.provider),
    demand: row.demand,
    content: row.content,
    matches: row.matches,
    ...postOf(row, asking),
  };
}

function postOf(row: DemandRow | OfferRow, { time }: Asking) {
  return {
    district: row.district,
    serviceClass: row.serviceClass,
    sought: row.sought === 0 ? null : row.sought,
    through: day(row.through),
    state: row.state === "Open" && row.through < dayOf(time) ? "Expired" : row.state,
    postedOn: day(row.postedOn),
    postedBy: row.postedBy,
    endedOn: dayIfAny(row.endedOn),
  };
}
