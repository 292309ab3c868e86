import { expect } from "chai";
import { headerOf } from "../../../client/proof/header.ts";
import { blockWithReceipts, proveLog } from "../../../client/proof/receipts.ts";
import { readAlong } from "../../../client/proof/state.ts";
import { TrieNodes } from "../../../client/proof/trieNodes.ts";
import type { Rpc } from "../../../client/replay/logs.ts";
import { refusal } from "../refusal.ts";
import { recorded } from "../../verifier/support/recorded.ts";

/** The recorded network as a node that gives all receipts of a block at once. */
const besu: Rpc = {
  send: async (method, [block]) =>
    Promise.resolve(
      method === "eth_getBlockByNumber" ? recorded.blocks[block as string] : recorded.receipts[block as string],
    ),
};

describe("What a proof takes from Besu", () => {
  for (const [number, block] of Object.entries(recorded.blocks)) {
    it(`is block ${Number(number)}: its header by its hash, which no seal is in, and its receipts`, async () => {
      const { header } = await blockWithReceipts(besu, Number(number), "qbft");
      expect(header.hash).to.equal(block.hash);
      expect(header.number).to.equal(Number(number));
      expect(refusal(() => headerOf(block, "development"), "NodeContradictsItself")).to.exist;
    });
  }

  it("is a log among the receipts of five transactions", async () => {
    const block = await blockWithReceipts(besu, 120, "qbft");
    expect(block.receipts).to.have.length(5);
    const nodes = new TrieNodes();
    const [log] = block.receipts[3]!.logs;
    expect(await proveLog(nodes, block, log!)).to.deep.equal([3, 0]);
    expect(nodes.used().length).to.be.greaterThan(1);
  });

  it("is a slot that holds something, and that one holds nothing", async () => {
    const header = headerOf(recorded.anchor, "qbft");
    for (const proof of [recorded.proof, recorded.absenceProof]) {
      const slots = proof.storageProof.map(({ key }) => key);
      const words = await readAlong(new TrieNodes(), { header, address: recorded.contract.address, slots, proof });
      expect(words).to.deep.equal(proof.storageProof.map(({ value }) => BigInt(value)));
    }
  });
});
