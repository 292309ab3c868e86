import { expect } from "chai";
import fc from "fast-check";
import { Refusal } from "../../verifier/refusal.ts";
import type { Content } from "./support/files.ts";
import { madeProof, readAll } from "./support/madeChain.ts";
import { inOrder } from "./support/tries.ts";

const good = await madeProof();

type Change = (list: readonly Uint8Array[]) => Uint8Array[];

/** A change of a list of bytes: one left out, doubled, put elsewhere, cut, longer, or with other bytes. */
const changes: fc.Arbitrary<Change> = fc
  .record({
    at: fc.nat(),
    to: fc.nat(),
    byte: fc.nat(),
    flip: fc.integer({ min: 1, max: 255 }),
    what: fc.constantFrom("leave out", "double", "exchange", "flip", "cut", "lengthen", "replace", "put in"),
    bytes: fc.uint8Array({ maxLength: 60 }),
  })
  .map(({ at, to, byte, flip, what, bytes }) => (list) => {
    const i = at % list.length;
    const one = list[i]!;
    const place = byte % one.length;
    switch (what) {
      case "leave out":
        return list.toSpliced(i, 1);
      case "double":
        return list.toSpliced(i, 0, one);
      case "exchange":
        return list.with(i, list[to % list.length]!).with(to % list.length, one);
      case "flip":
        return list.with(i, one.with(place, one[place]! ^ flip));
      case "cut":
        return list.with(i, one.slice(0, place));
      case "lengthen":
        return list.with(i, Uint8Array.of(...one, ...bytes));
      case "replace":
        return list.with(i, Uint8Array.of(...one.subarray(0, place), ...bytes, ...one.subarray(place + bytes.length)));
      case "put in":
        return list.toSpliced(i, 0, bytes);
    }
  });

const mutations: fc.Arbitrary<Content> = fc.oneof(
  changes.map((change) => ({ ...good, headers: change(good.headers) })),
  changes.map((change) => ({ ...good, nodes: change(good.nodes) })),
  // A forger puts the nodes into their order again.
  changes.map((change) => ({ ...good, nodes: inOrder(change(good.nodes)) })),
);

const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]) =>
  a.length === b.length && a.every((bytes, at) => Buffer.from(bytes).equals(b[at]!));

describe("A forged proof, with a hash that fits", () => {
  it("is refused, never a crash and never taken, whatever was changed in its headers or nodes", async () => {
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(mutations, async (content) => {
        fc.pre(!same(content.headers, good.headers) || !same(content.nodes, good.nodes));
        const result: unknown = await readAll(content).catch((error: unknown) => error);
        expect(result).to.be.instanceOf(Refusal);
        codes.add((result as Refusal).code);
      }),
      { numRuns: 300 },
    );
    expect(codes.size, [...codes].join()).to.be.greaterThan(7);
  });
});
