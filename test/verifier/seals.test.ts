import { Wallet } from "ethers";
import { expect } from "chai";
import { bytesOf, encodeRlp, hexOf, isBytes, type Hex, type Rlp } from "../../verifier/bytes.ts";
import { readHeader } from "../../verifier/header.ts";
import { demandSealed } from "../../verifier/seals.ts";
import type { TrustRoot } from "../../verifier/trustRoot.ts";
import { BLOCKS, EXTRA_DATA, fieldsOf, recordedRoot, rlpOf, withExtra } from "./support/besu.ts";
import { refused } from "./support/refused.ts";

const root = recordedRoot();
const block = BLOCKS[4]!;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const sealersOf = (bytes: Uint8Array, under: TrustRoot = root) => demandSealed(readHeader(bytes, 0, "qbft"), under);

/** The block with its seals changed. */
function withSeals(change: (seals: Uint8Array[]) => Uint8Array[]): Uint8Array {
  return withExtra(block, (extra) => extra.with(4, change((extra[4] as Uint8Array[]).slice())));
}

/** The other signature that says the same: s from the other half, and the other v. */
function twin(seal: Uint8Array): Uint8Array {
  const s = ORDER - BigInt(hexOf(seal.subarray(32, 64)));
  return Uint8Array.of(...seal.subarray(0, 32), ...bytesOf(`0x${s.toString(16).padStart(64, "0")}`), 1 - seal[64]!);
}

/** A seal of somebody else over this block. */
function sealOf(wallet: Wallet): Uint8Array {
  const { consensus } = readHeader(rlpOf(block), 0, "qbft");
  const { r, s, yParity } = wallet.signingKey.sign(consensus!.sealed);
  return Uint8Array.of(...bytesOf(r as Hex), ...bytesOf(s as Hex), yParity);
}

