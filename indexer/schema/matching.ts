/** By what enterprises and providers find each other. A post that is past its last day stands as Open: the calendar ends it. */
import { index, onchainTable, primaryKey, type PgColumnsBuilders } from "ponder";

/** What a demand and an offer have in common. */
const post = (t: PgColumnsBuilders) => ({
  id: t.hex().primaryKey(),
  /** Of whoever posted it. */
  district: t.integer().notNull(),
  /** Commitment of the text. */
  content: t.hex().notNull(),
  serviceClass: t.integer().notNull(),
  /** Where a partner is sought; 0 anywhere. */
  sought: t.integer().notNull(),
  /** Last day. */
  through: t.integer().notNull(),
  /** Open, Withdrawn or Matched. */
  state: t.text().notNull(),
  postedOn: t.integer().notNull(),
  postedBy: t.hex().notNull(),
  /** When it was withdrawn or matched. */
  endedOn: t.integer(),
});

/** What enterprises look for. */
export const demand = onchainTable(
  "demands",
  (t) => ({
    ...post(t),
    enterprise: t.bigint().notNull(),
    /** Offers that answer it, in whatever state. */
    answers: t.integer().notNull(),
  }),
  (table) => ({
    postedIdx: index().on(table.postedOn, table.id),
    districtIdx: index().on(table.district, table.postedOn, table.id),
    classIdx: index().on(table.serviceClass, table.postedOn, table.id),
    stateIdx: index().on(table.state, table.postedOn, table.id),
    enterpriseIdx: index().on(table.enterprise, table.postedOn, table.id),
  }),
);

/** What providers offer. */
export const offer = onchainTable(
  "offers",
  (t) => ({
    ...post(t),
    provider: t.bigint().notNull(),
    /** The one that it answers; empty where it is to everybody. */
    demand: t.hex(),
    /** Matches that it was made part of. */
    matches: t.integer().notNull(),
  }),
  (table) => ({
    postedIdx: index().on(table.postedOn, table.id),
    districtIdx: index().on(table.district, table.postedOn, table.id),
    classIdx: index().on(table.serviceClass, table.postedOn, table.id),
    stateIdx: index().on(table.state, table.postedOn, table.id),
    providerIdx: index().on(table.provider, table.postedOn, table.id),
    demandIdx: index().on(table.demand, table.postedOn, table.id),
    openIdx: index().on(table.serviceClass, table.state, table.through),
  }),
);

/**
 * A provider in a class of service that it was ever to be admitted for, with what it did in it. Whoever could be chosen is found here
 * without looking into each provider's own row: PGlite keeps no count of its rows, and joins badly.
 */
export const experience = onchainTable(
  "experiences",
  (t) => ({
    serviceClass: t.integer().notNull(),
    provider: t.bigint().notNull(),
    /** The provider's. */
    district: t.integer().notNull(),
    /** It is admitted for the class, and its wallet can sign; on the days from `validFrom` through `validThrough`. */
    admitted: t.boolean().notNull(),
    validFrom: t.integer().notNull(),
    validThrough: t.integer().notNull(),
    paidOrders: t.integer().notNull(),
    /** When it last offered, was ordered from, or was paid; empty where it never was. */
    activeOn: t.integer(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.serviceClass, table.provider] }),
    districtIdx: index().on(table.serviceClass, table.district),
  }),
);

/** Demands and offers that go together. */
export const match = onchainTable(
  "matches",
  (t) => ({
    id: t.hex().primaryKey(),
    demand: t.hex().notNull(),
    offer: t.hex().notNull(),
    enterprise: t.bigint().notNull(),
    district: t.integer().notNull(),
    provider: t.bigint().notNull(),
    providerDistrict: t.integer().notNull(),
    serviceClass: t.integer().notNull(),
    /** Recorded under it. */
    orders: t.integer().notNull(),
    madeOn: t.integer().notNull(),
    madeBy: t.hex().notNull(),
  }),
  (table) => ({
    madeIdx: index().on(table.madeOn, table.id),
    districtIdx: index().on(table.district, table.madeOn, table.id),
    providerDistrictIdx: index().on(table.providerDistrict, table.madeOn, table.id),
    classIdx: index().on(table.serviceClass, table.madeOn, table.id),
    enterpriseIdx: index().on(table.enterprise, table.madeOn, table.id),
    providerIdx: index().on(table.provider, table.madeOn, table.id),
    demandIdx: index().on(table.demand),
    offerIdx: index().on(table.offer, table.madeOn, table.id),
  }),
);

/** The match that an order was recorded under. */
export const matchOrder = onchainTable(
  "match_orders",
  (t) => ({
    order: t.hex().primaryKey(),
    match: t.hex().notNull(),
    recordedOn: t.integer().notNull(),
  }),
  (table) => ({ matchIdx: index().on(table.match, table.recordedOn, table.order) }),
);
