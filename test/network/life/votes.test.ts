import { expect } from "chai";
import { OneNode } from "../../../network/life/oneNode.ts";
import { sealedBlock, type SealedBlock, type Vote } from "../../../network/life/sealedBlock.ts";
import { ballotsOf, blocksWithVotes, pendingVotes } from "../../../network/life/votes.ts";
import { openRecorded, recorded, type Moment } from "./recorded.ts";

const blocks = recorded.blocks.map((block) => sealedBlock(block)!);
const NEW = blocks.find(({ vote }) => vote !== undefined)!.vote!.on;
const COMES: Vote = { on: NEW, toCome: true };
const at = (moment: Moment) => ballotsOf(blocks.slice(0, recorded.moments[moment].height), [COMES])[0]!;

/** A block more, by one of the newest validators. */
function after(some: readonly SealedBlock[], proposer: number, vote: Vote | undefined): SealedBlock[] {
  const newest = some.at(-1)!;
  return [...some, { ...newest, number: newest.number + 1, proposer: newest.validators[proposer]!, vote }];
}

describe("Votes on a validator", () => {
  it("are counted as they come: one, two, and with the third it is decided", () => {
    expect(["proposed", "oneVote", "twoVotes"].map((moment) => at(moment as Moment).cast.length)).to.deep.equal([
      0, 1, 2,
    ]);
    expect(at("twoVotes").needed).to.equal(3);
    expect(at("twoVotes").isDecided).to.equal(false);
    expect(at("decided").isDecided).to.equal(true);
  });

  it("of one who thinks better of it count as the last one says", () => {
    const before = blocks.slice(0, recorded.moments.twoVotes.height);
    const one = before.findLast(({ vote }) => vote !== undefined)!;
    const changed = after(before, one.validators.indexOf(one.proposer), { on: NEW, toCome: false });
    expect(ballotsOf(changed, [COMES])[0]!.cast.length).to.equal(1);
  });

  it("begin anew once a matter is decided", () => {
    const some = blocks.slice(0, recorded.moments.decided.height);
    const goes: Vote = { on: NEW, toCome: false };
    expect(ballotsOf(some, [goes])[0]).to.include({ isDecided: false, needed: 3 });
    expect(ballotsOf(some, [goes])[0]!.cast).to.deep.equal([]);
    expect(ballotsOf(after(some, 0, goes), [goes])[0]!.cast.length).to.equal(1);
  });

  it("begin anew with a transition, by which others may seal without one", () => {
    const { height } = recorded.moments.twoVotes;
    const some = blocks.slice(0, height);
    const first = some.find(({ vote }) => vote !== undefined)!.number;
    const cast = (...transitions: number[]) => ballotsOf(some, [COMES], transitions)[0]!.cast.length;
    expect([cast(first), cast(first + 1), cast(height + 1), cast(height + 2)]).to.deep.equal([2, 1, 0, 2]);
  });

  it("are dropped with an epoch's last block", () => {
    const some = blocks.slice(0, recorded.moments.connected.height);
    const last = after(some, 0, COMES).at(-1)!;
    expect(ballotsOf([...some, { ...last, number: 29_999 }], [COMES])[0]!.cast).to.deep.equal([]);
    expect(ballotsOf([...some, { ...last, number: 29_998 }], [COMES])[0]!.cast.length).to.equal(1);
  });

  it("are read from a node, all blocks of the epoch, and what it is going to vote with them", async () => {
    const { url, close } = await openRecorded({ moment: "proposed" });
    try {
      const node = new OneNode(url);
      const read = await blocksWithVotes(node, recorded.moments.proposed.height);
      expect(read.map(({ number }) => number)).to.deep.equal(blocks.slice(0, read.length).map(({ number }) => number));
      expect(read.length).to.equal(recorded.moments.proposed.height);
      expect(await pendingVotes(node)).to.deep.equal([COMES]);
    } finally {
      await close();
    }
  });
});