describe("The seals of a block", () => {
  for (const recorded of BLOCKS) {
    const round = Number(recorded.number) === 120 ? 1 : 0;
    it(`${Number(recorded.number)}, which Besu sealed in round ${round}, are of three or four of its validators`, () => {
      const sealers = sealersOf(rlpOf(recorded));
      expect(sealers.length).to.be.within(3, 4);
      for (const sealer of sealers) expect(root.validators[0]!.members).to.include(sealer);
    });
  }

  it("of round 1 are over that round", () => {
    withExtra(block, (extra) => {
      expect(hexOf(extra[3] as Uint8Array)).to.equal("0x01");
      return extra;
    });
  });

  it("count when they are three of four, in whatever order", () =>
    expect(sealersOf(withSeals((seals) => seals.reverse().slice(0, 3))).length).to.equal(3));

  it("are refused when they are fewer than two thirds", async () => {
    const { en, zh } = await refused("TooFewSeals", () => sealersOf(withSeals((seals) => seals.slice(0, 2))));
    expect(en).to.equal("Block 120 is sealed by 2 of 4 validators; at least 3 are needed.");
    expect(zh).to.contain("区块 120");
    await refused("TooFewSeals", () => sealersOf(withSeals(() => [])));
  });

  it("are refused when one validator's stands twice", () =>
    refused("SealTwice", () => sealersOf(withSeals(([a, b]) => [a!, b!, a!]))));

  it("are refused when one is a stranger's, even where enough others are known", async () => {
    const stranger = sealOf(new Wallet(`0x${"77".repeat(32)}`));
    const { en } = await refused("SealByStranger", () => sealersOf(withSeals(([a, b, c]) => [a!, b!, c!, stranger])));
    expect(en).to.match(/^Seal 4 of block 120 is by 0x/);
    await refused("SealByStranger", () => sealersOf(withSeals(([a, b]) => [a!, b!, stranger])));
  });

  it("are refused when there are more of them than validators, before any is looked at", () =>
    refused("TooManySeals", () => sealersOf(withSeals((seals) => Array<Uint8Array>(50_000).fill(seals[0]!)))));

  for (const [what, spoil] of Object.entries<(seal: Uint8Array) => Uint8Array>({
    "has s in the upper half": twin,
    "has v 27": (seal) => seal.with(64, 27 + seal[64]!),
    "has v 2": (seal) => seal.with(64, 2),
    "is a byte short": (seal) => seal.subarray(0, 64),
    "is a byte long": (seal) => Uint8Array.of(...seal, 0),
    "is empty": () => new Uint8Array(),
    "is all zeros": () => new Uint8Array(65),
    "has r beyond the curve": (seal) => seal.slice().fill(0xff, 0, 32),
    "has r that is on no point": (seal) => seal.slice().fill(0, 0, 31).with(31, 5),
  })) {
    it(`are refused when one ${what}`, () =>
      refused("SealUnreadable", () => sealersOf(withSeals((seals) => seals.with(1, spoil(seals[1]!))))));
  }

  it("are refused when they were given in another round", () =>
    refused("SealByStranger", () => sealersOf(withExtra(block, (extra) => extra.with(3, new Uint8Array())))));

  it("are refused when they were given to another block", () => {
    const seals = sealsIn(BLOCKS[3]!);
    return refused("SealByStranger", () => sealersOf(withSeals(() => seals)));
  });

  fieldsOf(block).forEach((field, at) => {
    if (at === EXTRA_DATA) return;
    it(`are refused when field ${at} of the header is another`, () => {
      const changed = field.length === 0 ? Uint8Array.of(1) : field.with(-1, field.at(-1)! ^ 1);
      return refused("SealByStranger", () => sealersOf(encodeRlp(fieldsOf(block).with(at, changed))));
    });
  });

  it("are refused when vanity or vote of the header is another", async () => {
    for (const at of [0, 2])
      await refused("SealByStranger", () => sealersOf(withExtra(block, (extra) => extra.with(at, Uint8Array.of(1)))));
  });

  it("are refused when the header has a field more", () =>
    refused("SealByStranger", () => sealersOf(encodeRlp([...fieldsOf(block), new Uint8Array(32)]))));

  it("are refused when the header names other validators than the trust root", async () => {
    const validators = (change: (list: Rlp[]) => Rlp[]) =>
      sealersOf(withExtra(block, (extra) => extra.with(1, change([...(extra[1] as Rlp[])]))));
    await refused("OtherValidators", () => validators((list) => list.slice(1)));
    await refused("OtherValidators", () => validators((list) => [...list, new Uint8Array(20)]));
    await refused("OtherValidators", () => validators((list) => list.with(0, new Uint8Array(20))));
    await refused("OtherValidators", () => validators((list) => list.with(0, list[1]!)));
    const others = structuredClone(root);
    others.validators[0]!.members.pop();
    await refused("OtherValidators", () => sealersOf(rlpOf(block), others));
  });

  it("count by the range of blocks that the header is in", async () => {
    const { members } = root.validators[0]!;
    const others = members.map((member) => ({ ...member, address: `0x${member.address.slice(4)}00` as Hex }));
    const until = (last: number): TrustRoot => ({
      ...root,
      validators: [
        { from: 0, through: last, members },
        { from: last + 1, through: null, members: others },
      ],
    });
    expect(sealersOf(rlpOf(block), until(120)).length).to.be.greaterThan(2);
    await refused("OtherValidators", () => sealersOf(rlpOf(block), until(119)));
    await refused("TrustRootMisshapen", () => sealersOf(rlpOf(block), { ...root, validators: [] }));
  });

  it("are not there in a header that was read as one of a development chain", () =>
    refused("TooFewSeals", () => demandSealed(readHeader(rlpOf(block), 0, "development"), root)));
});

function sealsIn(recorded: (typeof BLOCKS)[number]): Uint8Array[] {
  let seals: Uint8Array[] = [];
  withExtra(recorded, (extra) => {
    seals = (extra[4] as Rlp[]).filter((seal): seal is Uint8Array => isBytes(seal));
    return extra;
  });
  return seals;
}
