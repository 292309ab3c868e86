import { expect } from "chai";
import { hexlify, recoverAddress, Signature } from "ethers";
import { headerOf } from "../../client/proof/header.ts";
import { recorded } from "./support/recorded.ts";
import { addressOf, VALIDATORS } from "./support/roots.ts";
import { extraOf, sealed, sealedHash } from "./support/sealing.ts";

/** Whose seals a header has, by ethers. */
function sealersOf(header: Uint8Array): string[] {
  const hash = sealedHash(header);
  return extraOf(header).seals.map((seal) => {
    const v = seal.endsWith("00") ? "1b" : "1c";
    return recoverAddress(hash, Signature.from(seal.slice(0, -2) + v)).toLowerCase();
  });
}

const blocks = Object.values(recorded.blocks).map((block) => headerOf(block, "qbft"));

describe("The tests' seals", () => {
  it("are over what Besu's validators sealed, in round 0 and in round 1", () => {
    for (const { bytes } of blocks) {
      const sealers = sealersOf(bytes);
      expect(sealers.length).to.be.greaterThan(2);
      expect(new Set(sealers).size).to.equal(sealers.length);
      expect(recorded.validators.map((one) => one.toLowerCase())).to.include.members(sealers);
    }
  });

  for (const round of [0, 1]) {
    it(`are those of the tests' validators in round ${round}`, () => {
      const validators = VALIDATORS.slice(0, 4);
      const header = sealed(blocks[0]!.bytes, { validators, signers: validators.slice(1), round });
      expect(sealersOf(header)).to.deep.equal(validators.slice(1).map(addressOf));
      expect(extraOf(header).validators).to.deep.equal(validators.map(addressOf));
    });
  }

  it("are written as Besu writes them: a Besu header sealed anew differs in nothing but keys and seals", () => {
    const { bytes } = blocks[0]!;
    const validators = VALIDATORS.slice(0, 4);
    const again = sealed(bytes, { validators, signers: validators.slice(1) });
    expect(again).to.have.length(bytes.length);
    expect(hexlify(again).slice(0, 200)).to.equal(hexlify(bytes).slice(0, 200));
  });
});
