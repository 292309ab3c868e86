/** How far vouchers come on their way from budget to bank, and what of it is worth telling. */
import { index, onchainTable, primaryKey } from "ponder";

/** The vouchers of a program that were issued in a month, and where their money is now. */
export const cohort = onchainTable(
  "cohorts",
  (t) => ({
    program: t.integer().notNull(),
    /** Of issue, as 2019-12. */
    month: t.text().notNull(),
    district: t.integer().notNull(),
    vouchers: t.integer().notNull(),
    /** Of these, with something locked or redeemed. */
    used: t.integer().notNull(),
    /** Of these, expired with nothing locked or redeemed. */
    unused: t.integer().notNull(),
    issued: t.bigint().notNull(),
    locked: t.bigint().notNull(),
    redeemed: t.bigint().notNull(),
    paid: t.bigint().notNull(),
    /** Returned to the budget by vouchers that expired. */
    expired: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.program, table.month] }) }),
);

/** What these vouchers are spent on. A voucher is of no service class until an order draws on it. */
export const classUse = onchainTable(
  "class_uses",
  (t) => ({
    program: t.integer().notNull(),
    /** Of the voucher's issue. */
    month: t.text().notNull(),
    serviceClass: t.integer().notNull(),
    district: t.integer().notNull(),
    /** Orders whose lock stands, that are redeemed (paid ones too), and that are paid. */
    lockedOrders: t.integer().notNull(),
    redeemedOrders: t.integer().notNull(),
    paidOrders: t.integer().notNull(),
    locked: t.bigint().notNull(),
    redeemed: t.bigint().notNull(),
    paid: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.program, table.month, table.serviceClass] }) }),
);

/** How much there ever was: of a district, and of all together, which is district 0. */
export const progress = onchainTable("progress", (t) => ({
  district: t.integer().primaryKey(),
  vouchers: t.bigint().notNull(),
  /** 1 once there was a redemption, though it was undone; of all together, districts that had one. */
  redemptions: t.bigint().notNull(),
  paidOrders: t.bigint().notNull(),
  paid: t.bigint().notNull(),
  /** What groups of five vouchers make up of it: src/groups.ts. */
  toldPaid: t.bigint().notNull(),
}));

/** When one of these figures first reached a round size. */
export const milestone = onchainTable(
  "milestones",
  (t) => ({
    district: t.integer().notNull(),
    /** A column of `progress`. */
    figure: t.text().notNull(),
    size: t.bigint().notNull(),
    voucher: t.bigint().notNull(),
    order: t.hex(),
    day: t.integer().notNull(),
    time: t.integer().notNull(),
    block: t.integer().notNull(),
    logIndex: t.integer().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.district, table.figure, table.size] }),
    placeIdx: index().on(table.block, table.logIndex),
  }),
);
