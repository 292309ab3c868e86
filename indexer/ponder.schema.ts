/**
 * What the ledger's events say, as tables. Amounts are fen, rates basis points, days numbers of Shanghai calendar days since
 * 1970-01-01, times Unix seconds. Ids are the ledger's numbers (client/ids.ts says how people write them). `by` is an account.
 * There are no names: a district publishes them from its own directory.
 */
export * from "./schema/matching.ts";
export * from "./schema/notices.ts";
export * from "./schema/orders.ts";
export * from "./schema/parties.ts";
export * from "./schema/programs.ts";
export * from "./schema/publicity.ts";
export * from "./schema/vouchers.ts";
