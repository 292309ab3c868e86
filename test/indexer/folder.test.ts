import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect } from "chai";
import { prepareTables } from "../../indexer/tables.ts";

describe("The folder of the index's tables", function () {
  this.timeout(60_000);

  let data: string;

  before(async () => {
    data = await mkdtemp(path.join(tmpdir(), "index-"));
  });
  after(async () => rm(data, { recursive: true }));

  async function ask(question: string): Promise<unknown> {
    const database = new PGlite(path.join(data, "made", "chain"));
    try {
      return (await database.query(question)).rows;
    } finally {
      await database.close();
    }
  }

  it("is made so that no page of the log waits for the disk, and nothing else lies beside it", async () => {
    await prepareTables(path.join(data, "made", "chain"));
    expect(await ask("SHOW wal_sync_method")).to.deep.equal([{ wal_sync_method: "fdatasync" }]);
    expect(await readdir(path.join(data, "made"))).to.deep.equal(["chain"]);
  });

  it("is left as it is when it is there", async () => {
    await ask("CREATE TABLE kept AS SELECT 1 AS one");
    await prepareTables(path.join(data, "made", "chain"));
    expect(await ask("SELECT one FROM kept")).to.deep.equal([{ one: 1 }]);
  });

  it("is made once when two make it at the same time", async () => {
    const folder = path.join(data, "twice", "chain");
    await Promise.all([prepareTables(folder), prepareTables(folder)]);
    expect(await readdir(path.join(data, "twice"))).to.deep.equal(["chain"]);
  });
});
