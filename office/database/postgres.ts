/** A PostgreSQL server, of version 14 or later. The office has a database of its own there, never the index's. */
import type pg from "pg";
import { inTransaction, openPool } from "../../client/database/postgres.ts";
import type { Database, Queryable } from "./database.ts";

const MOST_CONNECTIONS = 8;
/** How long a statement may take, in milliseconds; erasing rewrites a table and is let out. */
const LONGEST_STATEMENT = 30_000;

/** @param url `postgres://user:password@host:5432/office_2` */
export async function openPostgres(url: string): Promise<Database> {
  const pool = openPool({ connectionString: url, max: MOST_CONNECTIONS, statement_timeout: LONGEST_STATEMENT });
  await pool.query("SELECT 1").catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  return {
    kind: "PostgreSQL",
    query: askable(pool),
    transaction: async (work) => inTransaction(pool, async (within) => work({ query: askable(within) })),
    run: async (sql) => {
      const client = await pool.connect();
      try {
        await client.query("SET statement_timeout = 0");
        await client.query(sql);
      } finally {
        // With its settings.
        client.release(true);
      }
    },
    close: async () => pool.end(),
  };
}

function askable(connection: pg.Pool | pg.PoolClient): Queryable["query"] {
  return async (sql, values = []) => connection.query(sql, [...values]);
}
