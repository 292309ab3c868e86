/** Announced lists and the vouchers issued from them, with every change. */
import { index, onchainTable, primaryKey } from "ponder";

/** Announced lists of vouchers to be issued: the ledger's batches. */
export const list = onchainTable(
  "lists",
  (t) => ({
    id: t.hex().primaryKey(),
    program: t.integer().notNull(),
    /** The program's how manieth. */
    serial: t.integer().notNull(),
    district: t.integer().notNull(),
    /** A name of LIST_STAGES. */
    stage: t.text().notNull(),
    /** Items announced, and of these issued or passed over. */
    count: t.integer().notNull(),
    done: t.integer().notNull(),
    issued: t.integer().notNull(),
    passedOver: t.integer().notNull(),
    /** Fen announced, and of the items done. */
    total: t.bigint().notNull(),
    drawn: t.bigint().notNull(),
    noticeEnd: t.integer().notNull(),
    /** Day of the last approval or chunk, never before the notice's end. */
    lastAct: t.integer().notNull(),
    /** Chain of the items still to come. */
    next: t.hex().notNull(),
    announcedBy: t.hex().notNull(),
    announcedOn: t.integer().notNull(),
    /** Districts that have approved it, in the order in which they did. */
    approvals: t.integer().array().notNull(),
    approvedBy: t.hex().array().notNull(),
  }),
  (table) => ({ programIdx: index().on(table.program, table.serial) }),
);

/** A voucher's present state. */
export const voucher = onchainTable(
  "vouchers",
  (t) => ({
    id: t.bigint().primaryKey(),
    program: t.integer().notNull(),
    district: t.integer().notNull(),
    enterprise: t.bigint().notNull(),
    list: t.hex().notNull(),
    /** Active, Revoked or Expired. */
    status: t.text().notNull(),
    /** face = remaining + locked + redeemed + returned. */
    face: t.bigint().notNull(),
    remaining: t.bigint().notNull(),
    locked: t.bigint().notNull(),
    redeemed: t.bigint().notNull(),
    returned: t.bigint().notNull(),
    paid: t.bigint().notNull(),
    recovered: t.bigint().notNull(),
    issuedOn: t.integer().notNull(),
    useBy: t.integer().notNull(),
    extended: t.boolean().notNull(),
    frozenOnce: t.boolean().notNull(),
    /** When its last freeze ends or ended; 0 if there was none. */
    frozenUntil: t.integer().notNull(),
    /** Days by which freezes moved its deadlines; of one that runs, its days still to come too. */
    frozenDays: t.integer().notNull(),
    /** Number of its last change. */
    sequence: t.integer().notNull(),
  }),
  (table) => ({
    programIdx: index().on(table.program, table.id),
    districtIdx: index().on(table.district, table.id),
    enterpriseIdx: index().on(table.enterprise, table.id),
    statusIdx: index().on(table.status, table.useBy),
  }),
);

/** Every change of every voucher, in its order: a complete history. */
export const change = onchainTable(
  "changes",
  (t) => ({
    voucher: t.bigint().notNull(),
    sequence: t.integer().notNull(),
    /** The voucher's. */
    district: t.integer().notNull(),
    /** A name of ACTIONS. */
    action: t.text().notNull(),
    /** Fen; days where the action is Frozen, Unfrozen or Extended. */
    amount: t.bigint().notNull(),
    /** Order, list or reason, as the action says. */
    subject: t.hex().notNull(),
    /** The voucher's word after the change. */
    word: t.bigint().notNull(),
    /** Who did it, as the ledger's other events say; of an expiry and a settlement, who sent the transaction. */
    by: t.hex().notNull(),
    /** Of a revocation, the officer who proposed it. */
    proposedBy: t.hex(),
    day: t.integer().notNull(),
    time: t.integer().notNull(),
    block: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.voucher, table.sequence] }),
    subjectIdx: index().on(table.subject),
    blockIdx: index().on(table.block, table.logIndex),
    districtIdx: index().on(table.district, table.block, table.logIndex),
  }),
);
