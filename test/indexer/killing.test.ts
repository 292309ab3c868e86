import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { liveAYear } from "../scripts/reports/year.ts";
import { placeOrders, setScene } from "../scripts/support/scene.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { startIndexer, type Indexer, type Start } from "./support/indexer.ts";
import { readTables } from "./support/tables.ts";

describe("An index that is killed", function () {
  this.timeout(600_000);

  let folder: string;
  let office: Office;
  let running: Indexer | undefined;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    office = await openOffice();
    await liveAYear(office);
  });
  afterEach(async () => running?.end("SIGKILL"));
  after(async () => {
    await office.close();
    await rm(folder, { recursive: true });
  });

  const into = (name: string): Start => ({
    deployment: office.deploymentFile,
    nodes: [office.url],
    data: path.join(folder, name),
  });

  it("goes on from where it was, wherever that was, and has the same tables", async () => {
    const killed = into("killed");
    // While it fetches and indexes the past; then while it follows new blocks.
    running = startIndexer(killed);
    await running.url;
    await pause(Math.random() * 4_000);
    await running.end("SIGKILL");

    running = startIndexer(killed);
    await running.through((await office.provider.getBlockNumber()) - 10);
    const scene = await setScene(office, { vouchers: 3 });
    await pause(Math.random() * 1_500);
    await running.end("SIGKILL");
    await placeOrders(office, scene, [0, 1, 2]);

    const head = await office.provider.getBlockNumber();
    running = startIndexer(killed);
    await running.through(head);
    await running.end("SIGTERM");
    const resumed = await readTables(killed.data);

    running = startIndexer(into("undisturbed"));
    await running.through(head);
    await running.end("SIGTERM");
    const undisturbed = await readTables(path.join(folder, "undisturbed"));
    expect(undisturbed["changes"]).to.have.length.greaterThan(40);
    expect(resumed).to.deep.equal(undisturbed);
  });
});
