import { expect } from "chai";
import { recorded, type Moment, type RecordedNode } from "../../network/life/recorded.ts";
import { portOf, statusDesk } from "./statusDesk.ts";

describe("network status, where the newest block is old", () => {
  const { node, file, ask } = statusDesk();

  /** One that has a block at the first look, and a later one whenever it is asked again. */
  const moving = async (moment: Moment, first: number, then: number): Promise<RecordedNode> => {
    let height = first;
    return node({
      moment,
      get height() {
        return height;
      },
      answers: {
        // The last question of a look.
        get eth_syncing() {
          height = then;
          return false;
        },
      },
    });
  };

  it("does not call a chain halted whose blocks are old by this machine's clock alone", async () => {
    const one = await moving("healthy", 14, 15);
    const { exit, data, said } = await ask("healthy", await file([portOf(one), 0, 0, 0]), 3_600);
    expect(exit).to.equal(0);
    expect(data.verdict.kind).to.equal("healthy");
    expect(said).to.include("set the clock of this machine, or of the validators");
  });

  it("does not call a node healthy that alone answers and fetches old blocks: it is catching up, whatever the clock says", async () => {
    const one = await moving("healthy", 5, 15);
    const { exit, data, said, lines } = await ask("healthy", await file([portOf(one), 0, 0, 0]), 3_600);
    expect(exit).to.equal(5);
    const { at } = recorded.moments.healthy;
    const age = Math.round(at / 1_000 + 3_600 - Number(recorded.blocks[4]!.timestamp));
    expect(data.verdict).to.deep.equal({ kind: "catchingUp", age });
    expect(said).to.not.include("set the clock");
    expect(lines.at(-1))
      .to.include(`✗ Catching up: the newest block here is ${age} s old`)
      .and.include("does not seal yet");
    const again = await moving("healthy", 5, 15);
    const zh = await ask("healthy", await file([portOf(again), 0, 0, 0]), 3_600, "zh");
    expect(zh.lines.at(-1)).to.include(`✗ 正在同步：本处最新区块为 ${age} 秒前`).and.include("尚未签章");
  });

  it("calls it no catching up where turns that pass in vain make blocks late and the clock is wrong", async () => {
    const gap = recorded.blocks.findIndex(
      ({ timestamp }, i) => i > 34 && Number(timestamp) - Number(recorded.blocks[i - 1]!.timestamp) === 5,
    );
    const one = await moving("threeOfFour", gap, gap + 1);
    const { exit, data, said } = await ask("threeOfFour", await file([portOf(one), 0, 0, 0]), 3_600);
    expect(exit).to.equal(5);
    expect(data.verdict.kind).to.equal("degraded");
    expect(said).to.include("set the clock");
  });

  it("takes a node's own word that it still fetches blocks, though none comes while it is watched", async () => {
    const answers = { eth_syncing: { startingBlock: "0x0", currentBlock: "0x5", highestBlock: "0xf" } };
    const one = await node({ moment: "healthy", height: 5, answers });
    const { exit, data } = await ask("healthy", await file([portOf(one), 0, 0, 0]), 3_600);
    expect(exit).to.equal(5);
    expect(data.verdict.kind).to.equal("catchingUp");
  });

  it("looks again at a node that came to the newest block while it was watched", async () => {
    const one = await moving("twoVotes", 40, 106);
    const { data } = await ask("twoVotes", await file([portOf(one), 0, 0, 0]));
    expect(data.height).to.equal(106);
    const there = await node({ moment: "twoVotes" });
    expect(data.verdict).to.deep.equal((await ask("twoVotes", await file([portOf(there), 0, 0, 0]))).data.verdict);
  });

  it("says of a node at the first block whether it has peers from whom more may come", async () => {
    const [met, alone] = [
      await node({ moment: "healthy", height: 0 }),
      await node({ moment: "healthy", height: 0, answers: { net_peerCount: "0x0", admin_peers: [] } }),
    ];
    const withPeers = await ask("healthy", await file([portOf(met), 0, 0, 0]));
    expect(withPeers.exit).to.equal(4);
    expect(withPeers.data.verdict).to.deep.equal({ kind: "notBegun", hasPeers: true });
    expect(withPeers.lines.at(-1)).to.include("has not caught up with them, or the chain has not begun");
    const without = await ask("healthy", await file([portOf(alone), 0, 0, 0]));
    expect(without.data.verdict).to.deep.equal({ kind: "notBegun", hasPeers: false });
    expect(without.lines.at(-1)).to.include("The chain has not begun");
  });
});
