import { createMPT } from "@ethereumjs/mpt";
import { RLP } from "@ethereumjs/rlp";
import { expect } from "chai";
import { getBytes, hexlify, keccak256, toBeHex } from "ethers";
import fc from "fast-check";
import { storageRoot } from "../../../client/replay/storageRoot.ts";

type Slots = readonly (readonly [bigint, bigint])[];

/** The same root by a trie that grows slot by slot. */
async function grownRoot(slots: Slots): Promise<string> {
  const trie = await createMPT();
  for (const [slot, word] of slots) {
    if (word !== 0n) await trie.put(getBytes(keccak256(toBeHex(slot, 32))), RLP.encode(word));
  }
  return hexlify(trie.root());
}

const slotsOf = (least: number, most: number): fc.Arbitrary<Slots> =>
  fc.uniqueArray(fc.tuple(fc.bigInt(0n, 2n ** 256n - 1n), fc.bigInt(0n, 2n ** 256n - 1n)), {
    minLength: least,
    maxLength: most,
    selector: ([slot]) => slot,
  });

describe("The root of a contract's storage", () => {
  it("is the empty trie's where nothing is stored", () => {
    const empty = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
    expect(storageRoot([])).to.equal(empty);
    expect(storageRoot([[1n, 0n]])).to.equal(empty);
  });

  it("is that of a trie that grew slot by slot, whatever the slots", async () => {
    await fc.assert(
      fc.asyncProperty(slotsOf(1, 60), async (slots) => {
        expect(storageRoot(slots)).to.equal(await grownRoot(slots));
      }),
      { numRuns: 50 },
    );
  });

  it("is right for a thousand slots with small words", async () => {
    const slots = Array.from({ length: 1_000 }, (_, i) => [BigInt(i), BigInt(i % 7)] as const);
    expect(storageRoot(slots)).to.equal(await grownRoot(slots));
  });
});
