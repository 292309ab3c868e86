/** What vouchers are spent on, and what the bank paid. */
import { index, onchainTable, primaryKey } from "ponder";

/** Service contracts that draw on vouchers. */
export const order = onchainTable(
  "orders",
  (t) => ({
    id: t.hex().primaryKey(),
    voucher: t.bigint().notNull(),
    program: t.integer().notNull(),
    district: t.integer().notNull(),
    enterprise: t.bigint().notNull(),
    provider: t.bigint().notNull(),
    providerDistrict: t.integer().notNull(),
    /** In which the voucher was issued, as 2019-12. */
    issueMonth: t.text().notNull(),
    /** A name of ORDER_STAGES. */
    stage: t.text().notNull(),
    /** Locked while placed or claimed, then redeemed. */
    amount: t.bigint().notNull(),
    contractValue: t.bigint().notNull(),
    contractDay: t.integer().notNull(),
    serviceClass: t.integer().notNull(),
    contractCommitment: t.hex().notNull(),
    referenceTo: t.hex().notNull(),
    deliverBy: t.integer().notNull(),
    /** Claimed: last day of grace; redeemed: last day of the notice; else 0. */
    waitEnd: t.integer().notNull(),
    frozenDays: t.integer().notNull(),
    round: t.integer().notNull(),
    /** Of the standing redemption. */
    invoices: t.integer().notNull(),
    reopened: t.boolean().notNull(),
    /** The payment that it is in or was paid by; 0 if it never was in one. */
    payment: t.integer().notNull(),
    placedOn: t.integer().notNull(),
    placedBy: t.hex().notNull(),
    redeemedOn: t.integer(),
    paidOn: t.integer(),
    /** Of claw-backs. */
    clawedBack: t.bigint().notNull(),
    recovered: t.bigint().notNull(),
    writtenOff: t.bigint().notNull(),
  }),
  (table) => ({
    voucherIdx: index().on(table.voucher),
    placedIdx: index().on(table.placedOn, table.id),
    districtIdx: index().on(table.district, table.placedOn, table.id),
    providerDistrictIdx: index().on(table.providerDistrict, table.placedOn, table.id),
    programIdx: index().on(table.program, table.placedOn, table.id),
    stageIdx: index().on(table.stage, table.placedOn, table.id),
    enterpriseIdx: index().on(table.enterprise),
    providerIdx: index().on(table.provider),
    paymentIdx: index().on(table.payment),
  }),
);

/** Payment batches. */
export const payment = onchainTable("payments", (t) => ({
  id: t.integer().primaryKey(),
  district: t.integer().notNull(),
  orders: t.integer().notNull(),
  /** Orders that the bank has not answered for. */
  open: t.integer().notNull(),
  total: t.bigint().notNull(),
  paid: t.bigint().notNull(),
  openedBy: t.hex().notNull(),
  openedOn: t.integer().notNull(),
  closedBy: t.hex(),
  closedOn: t.integer(),
  /** In Unix seconds. */
  closedAt: t.integer(),
}));

/** The orders of each payment, with what the bank did. */
export const paymentItem = onchainTable(
  "payment_items",
  (t) => ({
    payment: t.integer().notNull(),
    order: t.hex().notNull(),
    amount: t.bigint().notNull(),
    /** Empty while it waits; true if paid, false if the bank returned it. */
    paid: t.boolean(),
    /** Commitment of the bank's receipt. */
    receipt: t.hex(),
    settledOn: t.integer(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.payment, table.order] }), orderIdx: index().on(table.order) }),
);
