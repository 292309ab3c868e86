import { expect } from "chai";
import { logsOf, type Range, type Rpc } from "../../../client/replay/logs.ts";

interface Asked {
  readonly ranges: Range[];
  readonly blocks: number[];
}

/** A node whose every block has so many logs of one transaction; it gives them in reverse, and no times. */
function nodeWith(logsABlock: number): { rpc: Rpc; asked: Asked } {
  const asked: Asked = { ranges: [], blocks: [] };
  const send = (method: string, [what]: unknown[]): Promise<unknown> => {
    if (method === "eth_getBlockByNumber") {
      asked.blocks.push(Number(what));
      return Promise.resolve({ timestamp: `0x${(Number(what) * 10).toString(16)}` });
    }
    const { fromBlock, toBlock } = what as { fromBlock: string; toBlock: string };
    const [first, last] = [Number(fromBlock), Number(toBlock)];
    asked.ranges.push({ fromBlock: first, toBlock: last });
    const logs = Array.from({ length: (last - first + 1) * logsABlock }, (_, i) => {
      const [block, logIndex] = [first + Math.floor(i / logsABlock), i % logsABlock].map(
        (it) => `0x${it.toString(16)}`,
      );
      return { address: "0x", topics: [], data: "0x", blockNumber: block, transactionHash: `of ${block!}`, logIndex };
    });
    return Promise.resolve(logs.reverse());
  };
  return { rpc: { send }, asked };
}

async function read(logsABlock: number, range: Range): Promise<{ asked: Asked; read: string[] }> {
  const { rpc, asked } = nodeWith(logsABlock);
  const all: string[] = [];
  for await (const logs of logsOf(rpc, ["0x"], range)) {
    for (const { log, origin } of logs) all.push(`${origin.block} ${origin.time} ${Number(log.logIndex)}`);
  }
  return { asked, read: all };
}

const lengths = ({ ranges }: Asked): number[] => ranges.map(({ fromBlock, toBlock }) => toBlock - fromBlock + 1);

describe("Reading logs", () => {
  it("gives every log of a range once, in order, with the time of its block", async () => {
    const { asked, read: all } = await read(2, { fromBlock: 5, toBlock: 904 });
    const expected = Array.from({ length: 900 }, (_, i) => [
      `${i + 5} ${(i + 5) * 10} 0`,
      `${i + 5} ${(i + 5) * 10} 1`,
    ]);
    expect(all).to.deep.equal(expected.flat());
    expect(asked.blocks.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 900 }, (_, i) => i + 5));
  });

  it("asks for more blocks at once where there is little in them, up to what nodes allow", async () => {
    const { asked } = await read(0, { fromBlock: 0, toBlock: 9_999 });
    expect(lengths(asked)).to.deep.equal([250, 500, 1_000, 2_000, 2_000, 2_000, 2_000, 250]);
  });

  it("asks for the next while one answer is used, and for no more", async () => {
    const { rpc, asked } = nodeWith(400);
    const reading = logsOf(rpc, ["0x"], { fromBlock: 0, toBlock: 2_000 });
    await reading.next();
    expect(lengths(asked)).to.deep.equal([250, 125]);
    await reading.next();
    expect(lengths(asked)).to.deep.equal([250, 125, 62]);
  });

  it("asks for fewer where there is much", async () => {
    const { asked } = await read(400, { fromBlock: 0, toBlock: 450 });
    expect(lengths(asked).slice(0, 4)).to.deep.equal([250, 125, 62, 14]);
  });

  it("reads a single block", async () => {
    const { asked, read: all } = await read(1, { fromBlock: 7, toBlock: 7 });
    expect(all).to.deep.equal(["7 70 0"]);
    expect(asked.ranges).to.deep.equal([{ fromBlock: 7, toBlock: 7 }]);
  });
});
