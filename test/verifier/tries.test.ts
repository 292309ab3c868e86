import { expect } from "chai";
import fc from "fast-check";
import { encodeRlp, keccak, type Rlp } from "../../verifier/bytes.ts";
import { Refusal } from "../../verifier/refusal.ts";
import { MISSING, Nodes } from "../../verifier/tries.ts";
import { refused } from "./support/refused.ts";
import { inOrder, nodesTo, trieOf } from "./support/tries.ts";

const key = (...bytes: number[]) => Uint8Array.from(bytes);
const nothing = new Uint8Array();
const hash = new Uint8Array(32).fill(7);
const branch = (children: Record<number, Rlp> = {}, value: Rlp = nothing): Rlp[] => [
  ...Array.from({ length: 16 }, (_, at) => children[at] ?? nothing),
  value,
];

const entries = fc.uniqueArray(
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 3 }), fc.uint8Array({ minLength: 1, maxLength: 40 })),
  { minLength: 1, maxLength: 40, selector: ([name]) => name.join() },
);

/** Nodes of all shapes, right and wrong, with children and paths of all lengths. */
const shapes = fc.letrec<{ item: Rlp; node: Rlp }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Rlp[]>(nothing, hash),
    fc.uint8Array({ maxLength: 4 }),
    fc.uint8Array({ minLength: 30, maxLength: 34 }),
    tie("node"),
  ),
  node: fc.oneof(
    fc.array(tie("item"), { minLength: 17, maxLength: 17 }),
    fc.tuple(fc.uint8Array({ maxLength: 3 }), tie("item")),
    fc.array(tie("item"), { maxLength: 18 }),
  ),
})).node;

