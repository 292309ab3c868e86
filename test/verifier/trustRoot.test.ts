import { expect } from "chai";
import fc from "fast-check";
import { keccak256, toUtf8Bytes } from "ethers";
import { Refusal } from "../../verifier/refusal.ts";
import { readTrustRoot, trustRootHash, trustRootText, validatorsAt, type TrustRoot } from "../../verifier/trustRoot.ts";
import { firstRoot, madeUpEdition, nextRoot, range, VALIDATORS } from "./support/roots.ts";
import { refused } from "./support/refused.ts";

/** The root with something in it changed. */
function changed(change: (root: TrustRoot) => void): string {
  const root = firstRoot();
  change(root);
  return trustRootText(root);
}

const [first, second] = [VALIDATORS.slice(0, 4), VALIDATORS.slice(1, 5)];

describe("A trust root", () => {
  it("is read from the text that it is written in, as bytes and with the line ends of Windows too", () => {
    const text = trustRootText(firstRoot());
    for (const file of [text, new TextEncoder().encode(text), text.replaceAll("\n", "\r\n")])
      expect(readTrustRoot(file)).to.deep.equal(firstRoot());
  });

  it("has the hash of its content without signatures", () => {
    const root = firstRoot();
    const content: Partial<TrustRoot> = { ...root };
    delete content.signatures;
    expect(trustRootHash(root)).to.equal(keccak256(toUtf8Bytes(JSON.stringify(content))));
    expect(trustRootHash({ ...root, signatures: [`0x${"00".repeat(65)}`] })).to.equal(trustRootHash(root));
    expect(trustRootHash({ ...root, chainId: 1 })).to.not.equal(trustRootHash(root));
  });

  it("says whose seals count in a block", () => {
    const root = { ...firstRoot(), validators: [range(0, 9, first), range(10, 10, second), range(11, null, first)] };
    expect(readTrustRoot(trustRootText(root))).to.deep.equal(root);
    const from = (block: number) => validatorsAt(root, block)?.from;
    expect([0, 9, 10, 11, 1e15].map(from)).to.deep.equal([0, 0, 10, 11, 11]);
  });

  it("names no validators on a development chain", () => {
    const root: TrustRoot = { ...firstRoot(), consensus: "development", validators: [] };
    expect(readTrustRoot(trustRootText(root))).to.deep.equal(root);
    expect(validatorsAt(root, 1)).to.equal(undefined);
  });

  for (const [what, file] of [
    ["nothing", ""],
    ["a number", "1"],
    ["null", "null"],
    ["a list", "[]"],
    ["broken JSON", '{"format": "tongdui trust root"'],
    ["another file", '{"format":"tongdui proof"}'],
    ["bytes that are no text", Uint8Array.of(0xff, 0xfe)],
  ] as const) {
    it(`is not ${what}`, () => refused("NotATrustRoot", () => readTrustRoot(file)));
  }

  it("is not larger than a mebibyte", () =>
    refused("TrustRootTooLarge", () => readTrustRoot(" ".repeat((1 << 20) + 1))));

  for (const [place, text] of Object.entries({
    version: changed((root) => ((root as { version: number }).version = 2)),
    number: changed((root) => (root.number = -1)),
    chainId: changed((root) => (root.chainId = 0.5)),
    genesis: changed((root) => (root.genesis = "0xAB")),
    consensus: changed((root) => ((root as { consensus: string }).consensus = "ibft")),
    "districts[0].zh": changed((root) => (root.districts[0]!.zh = "杨\u202e浦")),
    districts: changed((root) => root.districts.reverse()),
    ancestors: changed((root) => root.ancestors.push(`0x${"00".repeat(32)}`)),
    editions: changed((root) => (root.editions = [])),
    "editions[0]": changed((root) => (root.editions[0]!.orders = root.editions[0]!.vouchers)),
    "editions[0].orders": changed((root) => delete (root.editions[0] as { orders?: unknown }).orders),
    JSON: changed((root) => Object.assign(root, { note: "hello" })),
    validators: changed((root) => (root.validators = [])),
    "validators[0].members[2].address": changed((root) => (root.validators[0]!.members[2]!.address = "0x00")),
    "validators[0].members": changed((root) => root.validators[0]!.members.reverse()),
    "validators[0].from": changed((root) => (root.validators[0]!.from = 1)),
    "validators[0].through": changed((root) => (root.validators[0]!.through = 5)),
    "validators[1].from": changed((root) => (root.validators = [range(0, 5, first), range(7, null, second)])),
    "validators[1].through": changed((root) => {
      root.validators = [range(0, 5, first), range(6, 5, second), range(6, null, first)];
    }),
    signatures: changed((root) => root.signatures.push(`0x${"00".repeat(65)}`)),
  })) {
    it(`is not taken where ${place} is wrong`, async () => {
      const { en } = await refused("TrustRootMisshapen", () => readTrustRoot(text));
      expect(en).to.contain(` ${place} `);
    });
  }

  it("has names that a person sees whole, with plain blanks inside alone", async () => {
    const named = (name: string) => changed((root) => (root.districts[0]!.en = name));
    for (const name of ["Hefei High-tech", "合肥高新", "𠮷".repeat(64)])
      expect(readTrustRoot(named(name)).districts[0]?.en).to.equal(name);
    for (const name of ["", " Yangpu", "Yangpu ", " ", "x".repeat(65)])
      await refused("TrustRootMisshapen", () => readTrustRoot(named(name)));
    const unseen = [
      ...["\u3164", "\u2800", "\u115f", "\u1160", "\uffa0", "\ufe0f", "\u{e0041}", "\u{e0100}", "\u034f", "\u00ad"],
      ...["\u00a0", "\u3000", "\u2003", "\u200b", "\u202e", "\u2028", "\t", "\n", "\u0000", "\ud800", "\ue000"],
    ];
    for (const one of unseen)
      for (const name of [`Yang${one}pu`, `Yangpu${one}`, `${one}Yangpu`])
        await refused("TrustRootMisshapen", () => readTrustRoot(named(name)));
  });

  it("has no two validators of one address, and none of a district that it does not name", async () => {
    const twice = changed((root) => (root.validators[0]!.members[1] = root.validators[0]!.members[0]!));
    await refused("TrustRootMisshapen", () => readTrustRoot(twice));
    const elsewhere = changed((root) => (root.validators[0]!.members[1]!.district = 3));
    await refused("TrustRootMisshapen", () => readTrustRoot(elsewhere));
  });

  it("has no two editions of one address", () => {
    const twice = changed((root) => root.editions.push(madeUpEdition(0x1000)));
    return refused("TrustRootMisshapen", () => readTrustRoot(twice));
  });

  for (const [what, text] of [
    ["a member twice", trustRootText(firstRoot()).replace('"number": 0,', '"number": 1,\n  "number": 0,')],
    ["other blanks", JSON.stringify(firstRoot())],
    ["no line feed at its end", trustRootText(firstRoot()).trimEnd()],
    ["members in another order", trustRootText(Object.fromEntries(Object.entries(firstRoot()).reverse()) as TrustRoot)],
    ["a mark before it", `${trustRootText(firstRoot())} `],
  ] as const) {
    it(`is not taken with ${what}, for what a person reads is what the hash is of`, () =>
      refused("TrustRootNotCanonical", () => readTrustRoot(text)));
  }

  it("is refused or read, never a crash, whatever its text became", () => {
    const text = trustRootText(nextRoot(firstRoot()));
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 8 }), (at, cut, put) => {
        const spoilt = text.slice(0, at) + put + text.slice(at + cut);
        try {
          expect(trustRootText(readTrustRoot(spoilt))).to.equal(spoilt);
        } catch (error) {
          expect(error).to.be.instanceOf(Refusal);
        }
      }),
    );
  });
});
