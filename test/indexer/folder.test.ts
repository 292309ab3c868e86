import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect } from "chai";
import type { TongduiError } from "../../client/errors/tongduiError.ts";
import { holdTables, prepareTables } from "../../indexer/tables.ts";

const HOLDS = `
  import { holdTables } from ${JSON.stringify(import.meta.resolve("../../indexer/tables.ts"))};
  await holdTables(process.argv[1]);
  process.stdout.write("has it");
  process.once("SIGTERM", () => process.exit(0));
  setInterval(() => undefined, 1_000);
`;

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
    await prepareTables(path.join(data, "made", "chain"), "ledger");
    expect(await ask("SHOW wal_sync_method")).to.deep.equal([{ wal_sync_method: "fdatasync" }]);
    expect(await readdir(path.join(data, "made"))).to.deep.equal(["chain"]);
  });

  it("loses its tables when it is there, which a killed index may have left half done, and keeps the fetched blocks beside them", async () => {
    await ask("CREATE TABLE kept AS SELECT 1 AS one");
    await ask("CREATE SCHEMA ledger");
    await ask("CREATE TABLE ledger.half AS SELECT 1 AS one");
    await prepareTables(path.join(data, "made", "chain"), "ledger");
    expect(await ask("SELECT one FROM kept")).to.deep.equal([{ one: 1 }]);
    expect(await ask("SELECT to_regclass('ledger.half') AS half")).to.deep.equal([{ half: null }]);
  });

  it("is made once when two make it at the same time", async () => {
    const folder = path.join(data, "twice", "chain");
    await Promise.all([prepareTables(folder, "ledger"), prepareTables(folder, "ledger")]);
    expect(await readdir(path.join(data, "twice"))).to.deep.equal(["chain"]);
  });

  it("is one index's at a time, until that one ends, however it ends", async () => {
    const folder = path.join(data, "held", "chain");
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const other = await holder(folder);
      const error = await holdTables(folder).catch((cause: unknown) => cause as TongduiError);
      expect(error?.message).to.match(/^Another process has the index's tables in .*chain open \(/);
      other.kill(signal);
      await once(other, "exit");
    }
    await holdTables(folder);
  });

  async function holder(folder: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, ["--input-type=module", "-e", HOLDS, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  }
});
