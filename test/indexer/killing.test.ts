import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { liveAYear } from "../scripts/reports/year.ts";
import { placeOrders, setScene } from "../scripts/support/scene.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { startIndexer, type Indexer, type Start } from "./support/indexer.ts";
import { startPostgres, type Postgres } from "../support/postgres.ts";
import { readDatabase, readTables, spoilDatabase, type Tables } from "./support/tables.ts";

describe("An index that is killed, in a folder and in PostgreSQL", function () {
  this.timeout(900_000);

  let folder: string;
  let office: Office;
  let postgres: Postgres | undefined;
  const running = new Set<Indexer>();

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    postgres = await startPostgres().catch((error: unknown) => {
      console.error(`NOT TRIED WITH POSTGRESQL, which cannot be started here: ${(error as Error).message}`);
      return undefined;
    });
    office = await openOffice();
    await liveAYear(office);
  });
  after(async () => {
    await Promise.all([...running].map(async (indexer) => indexer.end("SIGKILL")));
    await office.close();
    await postgres?.close();
    await rm(folder, { recursive: true });
  });

  const inFolder = (name: string): Start => ({
    deployment: office.deploymentFile,
    nodes: [office.url],
    data: path.join(folder, name),
  });
  const inPostgres = async (name: string): Promise<Start> =>
    postgres ? { ...inFolder(name), database: await postgres.database(name) } : inFolder(name);
  const begin = (start: Start): Indexer => {
    const indexer = startIndexer(start);
    running.add(indexer);
    return indexer;
  };
  const end = async (indexer: Indexer, signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    await indexer.end(signal);
    running.delete(indexer);
  };
  const tablesOf = async ({ data, database }: Start): Promise<Tables> =>
    database === undefined ? readTables(data) : readDatabase(database);
  const chance = async (most: number): Promise<void> => pause(Math.random() * most);

  let undisturbed: { readonly start: Start; readonly indexer: Indexer };

  it("goes on from where it was, wherever that was, and has the same tables as one that never was", async () => {
    const start = await inPostgres("undisturbed");
    undisturbed = { start, indexer: begin(start) };
    const killed = [inFolder("killed"), ...(postgres ? [await inPostgres("killed")] : [])];

    // While they fetch and index the past; then while they follow new blocks.
    const kill = async (start: Start, work: (indexer: Indexer) => Promise<void>): Promise<void> => {
      const indexer = begin(start);
      await work(indexer);
      await end(indexer, "SIGKILL");
    };
    await Promise.all(
      killed.map(async (one) =>
        kill(one, async ({ url }) => {
          await url;
          await chance(4_000);
        }),
      ),
    );
    const before = await office.provider.getBlockNumber();
    const scene = setScene(office, { vouchers: 3 });
    await Promise.all(
      killed.map(async (one) =>
        kill(one, async ({ through }) => {
          await through(before + 10);
          await chance(1_500);
        }),
      ),
    );
    await placeOrders(office, await scene, [0, 1, 2]);

    const head = await office.provider.getBlockNumber();
    const resumed = killed.map((one) => ({ one, indexer: begin(one) }));
    await undisturbed.indexer.through(head);
    const same = await tablesAfter(undisturbed, head);
    expect(same["changes"]).to.have.length.greaterThan(40);
    for (const { one, indexer } of resumed) {
      const tables = await tablesAfter({ start: one, indexer }, head);
      expect(tables, one.database ?? one.data).to.deep.equal(same);
    }
  });

  /** PostgreSQL's can be read beside it; a folder's only once it has ended. */
  async function tablesAfter({ start, indexer }: typeof undisturbed, block: number): Promise<Tables> {
    await indexer.through(block);
    if (start.database === undefined || indexer !== undisturbed.indexer) await end(indexer, "SIGTERM");
    return tablesOf(start);
  }

  it("says that it cannot be relied on when its figures are not the ledger's, and that it can when they are again", async function () {
    const { start, indexer } = undisturbed;
    const { database } = start;
    if (database === undefined) {
      console.error("NOT TRIED: what an index says of spoilt tables, for that needs PostgreSQL.");
      return this.skip();
    }
    const says = async (ready: boolean): Promise<readonly string[]> => {
      for (;;) {
        const response = await fetch(`${await indexer.url}/ready`);
        const answer = (await response.json()) as { ready: boolean; faults: string[] };
        if (answer.ready === ready && response.status === (ready ? 200 : 503)) return answer.faults;
        await pause(200);
      }
    };
    await says(true);
    await spoilDatabase(database, (schema) => `update "${schema}".programs set approved = approved + 1 where id = 2`);
    expect(await says(false)).to.deep.equal(["Program 2: approved is not the same on the ledger and in the tables."]);
    await spoilDatabase(
      database,
      (schema) =>
        `update "${schema}".programs set approved = approved - 1 where id = 2; update "${schema}".vouchers set remaining = remaining + 1 where id = ${(1n << 32n) | 1n}`,
    );
    while (
      !(await says(false)).includes("Program 1: its vouchers in the tables do not add up to the ledger's figures.")
    )
      await pause(200);
    await spoilDatabase(
      database,
      (schema) => `update "${schema}".vouchers set remaining = remaining - 1 where id = ${(1n << 32n) | 1n}`,
    );
    expect(await says(true)).to.deep.equal([]);
  });
});
