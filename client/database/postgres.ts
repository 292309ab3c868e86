/** Connections to a PostgreSQL server, for the programs that keep tables of their own there. */
import pg from "pg";

/** @param settings as pg takes them. */
export function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  // A connection that breaks while nobody uses it is replaced by the next one; without this it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/** All of the work, or nothing of it if it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (within: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The statement that finds the connection broken says so; without this it would end the process.
  const ignore = (): void => undefined;
  client.on("error", ignore);
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: unknown) => {
      broken = failure as Error;
    });
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}
