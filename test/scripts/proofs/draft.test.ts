import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { connectLedger } from "../../../client/ledger.ts";
import { draftBy, firstRoot } from "../../../scripts/proofs/trustRoot/draft.ts";
import { readTrustRoot, trustRootText, type Hex } from "../../../verifier/index.ts";
import { openOffice } from "../support/office.ts";
import { openSealedNode, validators } from "./sealedNode.ts";

const NAMES = ["yangpu", "wujin", "nanhu", "hefei"];

describe("A trust root's draft", () => {
  it("is written in one way, in whatever order the validators, and what is said of each, were read", async () => {
    const office = await openOffice();
    const keys = validators(...NAMES);
    const node = await openSealedNode(office.url, [{ from: 0, keys }]);
    const provider = new JsonRpcProvider(node.url);
    try {
      const members = keys.map(({ address }, i) => ({ address: address.toLowerCase() as Hex, district: i + 1 }));
      const ledger = connectLedger(office.deployment, provider);
      const chain = { nodes: provider, ledger, deployment: office.deployment };
      const text = trustRootText(firstRoot(await draftBy(chain, [{ from: 0, members: members.toReversed() }])));
      const [set] = readTrustRoot(text).validators;
      expect(set?.members).to.have.deep.members(members);
    } finally {
      provider.destroy();
      await node.close();
      await office.close();
    }
  });
});
