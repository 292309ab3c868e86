/** What waits for somebody: public notices, objections, second officers. */
import { index, onchainTable, primaryKey } from "ponder";

/** What stands or stood in public notice, the last notice of each. */
export const notice = onchainTable(
  "notices",
  (t) => ({
    /** List, admission as 32 bytes, or order. */
    subject: t.hex().primaryKey(),
    /** list, admission or order. */
    about: t.text().notNull(),
    /** Whose home Bureau hears objections, and the other district that may object; the same where there is none. */
    district: t.integer().notNull(),
    otherDistrict: t.integer().notNull(),
    program: t.integer(),
    /** Its serial. */
    list: t.integer(),
    voucher: t.bigint(),
    provider: t.bigint(),
    /** Vouchers of a list. */
    count: t.integer(),
    amount: t.bigint(),
    since: t.integer().notNull(),
    /** When the notice was given, in Unix seconds. */
    time: t.integer().notNull(),
    /** Last day of the notice. */
    noticeEnd: t.integer().notNull(),
    /** Where the notice was given. */
    block: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    /** Objections that are not ended; a district's lapses of itself after the resolve period. */
    openObjections: t.integer().notNull(),
  }),
  (table) => ({
    endIdx: index().on(table.noticeEnd, table.block, table.logIndex),
    districtIdx: index().on(table.district),
    placeIdx: index().on(table.block, table.logIndex),
  }),
);

/** Who objected to what, and how it ended. */
export const objection = onchainTable(
  "objections",
  (t) => ({
    id: t.text().primaryKey(),
    subject: t.hex().notNull(),
    /** Auditor, Home or Provider. */
    seat: t.text().notNull(),
    by: t.hex().notNull(),
    reason: t.hex().notNull(),
    on: t.integer().notNull(),
    endedBy: t.hex(),
    endedReason: t.hex(),
    endedOn: t.integer(),
  }),
  (table) => ({ subjectIdx: index().on(table.subject) }),
);

/** What one officer proposed and a second one confirms. */
export const proposal = onchainTable(
  "proposals",
  (t) => ({
    /** The contract's name. */
    part: t.text().notNull(),
    matter: t.hex().notNull(),
    /** ABI-encoded, as the contract's header says. */
    what: t.hex().notNull(),
    proposedBy: t.hex().notNull(),
    proposedAt: t.integer().notNull(),
    /** Proposed, Confirmed or Withdrawn; the last one of the same matter. */
    state: t.text().notNull(),
    confirmedBy: t.hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.part, table.matter] }) }),
);
