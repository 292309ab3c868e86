import { expect } from "chai";
import { OneNode } from "../../../network/life/oneNode.ts";
import { sealedBlock } from "../../../network/life/sealedBlock.ts";
import type { Reading } from "../../../scripts/chain/reading.ts";
import type { Facts } from "../../../scripts/network/change/facts.ts";
import { setsFor } from "../../../scripts/network/change/rootStep.ts";
import type { Hex, TrustRoot } from "../../../verifier/index.ts";
import { DISTRICTS } from "../../network/life/networkFile.ts";
import { openRecorded, recorded } from "../../network/life/recorded.ts";

const blocks = recorded.blocks.map((block) => sealedBlock(block)!);
const [first, newest] = [blocks[0]!.validators, blocks.at(-1)!.validators];
const NEW = newest.find((address) => !first.includes(address))!;
const changed = blocks.find(({ validators }) => validators.includes(NEW))!.number;
const root = {
  validators: [{ from: 0, through: null, members: first.map((address, i) => ({ address, district: i + 1 })) }],
} as unknown as TrustRoot;
const open = {
  deployment: { plan: { districts: DISTRICTS.slice(0, 4).map((key) => ({ key })) }, joined: [{ key: "jiading" }] },
} as unknown as Reading;
const factsWith = (named: readonly Hex[]): Facts =>
  ({
    blocks,
    roll: { nodes: named.map((address) => ({ address, district: { slug: "jiading" } })), gone: [] },
  }) as unknown as Facts;

describe("The sets of validators of the next trust root", () => {
  it("are those of the present one, and from the block of the change on the new ones, each of its district", async () => {
    const sets = await setsFor(root, factsWith([NEW]), open);
    expect(sets.map(({ from, members }) => [from, members.length])).to.deep.equal([
      [0, 4],
      [changed, 5],
    ]);
    expect(sets[1]!.members.find(({ address }) => address === NEW)!.district).to.equal(5);
    expect(sets[1]!.members.filter(({ address }) => address !== NEW)).to.have.deep.members(
      sets[0]!.members as unknown[],
    );
  });

  it("begin at the true block where the change lies before this epoch, whose blocks alone are at hand", async () => {
    const node = await openRecorded({ moment: "decided", height: recorded.blocks.length });
    try {
      const late = { ...factsWith([NEW]), node: new OneNode(node.url), blocks: blocks.slice(changed + 1) };
      const sets = await setsFor(root, late, open);
      expect(sets.map(({ from, members }) => [from, members.length])).to.deep.equal([
        [0, 4],
        [changed, 5],
      ]);
    } finally {
      await node.close();
    }
  });

  it("cannot be told while nobody is named for a validator", async () => {
    const error = await setsFor(root, factsWith([]), open).catch((one: unknown) => one);
    expect(error).to.have.property("code", "ValidatorUnnamed");
  });

  it("stay as they are where nothing has changed", async () => {
    const before = { ...factsWith([]), blocks: blocks.slice(0, changed - 1) };
    expect((await setsFor(root, before, open)).length).to.equal(1);
  });
});
