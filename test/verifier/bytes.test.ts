import { RLP } from "@ethereumjs/rlp";
import { expect } from "chai";
import fc from "fast-check";
import { decodeRlp, encodeRlp, hexOf, isHex, smallNumber, word, type Rlp } from "../../verifier/bytes.ts";

const rlp = fc.letrec<{ item: Rlp }>((tie) => ({
  item: fc.oneof({ maxDepth: 6 }, fc.uint8Array({ maxLength: 80 }), fc.array(tie("item"), { maxLength: 5 })),
})).item;

/** A list in a list in a list …, with the shortest lengths. */
function nested(depth: number): Uint8Array {
  const prefixes: number[][] = [];
  let length = 0;
  for (let i = 0; i < depth; i += 1) {
    const digits =
      length < 56 ? [] : (/../g[Symbol.match](length.toString(16).padStart(8, "0")) ?? []).map((d) => parseInt(d, 16));
    const shortest = digits.slice(digits.findIndex((digit) => digit > 0));
    const prefix = length < 56 ? [0xc0 + length] : [0xf7 + shortest.length, ...shortest];
    prefixes.push(prefix);
    length += prefix.length;
  }
  return Uint8Array.from(prefixes.reverse().flat());
}

describe("The verifier's bytes", () => {
  it("take hex in lower case with whole bytes only", () => {
    for (const good of ["0x", "0x00", "0xdeadbeef"]) expect(isHex(good)).to.equal(true);
    for (const bad of ["", "0", "00", "0x0", "0xDE", "0Xde", "0xzz", " 0x00", "0x00\n", 0, null, ["0x"]])
      expect(isHex(bad)).to.equal(false);
    expect(isHex("0x0000", 2)).to.equal(true);
    expect(isHex("0x00", 2)).to.equal(false);
    expect(isHex(`0x${"00".repeat(4 << 20)}`)).to.equal(true);
  });

  it("take numbers without leading zeros and below 2^53", () => {
    const of = (...bytes: number[]) => smallNumber(Uint8Array.from(bytes));
    expect(of()).to.equal(0);
    expect(of(1, 0)).to.equal(256);
    expect(of(0x1f, 255, 255, 255, 255, 255, 255)).to.equal(Number.MAX_SAFE_INTEGER);
    for (const bad of [
      of(0),
      of(0, 1),
      of(0x20, 0, 0, 0, 0, 0, 0),
      of(1, 0, 0, 0, 0, 0, 0, 0),
      smallNumber([]),
      smallNumber(undefined),
    ])
      expect(bad).to.equal(undefined);
  });

  it("write a word of 32 bytes", () => {
    expect(hexOf(word(0n))).to.equal(`0x${"00".repeat(32)}`);
    expect(hexOf(word((1n << 256n) - 1n))).to.equal(`0x${"ff".repeat(32)}`);
  });

  it("read every RLP that is written", () => {
    fc.assert(
      fc.property(rlp, (value) => {
        expect(decodeRlp(encodeRlp(value))).to.deep.equal(value);
      }),
    );
  });

  it("read random bytes only if they are the one way to write what they say", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const value = decodeRlp(bytes);
        if (value !== undefined) expect(encodeRlp(value)).to.deep.equal(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuse nothing that the library reads and writes back, within the depth", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), (bytes) => {
        let value: Rlp | undefined;
        try {
          value = RLP.decode(bytes);
        } catch {
          value = undefined;
        }
        if (value !== undefined && hexOf(encodeRlp(value)) !== hexOf(bytes)) value = undefined;
        expect(decodeRlp(bytes)).to.deep.equal(value);
      }),
      { numRuns: 5_000 },
    );
  });

  for (const [what, bytes] of [
    ["no bytes at all", []],
    ["a byte below 0x80 behind a length", [0x81, 0x05]],
    ["a short string with a long length", [0xb8, 0x01, 0xff]],
    ["a length with a leading zero", [0xb9, 0x00, 0x38, ...Array<number>(56).fill(1)]],
    ["a short list with a long length", [0xf8, 0x01, 0x01]],
    ["a string that ends early", [0x83, 1, 2]],
    ["a list whose item reaches out of it", [0xc1, 0x82, 1]],
    ["something behind the end", [0x01, 0x02]],
    ["a length of 2^64 - 1", [0xbf, ...Array<number>(8).fill(255)]],
    ["a list of 2^64 - 1 bytes", [0xff, ...Array<number>(8).fill(255)]],
  ] as const) {
    it(`do not read ${what}`, () => expect(decodeRlp(Uint8Array.from(bytes))).to.equal(undefined));
  }

  it("read lists sixteen deep, and neither seventeen nor a hundred thousand deep", () => {
    expect(decodeRlp(nested(17))).to.not.equal(undefined);
    for (const depth of [18, 10_000, 100_000]) expect(decodeRlp(nested(depth)), `${depth}`).to.equal(undefined);
  });

  it("do not read millions of items", () => {
    const start = performance.now();
    const bytes = new Uint8Array(4 << 20).fill(0xc0);
    bytes.set([0xfa, 0x3f, 0xff, 0xfc]);
    expect(decodeRlp(bytes)).to.equal(undefined);
    expect(performance.now() - start).to.be.lessThan(500);
  });
});
