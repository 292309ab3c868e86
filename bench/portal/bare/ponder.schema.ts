/** One table, of the events as they come. */
import { onchainTable, primaryKey } from "ponder";

export const event = onchainTable(
  "events",
  (t) => ({
    block: t.integer().notNull(),
    logIndex: t.integer().notNull(),
    time: t.integer().notNull(),
    transaction: t.hex().notNull(),
    /** As the contract declares it. */
    name: t.text().notNull(),
    address: t.hex().notNull(),
    topic0: t.hex(),
    topic1: t.hex(),
    topic2: t.hex(),
    topic3: t.hex(),
    data: t.hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.block, table.logIndex] }) }),
);