describe("The nodes of a proof", () => {
  it("give each value of a trie, and that there is none, and no more than these", async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.uint8Array({ minLength: 1, maxLength: 3 }), async (held, asked) => {
        const trie = await trieOf(held);
        const nodes = new Nodes(inOrder(await nodesTo(trie, asked)));
        const value = held.find(([name]) => name.join() === asked.join())?.[1];
        expect(await nodes.get(trie.root(), asked)).to.deep.equal(value);
        nodes.demandAllUsed();
        for (const [name, its] of held) {
          const found = await nodes.get(trie.root(), name);
          if (found !== MISSING) expect(found).to.deep.equal(its);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("are none for a trie in which nothing is", async () => {
    const nodes = new Nodes([]);
    expect(await nodes.get(keccak(encodeRlp(nothing)), key(1))).to.equal(undefined);
    expect(await nodes.get(hash, key(1))).to.equal(MISSING);
  });

  for (const [what, node] of Object.entries<Rlp>({
    bytes: hash,
    "an empty list": [],
    "sixteen things": branch().slice(1),
    "eighteen things": [...branch(), nothing],
    "a branch with a child of 31 bytes": branch({ 3: hash.subarray(1) }),
    "a branch with a child of 33 bytes": branch({ 3: new Uint8Array(33) }),
    "a branch with a child that is no node": branch({ 3: [nothing] }),
    "a branch with a child that should be a hash": branch({ 3: [key(0x20), hash] }),
    "a branch with a list as its value": branch({ 3: hash }, []),
    "a leaf with a list as its value": [key(0x20), []],
    "a leaf without a path": [nothing, hash],
    "a leaf with a list as its path": [[], hash],
    "a path that begins with 4": [key(0x40), hash],
    "a path that begins with f": [key(0xf1), hash],
    "an even path with a digit that is none of it": [key(0x21), hash],
    "an extension without a path": [key(0x00), hash],
    "an extension to nothing": [key(0x11), nothing],
    "an extension to a value": [key(0x11), key(1, 2, 3)],
    "an extension to a list that is no node": [key(0x11), [nothing, nothing, nothing]],
  })) {
    it(`are refused with ${what}`, async () => {
      const { en } = await refused("NodeUnreadable", () => new Nodes([encodeRlp(node)]));
      expect(en).to.contain("Node 1 ");
    });
  }

  it("may hold small nodes within themselves", async () => {
    const within = encodeRlp(branch({ 1: [key(0x31), key(9)], 2: [key(0x11), branch({ 4: [key(0x20), key(8)] })] }));
    const nodes = new Nodes([within]);
    expect(await nodes.get(keccak(within), key(0x11))).to.deep.equal(key(9));
    expect(await nodes.get(keccak(within), key(0x12))).to.equal(undefined);
    expect(await nodes.get(keccak(within), key(0x21, 0x40))).to.equal(undefined);
  });

  it("are refused where they stand in another order, or twice", async () => {
    const [a, b] = inOrder([encodeRlp([key(0x20), key(1)]), encodeRlp([key(0x20), key(2)])]) as [
      Uint8Array,
      Uint8Array,
    ];
    expect(new Nodes([a, b])).to.be.instanceOf(Nodes);
    await refused("NodesOutOfOrder", () => new Nodes([b, a]));
    await refused("NodesOutOfOrder", () => new Nodes([a, a]));
  });

  it("are refused where one is left over, and named", async () => {
    const all = inOrder([encodeRlp([key(0x20), key(1)]), encodeRlp([key(0x20), key(2)])]);
    const nodes = new Nodes(all);
    await nodes.get(keccak(all[0]!), key());
    const { en } = await refused("NodeUnused", () => nodes.demandAllUsed());
    expect(en).to.equal("Node 2 of the proof is one too many: it proves nothing.");
  });

  it("never crash and never hang, whatever shape they have", async () => {
    const fates = { refused: 0, read: 0 };
    await fc.assert(
      fc.asyncProperty(shapes, fc.uint8Array({ maxLength: 3 }), async (shape, asked) => {
        const node = encodeRlp(shape);
        try {
          const value = await new Nodes([node]).get(keccak(node), asked);
          expect(value === undefined || value === MISSING || value instanceof Uint8Array).to.equal(true);
          fates.read += 1;
        } catch (error) {
          expect(error).to.be.instanceOf(Refusal);
          fates.refused += 1;
        }
      }),
      { numRuns: 3_000 },
    );
    expect(fates.read, "some shapes are right").to.be.greaterThan(30);
  });

  it("are refused or prove nothing else, whatever byte of one became another", async () => {
    const trie = await trieOf(
      Array.from({ length: 60 }, (_, i) => [keccak(key(i)), new Uint8Array(9).fill(i + 1)] as const),
    );
    const path = inOrder(await nodesTo(trie, keccak(key(5))));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(path.length - 1),
        fc.nat(600),
        fc.integer({ min: 1, max: 255 }),
        async (which, at, flip) => {
          const node = path[which]!;
          const spoilt = path.with(which, node.with(at % node.length, node[at % node.length]! ^ flip));
          const value = await Promise.resolve()
            .then(() => new Nodes(inOrder(spoilt)).get(trie.root(), keccak(key(5))))
            .catch((error: unknown) => error);
          expect(value === MISSING || value instanceof Refusal).to.equal(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are read in bounded time however long the way is", async () => {
    // Sixty-four branches below each other, as a key of 32 bytes can lead through at most.
    const path: Uint8Array[] = [encodeRlp([key(0x20), key(1)])];
    for (let depth = 0; depth < 64; depth += 1) path.unshift(encodeRlp(branch({ 0: keccak(path[0]!), 1: hash })));
    const nodes = new Nodes(inOrder(path));
    const start = performance.now();
    expect(await nodes.get(keccak(path[0]!), new Uint8Array(32))).to.deep.equal(key(1));
    expect(await nodes.get(keccak(path[0]!), new Uint8Array(31))).to.equal(undefined);
    expect(performance.now() - start).to.be.lessThan(500);
    nodes.demandAllUsed();
  });

  it("are taken in bounded time when there are a hundred thousand of them", () => {
    const leaves = Array.from({ length: 100_000 }, (_, i) =>
      encodeRlp([key(0x20), key(1, i >> 16, (i >> 8) & 255, i & 255)]),
    );
    const sorted = inOrder(leaves);
    const start = performance.now();
    expect(new Nodes(sorted)).to.be.instanceOf(Nodes);
    expect(performance.now() - start).to.be.lessThan(10_000);
  });
});
