import { expect } from "chai";
import { fileURLToPath } from "node:url";
import { loadLayouts } from "../../client/replay/layouts.ts";
import { entrySlot, PLACES, type LedgerPart } from "../../verifier/ledger/layout.ts";
import { AbiCoder, keccak256 } from "ethers";

const layouts = await loadLayouts(fileURLToPath(new URL("../../artifacts", import.meta.url)));

describe("The verifier's layout of storage", () => {
  for (const part of Object.keys(PLACES) as LedgerPart[]) {
    it(`is the compiler's for ${part}`, () => {
      for (const [label, place] of Object.entries(PLACES[part])) {
        const variable = layouts[part].storage.find((it) => it.label === label);
        expect(variable?.slot, label).to.equal(String(place));
        expect(variable?.type, label).to.match(/^t_mapping/);
      }
    });
  }

  it("takes so many words for a record as the verifier reads", () => {
    const words = (part: LedgerPart, label: string): number => {
      const { storage, types } = layouts[part];
      const mapping = types?.[storage.find((it) => it.label === label)?.type ?? ""];
      return Number(types?.[mapping?.value ?? ""]?.numberOfBytes) / 32;
    };
    expect(words("providers", "providers")).to.equal(4);
    expect(words("programs", "terms")).to.equal(5);
    expect(words("payments", "payments")).to.equal(2);
    expect(words("payments", "clawBacks")).to.equal(1);
    expect(words("vouchers", "freezes")).to.equal(1);
  });

  it("finds an entry where Solidity puts it", () => {
    const key = (3n << 32n) | 17n;
    const encoded = AbiCoder.defaultAbiCoder().encode(["uint48", "uint256"], [key, 6]);
    expect(entrySlot(6n, key)).to.equal(BigInt(keccak256(encoded)));
  });
});
