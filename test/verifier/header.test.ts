import { expect } from "chai";
import { bytesOf, encodeRlp, hexOf, keccak, type Rlp } from "../../verifier/bytes.ts";
import { readHeader } from "../../verifier/header.ts";
import { refusedWithin } from "./support/bounds.ts";
import { BLOCKS, fieldsOf, rlpOf, withExtra } from "./support/besu.ts";
import { refused } from "./support/refused.ts";

const block = BLOCKS[4]!;
const fields = fieldsOf(block);
const read = (bytes: Uint8Array) => readHeader(bytes, 0, "qbft");

describe("A block header", () => {
  for (const recorded of BLOCKS) {
    it(`of Besu's block ${Number(recorded.number)} gives its number, time, roots and hash`, () => {
      const header = read(rlpOf(recorded));
      expect(header.number).to.equal(Number(recorded.number));
      expect(header.time).to.equal(Number(recorded.timestamp));
      expect(hexOf(header.stateRoot)).to.equal(recorded.stateRoot);
      expect(hexOf(header.receiptsRoot)).to.equal(recorded.receiptsRoot);
      expect(hexOf(header.hash)).to.equal(recorded.hash);
    });
  }

  it("has the same hash in whatever round it was sealed, and whoever sealed it", () => {
    const other = withExtra(block, ([vanity = [], validators = [], vote = []]) => [
      vanity,
      validators,
      vote,
      bytesOf("0x07"),
      [],
    ]);
    expect(hexOf(read(other).hash)).to.equal(block.hash);
  });

  it("has another hash when any other field of it is another", () => {
    const hashes = fields.flatMap((field, at) => {
      if (at === 12) return [];
      const changed = field.length === 0 ? Uint8Array.of(1) : field.with(-1, (field.at(-1) ?? 0) ^ 1);
      return hexOf(read(encodeRlp(fields.with(at, changed))).hash);
    });
    expect(new Set([...hashes, block.hash]).size).to.equal(16);
  });

  it("may have the fields of later upgrades, which are under its hash too", () => {
    const later = [
      ...fields,
      new Uint8Array(32),
      ...[[], []].map(() => new Uint8Array()),
      new Uint8Array(32),
      new Uint8Array(32),
    ];
    expect(hexOf(read(encodeRlp(later)).hash)).to.not.equal(block.hash);
  });

  it("of a development chain has the hash of all its bytes, and says nothing of validators", () => {
    const plain = encodeRlp(fields.with(12, new Uint8Array()));
    const header = readHeader(plain, 0, "development");
    expect(hexOf(header.hash)).to.equal(hexOf(keccak(plain)));
    expect(header.consensus).to.equal(undefined);
  });

  const extra = (...items: Rlp[]) => encodeRlp(fields.with(12, encodeRlp(items)));
  const nothing = new Uint8Array();
  for (const [what, bytes] of Object.entries({
    "nothing at all": nothing,
    "bytes that are no RLP": Uint8Array.of(0xf9, 1, 2),
    "something behind its end": Uint8Array.of(...rlpOf(block), 0),
    "a string instead of a list": encodeRlp(rlpOf(block)),
    "fifteen fields": encodeRlp(fields.slice(0, 15)),
    "twenty-two fields": encodeRlp([...fields, ...Array<Uint8Array>(6).fill(nothing)]),
    "a list as a field": encodeRlp([...fields.slice(0, 15), [nothing]]),
    "a short state root": encodeRlp(fields.with(3, new Uint8Array(31))),
    "a long root of receipts": encodeRlp(fields.with(5, new Uint8Array(33))),
    "a number of 2^53": encodeRlp(fields.with(8, bytesOf("0x20000000000000"))),
    "a number with a leading zero": encodeRlp(fields.with(8, bytesOf("0x0078"))),
    "a time of eight bytes": encodeRlp(fields.with(11, new Uint8Array(8).fill(1))),
    "extra data that is no RLP": encodeRlp(fields.with(12, Uint8Array.of(0xc5))),
    "no extra data": encodeRlp(fields.with(12, nothing)),
    "four things in its extra data": extra(nothing, [], nothing, nothing),
    "six things in its extra data": extra(nothing, [], nothing, nothing, [], nothing),
    "a string as its validators": extra(nothing, nothing, nothing, nothing, []),
    "a validator of 19 bytes": extra(nothing, [new Uint8Array(19)], nothing, nothing, []),
    "a string as its seals": extra(nothing, [], nothing, nothing, nothing),
    "a list as a seal": extra(nothing, [], nothing, nothing, [[]]),
  })) {
    it(`is refused with ${what}`, async () => {
      const { en } = await refused("HeaderUnreadable", () => readHeader(bytes, 2, "qbft"));
      expect(en).to.match(/^Block header 3 of the proof/);
    });
  }

  it("is refused in bounded time when it is lists in lists, or holds a million things", async () => {
    const long = (length: number) => bytesOf(`0xfa${length.toString(16).padStart(6, "0")}`);
    const wide = new Uint8Array(4 << 20).fill(0x80);
    wide.set(long((4 << 20) - 4));
    // A list of three bytes of length in such a list and so on, a million times.
    const deep = new Uint8Array(4 << 20);
    for (let at = 0; at < deep.length; at += 4) deep.set(long(deep.length - at - 4), at);
    for (const hostile of [wide, deep, new Uint8Array(4 << 20).fill(0xc1), new Uint8Array(4 << 20).fill(0xff)]) {
      for (const bytes of [hostile, encodeRlp(fields.with(12, hostile))])
        await refusedWithin(1, 100, () => Promise.resolve().then(() => read(bytes)));
    }
  });
});
