import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type pg from "pg";
import { inTransaction, openPool } from "../../client/database/postgres.ts";
import { startPostgres, type Postgres } from "../support/postgres.ts";

describe("A transaction on a PostgreSQL server", () => {
  let server: Postgres;
  let pool: pg.Pool;
  before(async () => {
    server = await startPostgres();
    pool = openPool({ connectionString: await server.database("transactions"), max: 2 });
    await pool.query("CREATE TABLE kept (number integer)");
  });
  after(async () => {
    await pool.end();
    await server.close();
  });
  beforeEach(async () => {
    await pool.query("DELETE FROM kept");
  });

  const kept = async (): Promise<unknown[]> => (await pool.query<{ number: number }>("SELECT number FROM kept")).rows;
  const fails = async (work: (within: pg.PoolClient) => Promise<unknown>): Promise<unknown> =>
    inTransaction(pool, work).then(
      () => undefined,
      (error: unknown) => error,
    );

  it("is done as a whole, and gives what the work gives", async () => {
    const given = await inTransaction(pool, async (within) => {
      await within.query("INSERT INTO kept VALUES (1), (2)");
      return "done";
    });
    expect(given).to.equal("done");
    expect(await kept()).to.have.length(2);
  });

  it("leaves nothing of work that throws, and says what it threw", async () => {
    const fault = new Error("in the middle");
    const error = await fails(async (within) => {
      await within.query("INSERT INTO kept VALUES (1)");
      throw fault;
    });
    expect(error).to.equal(fault);
    expect(await kept()).to.deep.equal([]);
  });

  it("whose connection the server ends in the middle throws, leaves nothing, and the next one goes on", async () => {
    const error = await fails(async (within) => {
      await within.query("INSERT INTO kept VALUES (1)");
      const { rows } = await within.query<{ own: number }>("SELECT pg_backend_pid() AS own");
      await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.own]);
      // It learns of it while nothing is asked.
      await pause(300);
      await within.query("INSERT INTO kept VALUES (2)");
    });
    expect(error).to.be.an("error");
    expect(await kept()).to.deep.equal([]);
    await inTransaction(pool, async (within) => within.query("INSERT INTO kept VALUES (3)"));
    expect(await kept()).to.deep.equal([{ number: 3 }]);
  });
});
