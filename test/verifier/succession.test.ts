import { Wallet } from "ethers";
import { expect } from "chai";
import { successionMessage, verifySuccession } from "../../verifier/succession.ts";
import { readTrustRoot, trustRootHash, trustRootText, type TrustRoot } from "../../verifier/trustRoot.ts";
import type { Hex } from "../../verifier/bytes.ts";
import { refused } from "./support/refused.ts";
import { addressOf, firstRoot, madeUpEdition, nextRoot, range, signedBy, VALIDATORS } from "./support/roots.ts";

const first = firstRoot();
const [a, b, c, d, e] = VALIDATORS as [Wallet, Wallet, Wallet, Wallet, Wallet];
const closed = [range(0, 99, [a, b, c, d]), range(100, null, [b, c, d, e])];

/** The signature that the same key could be made to say as well, with s in the upper half. */
function highTwin(signature: Hex): Hex {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = (order - BigInt(`0x${signature.slice(66, 130)}`)).toString(16).padStart(64, "0");
  return `${signature.slice(0, 66)}${s}${signature.endsWith("1b") ? "1c" : "1b"}` as Hex;
}

describe("The next trust root", () => {
  it("follows when three of four validators of the one before signed it, in any order", () => {
    const next = signedBy(nextRoot(first, { validators: closed }), [d, a, b]);
    const signers = verifySuccession(first, readTrustRoot(trustRootText(next)));
    expect(signers.map(({ address }) => address)).to.deep.equal([d, a, b].map(addressOf));
  });

  it("is signed as a text that says its number and hash", () => {
    const next = nextRoot(first);
    expect(successionMessage(next)).to.equal(`Tongdui trust root 1 ${trustRootHash(next)}`);
  });

  it("may add districts and editions", () => {
    const districts = [...first.districts, { id: 3, en: "Tianning", zh: "天宁" }];
    const editions = [...first.editions, madeUpEdition(0x2000)];
    verifySuccession(first, signedBy(nextRoot(first, { districts, editions }), [a, b, c]));
  });

  it("is signed by those of the open range of the one before, not by those before or after them", async () => {
    const second = signedBy(nextRoot(first, { validators: closed }), [a, b, c]);
    verifySuccession(second, signedBy(nextRoot(second), [b, c, e]));
    await refused("SuccessionSignedByStranger", () => verifySuccession(second, signedBy(nextRoot(second), [a, b, c])));
    await refused("SuccessionSignedByStranger", () => verifySuccession(first, signedBy(second, [b, c, d, e])));
  });

  it("follows unsigned on a development chain", () => {
    const development: TrustRoot = { ...first, consensus: "development", validators: [] };
    expect(verifySuccession(development, nextRoot(development))).to.deep.equal([]);
  });

  for (const [what, changes] of Object.entries<Partial<TrustRoot>>({
    "has another number": { number: 2 },
    "names no ancestors": { ancestors: [] },
    "names other ancestors": { ancestors: [`0x${"aa".repeat(32)}`] },
    "is of another chain": { chainId: 20261 },
    "begins with another block": { genesis: `0x${"6f".repeat(32)}` },
    "has another consensus": { consensus: "development", validators: [] },
    "renames a district": { districts: first.districts.map((district) => ({ ...district, en: "Elsewhere" })) },
    "leaves out a district": { districts: first.districts.slice(0, 1) },
    "changes an edition": { editions: [madeUpEdition(0x2000)] },
    "puts an edition before": { editions: [madeUpEdition(0x2000), ...first.editions] },
    "adds a validator to the open range": { validators: [range(0, null, [a, b, c, d, e])] },
    "replaces the open range": { validators: [range(0, null, [b, c, d, e])] },
    "splits the open range at its beginning": {
      validators: [range(0, 9, [b, c, d, e]), range(10, null, [a, b, c, d])],
    },
  })) {
    it(`does not follow when it ${what}`, () =>
      refused("SuccessionBroken", () => verifySuccession(first, signedBy(nextRoot(first, changes), [a, b, c, d]))));
  }

  it("does not follow when it changes a closed range, or where that ended", async () => {
    const second = signedBy(nextRoot(first, { validators: closed }), [a, b, c]);
    for (const validators of [
      [range(0, 99, [a, b, c, e]), range(100, null, [b, c, d, e])],
      [range(0, 98, [a, b, c, d]), range(99, null, [b, c, d, e])],
      [range(0, null, [a, b, c, d])],
    ])
      await refused("SuccessionBroken", () =>
        verifySuccession(second, signedBy(nextRoot(second, { validators }), [b, c, d])),
      );
  });

  it("is signed by two thirds, rounded up", async () => {
    const next = nextRoot(first);
    await refused("SuccessionTooFewSignatures", () => verifySuccession(first, next));
    const { en } = await refused("SuccessionTooFewSignatures", () => verifySuccession(first, signedBy(next, [a, b])));
    expect(en).to.equal("Trust root 1 is signed by 2 of the 4 validators before it; at least 3 are needed.");
  });

  it("is signed by each once", () =>
    refused("SuccessionSignedTwice", () => verifySuccession(first, signedBy(nextRoot(first), [a, b, a]))));

  it("is not signed by a stranger, even where enough others signed", () =>
    refused("SuccessionSignedByStranger", () => verifySuccession(first, signedBy(nextRoot(first), [a, b, c, e]))));

  it("is not taken when it was changed after it was signed", () => {
    const next = signedBy(nextRoot(first), [a, b, c]);
    const editions = [...next.editions, madeUpEdition(0x2000)];
    return refused("SuccessionSignedByStranger", () => verifySuccession(first, { ...next, editions }));
  });

  for (const [what, spoil] of Object.entries<(signature: Hex) => Hex>({
    "the other form of a signature": highTwin,
    "a signature with v 0 or 1": (signature) =>
      `${signature.slice(0, -2)}${signature.endsWith("1b") ? "00" : "01"}` as Hex,
    "a signature of zeros": () => `0x${"00".repeat(64)}1b`,
    "a signature beyond the order": (signature) => `0x${"ff".repeat(32)}${signature.slice(66)}`,
  })) {
    it(`is not taken with ${what}`, () => {
      const next = signedBy(nextRoot(first), [a, b, c]);
      const signatures = next.signatures.map((signature, at) => (at === 1 ? spoil(signature) : signature));
      return refused("SuccessionSignatureUnreadable", () => verifySuccession(first, { ...next, signatures }));
    });
  }
});
