/** Budget lines, and the totals that people ask for at once. */
import { onchainTable, primaryKey } from "ponder";

/** Budget lines: terms that never change, and the figures of the moment. */
export const program = onchainTable("programs", (t) => ({
  id: t.integer().primaryKey(),
  district: t.integer().notNull(),
  /** A name of PROGRAM_STATUSES. */
  status: t.text().notNull(),
  share: t.integer().notNull(),
  yearlyCap: t.bigint().notNull(),
  greatestFace: t.bigint().notNull(),
  leastContract: t.bigint().notNull(),
  useByDays: t.integer().notNull(),
  claimByDays: t.integer().notNull(),
  extensionDays: t.integer().notNull(),
  noticeFloor: t.integer().notNull(),
  noticeCeiling: t.integer().notNull(),
  graceDays: t.integer().notNull(),
  resolveDays: t.integer().notNull(),
  lastIssueDay: t.integer().notNull(),
  /** Districts whose approval an issue also needs. */
  joint: t.integer().array().notNull(),
  classes: t.integer().array().notNull(),
  /** SHA-256 of the policy's file. */
  policy: t.hex().notNull(),
  policyUri: t.text().notNull(),
  proposedOn: t.integer().notNull(),
  /** The ledger's five figures. */
  approved: t.bigint().notNull(),
  outstanding: t.bigint().notNull(),
  redeemed: t.bigint().notNull(),
  paid: t.bigint().notNull(),
  recovered: t.bigint().notNull(),
  /** Announced ones. */
  lists: t.integer().notNull(),
  /** Added up from its vouchers; outstanding is locked and what remains of living ones. */
  vouchers: t.integer().notNull(),
  issued: t.bigint().notNull(),
  locked: t.bigint().notNull(),
  returned: t.bigint().notNull(),
  /** Of issued and paid, what groups of five vouchers make up: src/groups.ts. */
  toldIssued: t.bigint().notNull(),
  toldPaid: t.bigint().notNull(),
  /** Day on which a figure last moved; empty until one does. */
  movedOn: t.integer(),
}));

/** A program's figures at the end of each day on which one of them moved, but for the last such day: those are the program's own. */
export const budgetDay = onchainTable(
  "budget_days",
  (t) => ({
    program: t.integer().notNull(),
    day: t.integer().notNull(),
    approved: t.bigint().notNull(),
    outstanding: t.bigint().notNull(),
    redeemed: t.bigint().notNull(),
    paid: t.bigint().notNull(),
    recovered: t.bigint().notNull(),
    issued: t.bigint().notNull(),
    locked: t.bigint().notNull(),
    returned: t.bigint().notNull(),
    toldIssued: t.bigint().notNull(),
    toldPaid: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.program, table.day] }) }),
);

/** What moved in a district's programs in a month. Undone redemptions count against the month in which they are undone. */
export const monthTotal = onchainTable(
  "month_totals",
  (t) => ({
    district: t.integer().notNull(),
    /** As 2019-12. */
    month: t.text().notNull(),
    vouchers: t.integer().notNull(),
    issued: t.bigint().notNull(),
    redeemed: t.bigint().notNull(),
    paid: t.bigint().notNull(),
    recovered: t.bigint().notNull(),
    returned: t.bigint().notNull(),
    toldIssued: t.bigint().notNull(),
    toldPaid: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.district, table.month] }) }),
);

/** Whose vouchers were spent where: redeemed (paid or not) and paid, by home district and provider's. */
export const crossing = onchainTable(
  "crossings",
  (t) => ({
    district: t.integer().notNull(),
    providerDistrict: t.integer().notNull(),
    redeemed: t.bigint().notNull(),
    paid: t.bigint().notNull(),
    toldPaid: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.district, table.providerDistrict] }) }),
);

/** Amounts that are told of no sum yet: src/groups.ts. */
export const openGroup = onchainTable(
  "open_groups",
  (t) => ({
    program: t.integer().notNull(),
    /** issued or paid. */
    figure: t.text().notNull(),
    /** Of what was paid; else 0. */
    providerDistrict: t.integer().notNull(),
    /** Serials, fewer than five. */
    vouchers: t.integer().array().notNull(),
    amount: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.program, table.figure, table.providerDistrict] }) }),
);
