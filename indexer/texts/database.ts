/**
 * Where the words are kept that texts are found by. They are not the ledger's, so they are not among Ponder's tables: in PostgreSQL they
 * have a schema of their own in the index's database, else a PGlite of their own in memory, which leaves nothing on any disk.
 */
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";

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
  const pool = new pg.Pool({
    connectionString: address,
    max: MOST_CONNECTIONS,
    statement_timeout: LONGEST_STATEMENT,
    // Nobody waits for these.
    options: "-c client_min_messages=warning",
  });
  // A connection that breaks while nobody uses it is replaced by the next one; without this it would end the process.
  pool.on("error", () => undefined);
  const askable = (within: Pick<pg.Pool, "query">): Askable => ({
    ask: async <Row extends object>(statement: string, values: readonly Value[] = []) =>
      (await within.query<Row>(statement, [...values])).rows,
  });
  return {
    ...askable(pool),
    together: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // The statement that finds it broken says so; without this it would end the process.
      const ignore = (): void => undefined;
      client.on("error", ignore);
      try {
        await client.query("BEGIN");
        await work(askable(client));
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK").catch((failure: unknown) => {
          broken = failure as Error;
        });
        throw error;
      } finally {
        client.off("error", ignore);
        client.release(broken);
      }
    },
    close: async () => pool.end(),
  };
}
