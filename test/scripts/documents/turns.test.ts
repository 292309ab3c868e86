import { expect } from "chai";
import { KeptDocument, keyOf } from "../../../client/documents/record.ts";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import type { Disk } from "../../../client/files/disk.ts";
import { matterOf } from "./matters.ts";
import { inTurns, MemoryDisk } from "./turns.ts";

const ORDERS = 300;
const FOLDER = "/documents";
const MATTER = matterOf(0);

describe("The store of documents, whichever clerk is quicker", () => {
  /** What two rounds of each of three clerks tell, and what is left then. */
  const played = async (seed: number, isErasing: boolean): Promise<{ told: string[]; disk: MemoryDisk }> => {
    const [disk, told] = [new MemoryDisk(), [] as string[]];
    const clerk = async (seen: Disk): Promise<void> => {
      const store = await DocumentStore.open(FOLDER, { disk: seen });
      for (let round = 0; round < 2; round += 1) {
        const commitment = await store.commitFor(MATTER);
        told.push(commitment);
        if (isErasing) await store.erase(commitment);
        else expect(await store.find(commitment)).to.be.instanceOf(KeptDocument);
      }
    };
    await inTurns(disk, seed, [clerk, clerk, clerk]);
    return { told, disk };
  };
  const storeOn = async (disk: MemoryDisk): Promise<DocumentStore> =>
    DocumentStore.open(FOLDER, { disk: disk.seenBy(async () => Promise.resolve()) });

  it(`neither loses nor revives what some erase while others commit to it anew, in ${ORDERS} orders of their steps`, async () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const { told, disk } = await played(seed, true);
      const store = await storeOn(disk);
      for (const commitment of told) {
        expect(await store.find(commitment), `seed ${seed}`).to.have.property("erased");
      }
      const { kept, damaged } = await store.list();
      expect({ kept, damaged }, `seed ${seed}`).to.deep.equal({ kept: [], damaged: [] });
      const left = [...disk.texts].flat().join("\n");
      expect(left, `seed ${seed}`).to.not.contain('"salt"').and.not.contain(keyOf(MATTER));
    }
  });

  it(`has one commitment where nothing is erased, in ${ORDERS} orders of their steps`, async () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const { told, disk } = await played(seed, false);
      expect(new Set(told).size, `seed ${seed}`).to.equal(1);
      expect((await (await storeOn(disk)).list()).kept, `seed ${seed}`).to.have.length(1);
    }
  });
});
