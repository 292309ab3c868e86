import { expect } from "chai";
import { keccak256, toUtf8Bytes, ZeroHash } from "ethers";
import { commit, fileDigest, newSalt, opens } from "../../../client/documents/commitment.ts";
import { refusal } from "../refusal.ts";

const SALT = `0x${"5a".repeat(32)}`;

describe("Commitments", () => {
  it("are keccak256 over the salt and then the canonical bytes", () => {
    const bytes = Uint8Array.of(...new Array<number>(32).fill(0x5a), ...toUtf8Bytes('{"a":1,"b":"合同"}'));
    expect(commit({ b: "合同", a: 1 }, SALT)).to.equal(keccak256(bytes));
  });

  it("open with their document and salt, and with no other", () => {
    const commitment = commit({ a: 1 }, SALT);
    expect(opens(commitment, { a: 1 }, SALT)).to.equal(true);
    expect(opens(commitment.toUpperCase().replace("0X", "0x"), { a: 1 }, SALT)).to.equal(true);
    expect(opens(commitment, { a: 2 }, SALT)).to.equal(false);
    expect(opens(commitment, { a: 1 }, newSalt())).to.equal(false);
  });

  it("refuse a salt that is short, absent or zero", () => {
    for (const salt of ["", "0x", "0x5a", SALT.slice(2), ZeroHash]) refusal(() => commit({}, salt), "SaltInvalid");
  });

  it("have a new salt of 32 bytes each time", () => {
    expect(newSalt()).to.match(/^0x[0-9a-f]{64}$/);
    expect(newSalt()).to.not.equal(newSalt());
  });

  it("refer to files by SHA-256", () => {
    // FIPS 180-2, appendix B.1.
    expect(fileDigest(toUtf8Bytes("abc"))).to.equal(
      "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
