import { expect } from "chai";
import { sealedBlock, type SealedBlock } from "../../../network/life/sealedBlock.ts";
import { moreMayFail, sealingOf } from "../../../network/life/sealing.ts";
import { toleranceOf, votesNeeded } from "../../../network/life/tolerance.ts";
import { recorded } from "./recorded.ts";

const blocks = recorded.blocks.map((block) => sealedBlock(block)!);
const through = (height: number): SealedBlock[] => blocks.slice(0, height);
const [V0, V1, V2, V3] = ["0x1f2f", "0x27b3", "0x9f00", "0xddbd"].map((start) =>
  blocks[0]!.validators.find((address) => address.startsWith(start))!,
);

describe("Who made the blocks of a real network", () => {
  it("is read from each header: hash as the node says, and the seals of two thirds", () => {
    for (const [i, block] of blocks.entries()) {
      expect(block.hash).to.equal(recorded.blocks[i]!.hash);
      expect(block.sealers.length).to.be.at.least(toleranceOf(block.validators.length).needed);
      expect(block.validators).to.include(block.proposer);
    }
  });

  it("goes round by turns: who proposes follows from the last proposer and the round", () => {
    for (const [before, block] of blocks.slice(1).map((block, i) => [blocks[i]!, block] as const)) {
      const { validators, round } = block;
      if (String(before.validators) !== String(validators)) continue;
      const turn = (validators.indexOf(before.proposer) + 1 + round) % validators.length;
      expect(block.proposer, `block ${block.number}`).to.equal(validators[turn]);
    }
  });

  it("while all four work, is all four, in round 0 once they have met", () => {
    const { validators, rounds } = sealingOf(through(recorded.moments.healthy.height).slice(1));
    expect(validators.map(({ isSilent }) => isSilent)).to.deep.equal([false, false, false, false]);
    expect(validators.every(({ proposed, missed }) => proposed > 0 && missed === 0)).to.equal(true);
    expect(rounds).to.deep.equal([{ round: 0, blocks: recorded.moments.healthy.height - 1 }]);
  });

  it("names the one that was killed as silent, with the turns that it missed", () => {
    const sealing = sealingOf(through(recorded.moments.threeOfFour.height).slice(1));
    const silent = sealing.validators.filter(({ isSilent }) => isSilent);
    expect(silent.map(({ address }) => address)).to.deep.equal([V3]);
    expect(silent[0]!.missed).to.be.at.least(3);
    expect(sealing.rounds.find(({ round }) => round === 1)?.blocks).to.equal(silent[0]!.missed);
    expect(moreMayFail(sealing)).to.equal(0);
  });

  it("keeps the usual time between blocks, though the chain stood still for an hour among them", () => {
    const late = through(13).map((block) => (block.number < 8 ? block : { ...block, time: block.time + 3_600 }));
    const { usual, longest, period } = sealingOf(late);
    expect(usual)
      .to.equal(sealingOf(through(13)).usual)
      .and.to.equal(1);
    expect(longest).to.be.at.least(3_600);
    expect(period).to.be.above(100);
  });

  it("does not call one silent that was let in a moment ago", () => {
    const at = blocks.find(({ validators }) => validators.length === 5)!.number;
    const { validators } = sealingOf(through(at + 1));
    expect(validators.length).to.equal(5);
    expect(validators.filter(({ isSilent }) => isSilent)).to.deep.equal([]);
  });

  it("is undefined for a block that nobody sealed", () => {
    expect(sealedBlock({ ...recorded.blocks[0]!, mixHash: `0x${"00".repeat(32)}` })).to.equal(undefined);
  });

  it("is refused where the node says another hash", () => {
    const hash = recorded.blocks[1]!.hash;
    expect(() => sealedBlock({ ...recorded.blocks[0]!, hash })).to.throw(/contradicts itself/);
  });

  it("has votes in the blocks of those who cast them, and nowhere else", () => {
    const cast = blocks.flatMap(({ proposer, vote }) => (vote ? [[proposer, vote.toCome]] : []));
    expect(cast).to.deep.equal([
      [V0, true],
      [V1, true],
      [V2, true],
    ]);
  });
});

describe("How many may fail", () => {
  it("is one of four and of five, two of six, none of one", () => {
    expect([1, 3, 4, 5, 6, 7].map((count) => toleranceOf(count).mayFail)).to.deep.equal([0, 1, 1, 1, 2, 2]);
    expect([1, 3, 4, 5, 6, 7].map((count) => toleranceOf(count).mayLie)).to.deep.equal([0, 0, 1, 1, 1, 2]);
  });

  it("and how many must vote, is more than half", () => {
    expect([1, 2, 3, 4, 5].map(votesNeeded)).to.deep.equal([1, 2, 2, 3, 3]);
  });
});
