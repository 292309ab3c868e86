import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { setScene } from "../scripts/support/scene.ts";
import { openOffice } from "../scripts/support/office.ts";
import { startIndexer, type Start } from "./support/indexer.ts";
import { spoilTables } from "./support/tables.ts";

interface Readiness {
  readonly ready: boolean;
  readonly comparedAt: number;
  readonly faults: readonly string[];
}

describe("The index's readiness", function () {
  this.timeout(300_000);

  /** What it says once it has compared. */
  async function compared(start: Start, block: number): Promise<Readiness & { status: number }> {
    const indexer = startIndexer(start);
    try {
      await indexer.through(block);
      for (const address = `${await indexer.url()}/readiness`; ;) {
        const response = await fetch(address);
        const said = (await response.json()) as Readiness;
        if (said.comparedAt > 0) return { ...said, status: response.status };
        await pause(200);
      }
    } finally {
      await indexer.end("SIGTERM");
    }
  }

  it("is green while the tables are the ledger's, and red when they are not", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "index-"));
    const office = await openOffice();
    try {
      await setScene(office, { vouchers: 2 });
      // What the last blocks changed is done again when the index is started again.
      await office.provider.send("hardhat_mine", ["0x64"]);
      const head = await office.provider.getBlockNumber();
      const start = { deployment: office.deploymentFile, nodes: [office.url], data: path.join(folder, "data") };
      const sound = await compared(start, head);
      expect(sound).to.include({ status: 200, ready: true });
      expect(sound.faults).to.deep.equal([]);

      await spoilTables(start.data, (schema) => `update "${schema}".programs set approved = approved + 1`);
      const spoilt = await compared(start, head);
      expect(spoilt).to.include({ status: 503, ready: false });
      expect(spoilt.faults).to.have.length(1);
      expect(spoilt.faults[0]).to.match(
        /^Program 1: approved is 1000000000 on the ledger and 1000000001 in the tables\.$/,
      );
    } finally {
      await office.close();
      await rm(folder, { recursive: true });
    }
  });
});
