/**
 * Where the words are kept that texts are found by. They are not the ledger's, so they are not among Ponder's tables: in PostgreSQL they
 * have a schema of their own in the index's database, else a PGlite of their own in memory, which leaves nothing on any disk.
 */
import { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { inTransaction, openPool } from "../../client/database/postgres.ts";

export type Value = string | number | readonly string[] | null;

export interface Askable {
  /** One statement; `$1` is the first of the values. Whoever asks says what the columns are. */
  readonly ask: <Row extends object>(statement: string, values?: readonly Value[]) => Promise<Row[]>;
}

export interface TextsDatabase extends Askable {
  /** All of the work, or nothing of it if it throws. */
  readonly together: (work: (within: Askable) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

const MOST_CONNECTIONS = 4;
/** In milliseconds. */
const LONGEST_STATEMENT = 30_000;

/** @param address of a PostgreSQL database; undefined for one in memory. */
export function openTextsDatabase(address: string | undefined): TextsDatabase {
  return address === undefined ? inMemory() : onServer(address);
}

function inMemory(): TextsDatabase {
  const pglite = new PGlite();
  const askable = (within: Pick<PGlite, "query">): Askable => ({
    ask: async <Row extends object>(statement: string, values: readonly Value[] = []) =>
      (await within.query<Row>(statement, [...values])).rows,
  });
  return {
    ...askable(pglite),
    together: async (work) => {
      await pglite.transaction(async (within) => work(askable(within)));
    },
    close: async () => pglite.close(),
  };
}

function onServer(address: string): TextsDatabase {
  const pool = openPool({
    connectionString: address,
    max: MOST_CONNECTIONS,
    statement_timeout: LONGEST_STATEMENT,
    // Nobody waits for these.
    options: "-c client_min_messages=warning",
  });
  const askable = (within: Pick<pg.Pool, "query">): Askable => ({
    ask: async <Row extends object>(statement: string, values: readonly Value[] = []) =>
      (await within.query<Row>(statement, [...values])).rows,
  });
  return {
    ...askable(pool),
    together: async (work) => inTransaction(pool, async (within) => work(askable(within))),
    close: async () => pool.end(),
  };
}
