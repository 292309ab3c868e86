import { expect } from "chai";
import { AbiCoder, keccak256, ZeroHash } from "ethers";
import fc from "fast-check";
import { batchIdOf, chainOf, cutList, issueCall, type Item } from "../../client/list.ts";
import { MAX_FEN } from "../../client/money.ts";
import { Vouchers__factory } from "../../typechain-types/index.ts";
import { refusal } from "./refusal.ts";

const abi = AbiCoder.defaultAbiCoder();
const link = ({ enterprise, face }: Item, next: string): string =>
  keccak256(abi.encode(["uint48", "uint48", "bytes32"], [enterprise, face, next]));

const items = fc.array(
  fc.record({ enterprise: fc.bigInt({ min: 0n, max: MAX_FEN }), face: fc.bigInt({ min: 0n, max: 1_000_000_000n }) }),
  { maxLength: 250 },
);

describe("A list", () => {
  it("is chained from its last item to its first", () => {
    fc.assert(
      fc.property(items, (list) => {
        expect(chainOf(list)).to.equal(list.reduceRight((next, item) => link(item, next), ZeroHash));
      }),
    );
  });

  it("has the same head however it is cut, and each chunk leads to the next", () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 100 }), (list, size) => {
        const { chain, chunks, count, total } = cutList(list, size);
        expect({ chain, count }).to.deep.equal({ chain: chainOf(list), count: list.length });
        expect(total).to.equal(list.reduce((sum, { face }) => sum + face, 0n));

        let expected = chain;
        let done = 0;
        for (const chunk of chunks) {
          expect(chunk.first).to.equal(done);
          expect(chainOf(chunk.items, chunk.next)).to.equal(expected);
          expected = chunk.next;
          done += chunk.items.length;
        }
        expect({ expected, done }).to.deep.equal({ expected: ZeroHash, done: list.length });
      }),
    );
  });

  it("goes on from any item with the chain that the ledger expects", () => {
    const list = Array.from({ length: 25 }, (_, i) => ({ enterprise: BigInt(i + 1), face: 100n }));
    const { chunks } = cutList(list, 10);
    expect(cutList(list.slice(10), 7).chain).to.equal(chunks[0]!.next);
  });

  it("of a hundred thousand items is chained", () => {
    const list = Array.from({ length: 100_000 }, (_, i) => ({ enterprise: BigInt(i + 1), face: 1_000_000n }));
    const { chunks, total } = cutList(list);
    expect({ chunks: chunks.length, total }).to.deep.equal({ chunks: 1_000, total: 100_000_000_000n });
  });

  it("is issued by the call that the contract's interface makes", () => {
    const abi = Vouchers__factory.createInterface();
    const { selector } = abi.getFunction("issue");
    fc.assert(
      fc.property(items, (list) => {
        const [batch, next] = [keccak256("0x02"), keccak256("0x03")];
        expect(issueCall(selector, batch, list, next)).to.equal(abi.encodeFunctionData("issue", [batch, list, next]));
      }),
      { numRuns: 20 },
    );
  });

  it("with a total that the ledger cannot hold is refused", () => {
    const list = [
      { enterprise: 1n, face: MAX_FEN },
      { enterprise: 2n, face: 1n },
    ];
    refusal(() => cutList(list), "TotalTooLarge");
  });

  it("takes no id or face of more than 48 bits, and no chunk but of 1 to 100 items", () => {
    expect(() => chainOf([{ enterprise: 2n ** 48n, face: 1n }])).to.throw(RangeError);
    expect(() => chainOf([{ enterprise: 1n, face: -1n }])).to.throw(RangeError);
    for (const size of [0, 101, 1.5]) expect(() => cutList([], size)).to.throw(RangeError);
  });

  it("is named by its program and its chain", () => {
    const chain = keccak256("0x01");
    expect(batchIdOf(3, chain)).to.equal(keccak256(abi.encode(["uint16", "bytes32"], [3, chain])));
    expect(batchIdOf(3n, chain)).not.to.equal(batchIdOf(4n, chain));
  });
});
