import { expect } from "chai";
import { demandTrusted } from "../../portal/src/desk/demandTrusted.ts";
import { contractsIn } from "../../verifier/trustRoot.ts";
import { vectorRoot } from "../verifier/support/vectors.ts";

const root = await vectorRoot("root-0");
const [edition] = root.editions;
if (!edition) throw new Error("The root has an edition.");
const SOMEBODY = `0x${"11".repeat(20)}`;

describe("What an office says of the ledger to a browser's wallet", () => {
  const contracts = Object.fromEntries(
    contractsIn(edition).map(([part, { address }]) => [part, address.toUpperCase().replace("0X", "0x")]),
  );
  const ledger = { chainId: root.chainId, contracts: { ...contracts, multiSend: SOMEBODY } };
  const head = { chainId: root.chainId, genesis: root.genesis, edition: edition.edition.address };

  it("is believed where the trust root says the same", () => {
    demandTrusted(ledger, root, head);
  });

  for (const [part] of contractsIn(edition)) {
    it(`is not believed with another contract for ${part}, or none`, () => {
      for (const address of [SOMEBODY, undefined]) {
        const told = { ...ledger, contracts: { ...contracts, [part]: address } as Record<string, string> };
        expect(() => demandTrusted(told, root, head)).to.throw(/other contracts than this site's trust root/);
      }
    });
  }

  it("is not believed of another chain", () => {
    expect(() => demandTrusted({ ...ledger, chainId: 1 }, root, head)).to.throw(/other contracts/);
  });

  it("is not believed where trust root and index do not agree among themselves", () => {
    for (const other of [{ chainId: 1 }, { genesis: `0x${"00".repeat(32)}` }, { edition: SOMEBODY }])
      expect(() => demandTrusted(ledger, root, { ...head, ...other })).to.throw(/not of the same ledger/);
  });
});
