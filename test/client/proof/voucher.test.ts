import { expect } from "chai";
import { keccak256 } from "ethers";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import type { Rpc } from "../../../client/replay/logs.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { load } from "../../support/load.ts";
import { inHand, paid } from "../../support/stages.ts";
import { ethers } from "../../support/world.ts";
import { changing, node, read, refusal, refusing, sourceOf } from "./support/making.ts";

/** Whether a question is about a block before the newest. */
async function isOld(): Promise<(params: unknown[]) => boolean> {
  const newest = await ethers.provider.getBlockNumber();
  return (params) => Number(params[2]) < newest;
}

describe("The proof of a voucher", () => {
  it("is of its whole life across two districts, a header and an event a change", async () => {
    const { w, voucher } = await load(paid);
    const proof = await proveVoucher(await sourceOf(w), voucher);
    const { subject, headers, events, codeInEveryBlock, edition } = read(proof);
    expect(subject).to.deep.equal({ kind: "voucher", id: "1-000001" });
    expect(edition).to.equal((await w.edition.getAddress()).toLowerCase());
    expect(events.map(([header]) => header)).to.deep.equal([0, 1, 2, 3]);
    expect(codeInEveryBlock).to.equal(true);

    const changed = await w.vouchers.queryFilter(w.vouchers.filters.VoucherChanged(voucher));
    const blocks = changed.map(({ blockHash }) => blockHash);
    expect(headers.map((header) => keccak256(header))).to.deep.equal(blocks);
    expect(proof.anchor.hash).to.equal(blocks.at(-1));
  });

  it("ends with the newest block where the voucher was changed before it", async () => {
    const { w, voucher } = await load(paid);
    await ethers.provider.send("evm_mine");
    const proof = await proveVoucher(await sourceOf(w), voucher);
    const { headers, events } = read(proof);
    expect(headers).to.have.length(5);
    expect(events).to.have.length(4);
    expect(keccak256(headers[4]!)).to.equal((await ethers.provider.getBlock("latest"))!.hash);
  });

  it("speaks of one block however many are made meanwhile", async () => {
    const { w, voucher } = await load(paid);
    const quiet = await proveVoucher(await sourceOf(w), voucher);
    const busy: Rpc = {
      send: async (method, params) => {
        const answer = await node.send(method, params);
        await node.send("evm_mine", []);
        return answer;
      },
    };
    const { text, anchor } = await proveVoucher(await sourceOf(w, busy), voucher);
    expect(text).to.equal(quiet.text);
    expect(await ethers.provider.getBlockNumber()).to.be.greaterThan(anchor.number);
  });

  it("is made of a voucher that was never used, without a word of orders and payments", async () => {
    const { w, voucher } = await load(inHand);
    const { events, nodes } = read(await proveVoucher(await sourceOf(w), voucher));
    expect(events).to.have.length(1);
    const { nodes: more } = read(await proveVoucher(await sourceOf((await load(paid)).w), voucher));
    expect(nodes.length).to.be.lessThan(more.length);
  });

  it("is not made of one that does not exist", async () => {
    const { w, voucher } = await load(inHand);
    const error = await refusedWith(proveVoucher(await sourceOf(w), voucher + 1n), "VoucherUnknown");
    expect(error.sentence.en).to.equal("There is no voucher 1-000002. Check the number.");
  });
});

describe("A voucher's proof from a node that can less, or more", () => {
  for (const [what, error] of [
    ["refuses them", refusal("World state is unavailable")],
    ["answers with nothing", undefined],
  ] as const) {
    it(`says that the code is proved in the newest block only, where the node keeps no old states and ${what}`, async () => {
      const { w, voucher } = await load(paid);
      const old = await isOld();
      const forgetful = error
        ? refusing("eth_getProof", old, error)
        : changing("eth_getProof", (answer, params) => (old(params) ? null : answer));
      const whole = read(await proveVoucher(await sourceOf(w), voucher));
      const proof = await proveVoucher(await sourceOf(w, forgetful), voucher);
      const { codeInEveryBlock, nodes, events, headers } = read(proof);
      expect(codeInEveryBlock).to.equal(false);
      expect(proof.codeInEveryBlock).to.equal(false);
      expect({ events, headers }).to.deep.equal({ events: whole.events, headers: whole.headers });
      expect(nodes.length).to.be.lessThan(whole.nodes.length);
      expect(whole.nodes).to.include.members([...nodes]);
    });
  }

  it("is not made weaker by trouble on the way to the node", async () => {
    const { w, voucher } = await load(paid);
    const trouble = Object.assign(new Error("no answer"), { code: "TIMEOUT" });
    const proving = proveVoucher(await sourceOf(w, refusing("eth_getProof", await isOld(), trouble)), voucher);
    await proving.then(
      () => expect.fail("a proof was made"),
      (error: unknown) => expect(error).to.equal(trouble),
    );
  });

  it("says to begin anew where the newest block's own state is gone meanwhile", async () => {
    const { w, voucher } = await load(paid);
    const forgetful = refusing("eth_getProof", () => true, refusal("World state is unavailable"));
    const error = await refusedWith(proveVoucher(await sourceOf(w, forgetful), voucher), "StateNotKept");
    expect(error.hint?.en).to.include("Make the proof again");
  });

  for (const most of [100, 7, 1]) {
    it(`is the same where the node searches ${most} blocks at once`, async () => {
      const { w, voucher } = await load(paid);
      const isTooMuch = ([filter]: unknown[]) => {
        const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
        return Number(toBlock) - Number(fromBlock) >= most;
      };
      const limited = refusing("eth_getLogs", isTooMuch, refusal("Requested range exceeds maximum"));
      const { text } = await proveVoucher(await sourceOf(w), voucher);
      expect((await proveVoucher(await sourceOf(w, limited), voucher)).text).to.equal(text);
    });
  }

  it("is the same where the node gives all receipts of a block at once", async () => {
    const { w, voucher } = await load(paid);
    const { text } = await proveVoucher(await sourceOf(w), voucher);
    let single = 0;
    const able: Rpc = {
      send: async (method, params) => {
        if (method === "eth_getTransactionReceipt") single += 1;
        if (method !== "eth_getBlockReceipts") return node.send(method, params);
        const block = (await node.send("eth_getBlockByNumber", [params[0], false])) as { transactions: string[] };
        return Promise.all(block.transactions.map(async (hash) => node.send("eth_getTransactionReceipt", [hash])));
      },
    };
    expect((await proveVoucher(await sourceOf(w, able), voucher)).text).to.equal(text);
    expect(single).to.equal(0);
  });
});
