import { expect } from "chai";
import { hexlify, keccak256 } from "ethers";
import fc from "fast-check";
import { keccak } from "../../../client/replay/keccak.ts";

describe("Keccak-256", () => {
  it("is ethers' for bytes of every length around one and two blocks", () => {
    for (let length = 0; length <= 280; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
      expect(hexlify(keccak(bytes)), `${length} bytes`).to.equal(keccak256(bytes));
    }
  });

  it("is ethers' for whatever bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(hexlify(keccak(bytes))).to.equal(keccak256(bytes));
      }),
    );
  });

  it("leaves the last hash as it was when another is made", () => {
    const first = keccak(new Uint8Array(32));
    const before = hexlify(first);
    keccak(new Uint8Array(64));
    expect(hexlify(first)).to.equal(before);
  });
});
