import { expect } from "chai";
import { keccak256 } from "ethers";
import { provePayment, proveProgram, proveProvider } from "../../../client/proof/present.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { load } from "../../support/load.ts";
import { paid } from "../../support/stages.ts";
import { ethers } from "../../support/world.ts";
import { read, sourceOf } from "./support/making.ts";

const KINDS = [
  { kind: "provider", prove: proveProvider, id: "P1-1", number: (1n << 32n) | 1n, missing: "ProviderUnknown" },
  { kind: "program", prove: proveProgram, id: "1", number: 1n, missing: "ProgramUnknown" },
  { kind: "payment", prove: provePayment, id: "1", number: 1n, missing: "PaymentUnknown" },
] as const;

describe("The proof of what is now", () => {
  for (const { kind, prove, id, number, missing } of KINDS) {
    it(`is made of a ${kind}, of the newest block alone`, async () => {
      const { w } = await load(paid);
      const { subject, headers, events, codeInEveryBlock } = read(await prove(await sourceOf(w), number));
      expect(subject).to.deep.equal({ kind, id });
      expect(headers.map((header) => keccak256(header))).to.deep.equal([
        (await ethers.provider.getBlock("latest"))!.hash,
      ]);
      expect({ events, codeInEveryBlock }).to.deep.equal({ events: [], codeInEveryBlock: true });
    });

    it(`is not made of a ${kind} that does not exist`, async () => {
      const { w } = await load(paid);
      await refusedWith(prove(await sourceOf(w), number + 1n), missing);
    });
  }
});
