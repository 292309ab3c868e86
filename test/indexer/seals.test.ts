import { expect } from "chai";
import type { RawBlock } from "../../client/proof/node.ts";
import { LastSeals, sealingOf } from "../../indexer/seals.ts";
import { BLOCKS, vectors } from "../verifier/support/besu.ts";

/** Blocks of a real network of four validators, of which the last was stopped after the second change. */
const recorded = BLOCKS as unknown as readonly RawBlock[];
const times = recorded.map(({ timestamp }) => Number(timestamp));
const silent = "0xb667f261bbe3bcfe05d3196d6e3a8166ee8794dc";

/** A node that has these blocks alone. */
const nodeThrough = (last: number) => async (number?: number) =>
  Promise.resolve(
    recorded.find((block) => Number(block.number) === (number ?? Number(recorded[last]?.number))) ?? null,
  );

describe("The validators that the index follows", () => {
  it("are those of the newest block, and whoever sealed or made it was at work", () => {
    for (const block of recorded) {
      const { validators, seen } = sealingOf(block);
      expect(validators).to.have.members(vectors.validators);
      expect(seen).to.include(block["miner"]);
      expect(seen.length).to.be.within(3, 4);
    }
  });

  it("have each the time of the last block that they had a part in", async () => {
    let last = 0;
    const seals = new LastSeals(async (number) => nodeThrough(last)(number));
    for (; last < recorded.length; last += 1) await seals.follow();
    const newest = times.at(-1)!;
    const heard = recorded.findLastIndex((block) => sealingOf(block).seen.includes(silent));
    expect(heard).to.be.within(0, recorded.length - 2);
    for (const validator of vectors.validators)
      expect(seals.all.get(validator), validator).to.equal(validator === silent ? times[heard] : newest);
  });

  it("are looked for in the past at the start, and who is not found there was silent at least that long", async () => {
    const seals = new LastSeals(nodeThrough(recorded.length - 1));
    await seals.follow();
    const { number, time } = sealingOf(recorded.at(-1)!);
    expect(number).to.be.above(1);
    expect(seals.all.get(silent)).to.be.below(time);
    for (const validator of vectors.validators.filter((one) => one !== silent))
      expect(seals.all.get(validator)).to.equal(time);
  });

  it("are not those of a block whose hash is not that of its header", async () => {
    const block = { ...recorded.at(-1)!, timestamp: "0x1" };
    const asked = new LastSeals(async () => Promise.resolve(block)).follow();
    const failed = await asked.catch((error: unknown) => error);
    expect(failed).to.have.property("code", "NodeContradictsItself");
  });
});
