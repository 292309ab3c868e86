/** Districts, and the parties that they register and admit. */
import { index, onchainTable } from "ponder";

/** The members of the consortium. */
export const district = onchainTable("districts", (t) => ({
  id: t.integer().primaryKey(),
  /** As pictures show it. */
  name: t.text().notNull(),
  /** Commitment of its public profile. */
  profile: t.hex().notNull(),
  /** Active or Retired. */
  status: t.text().notNull(),
  addedOn: t.integer().notNull(),
}));

/** That the edition takes nothing new any more: one row, or none. */
export const closing = onchainTable("closings", (t) => ({
  edition: t.hex().primaryKey(),
  closedOn: t.integer().notNull(),
}));

/** Who may hold vouchers. */
export const enterprise = onchainTable(
  "enterprises",
  (t) => ({
    id: t.bigint().primaryKey(),
    district: t.integer().notNull(),
    /** A name of ENTERPRISE_STATUSES. */
    status: t.text().notNull(),
    /** Its wallet is being replaced and cannot sign. */
    stopped: t.boolean().notNull(),
    wallet: t.hex().notNull(),
    /** Its actual controller, by the ledger's number. */
    group: t.bigint().notNull(),
    /** How many it was ever issued. */
    vouchers: t.integer().notNull(),
    mergedInto: t.bigint(),
    profile: t.hex().notNull(),
    registeredOn: t.integer().notNull(),
  }),
  (table) => ({ districtIdx: index().on(table.district, table.id) }),
);

/** Who may be paid with vouchers, with their admission certificates. */
export const provider = onchainTable(
  "providers",
  (t) => ({
    id: t.bigint().primaryKey(),
    district: t.integer().notNull(),
    /** A name of PROVIDER_STATUSES. */
    status: t.text().notNull(),
    stopped: t.boolean().notNull(),
    wallet: t.hex().notNull(),
    group: t.bigint().notNull(),
    /** Service classes, rising. */
    classes: t.integer().array().notNull(),
    validFrom: t.integer().notNull(),
    validThrough: t.integer().notNull(),
    /** Last day of its public notice; 0 until its district has countersigned. */
    noticeEnd: t.integer().notNull(),
    profile: t.hex().notNull(),
    proposedOn: t.integer().notNull(),
    proposedBy: t.hex().notNull(),
  }),
  (table) => ({
    districtIdx: index().on(table.district, table.id),
    groupIdx: index().on(table.group),
    walletIdx: index().on(table.wallet),
  }),
);
