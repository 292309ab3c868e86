import { expect } from "chai";
import { concat, keccak256, toBeHex } from "ethers";
import { blockWithReceipts } from "../../../client/proof/receipts.ts";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import { encodeRlp, hexOf } from "../../../verifier/bytes.ts";
import { ACTIONS } from "../../../verifier/ledger/voucherChanged.ts";
import { node, sourceOf } from "../../client/proof/support/making.ts";
import { load } from "../../support/load.ts";
import { ethers } from "../../support/world.ts";
import { codeOf, contentOf, readersRoot, remade, withNodes, withoutUnused } from "../support/forging.ts";
import { wholeLife } from "../support/lives.ts";
import { rootOf } from "../support/realRoot.ts";
import type { ProofText } from "../support/sealing.ts";
import { nodesTo, receiptKey } from "../support/tries.ts";
import { trustRootHash } from "../../../verifier/trustRoot.ts";

type Place = ProofText["events"][number];

/** The voucher's proof on a development chain: no seal stands in the forger's way, and he is refused all the same. */
async function proof() {
  const life = await load(wholeLife);
  const root = readersRoot(await rootOf(life.w));
  const { text } = await proveVoucher({ ...(await sourceOf(life.w)), trustRoot: trustRootHash(root) }, life.voucher);
  const { events, headers, nodes } = contentOf(text);
  const code = async (over: Partial<ProofText>) => codeOf(remade(text, over), root);
  return { ...life, root, text, events, headers, nodes, code };
}

/** The nodes to a transaction's receipt, whichever block it is in. */
async function nodesToReceipt(block: number, transaction: number): Promise<Uint8Array[]> {
  const { trie } = await blockWithReceipts(node, block, "development");
  return nodesTo(trie, receiptKey(transaction));
}

const blockOf = async (header: string) => (await ethers.provider.getBlock(keccak256(header)))!;

/** A program that tells, as an event with three topics, whatever it is called with. */
const ECHO = "0x365f5f376040516020515f51606036036060a300";

describe("A forged history", () => {
  it("is of a voucher with eleven changes, and true before anything is forged", async () => {
    const { events, code, w } = await proof();
    expect(await code({})).to.equal("valid");
    expect(events).to.have.length(11);
    const told = await w.vouchers.queryFilter(w.vouchers.filters.VoucherChanged());
    expect(new Set(told.map(({ args }) => ACTIONS[Number(args.action)]))).to.have.length(7);
  });

  it("is refused with any change left out, and with the blocks in which nothing remains left out too", async () => {
    const { events, headers, code } = await proof();
    for (const at of events.keys()) {
      const fewer = events.filter((_, i) => i !== at);
      expect(await code({ events: fewer })).to.equal("HistoryIncomplete");
      const kept = headers.filter((_, i) => i === headers.length - 1 || fewer.some(([header]) => header === i));
      const moved = fewer.map(([header, ...place]) => [kept.indexOf(headers[header]!), ...place] as unknown as Place);
      expect(await code({ events: moved, headers: kept })).to.be.oneOf(["HistoryIncomplete", "NodeUnused"]);
    }
  });

  it("is refused with any change told twice, added, or told in the place of another", async () => {
    const { events, code } = await proof();
    for (const [at, event] of events.entries()) {
      expect(await code({ events: [...events.slice(0, at), event, ...events.slice(at)] })).to.equal(
        "HistoryIncomplete",
      );
      for (const other of events) {
        if (other === event) continue;
        expect(await code({ events: events.with(at, other) })).to.equal("EventOutOfOrder");
      }
    }
  });

  it("is refused with any two changes having changed places", async () => {
    const { events, code } = await proof();
    for (const [i, a] of events.entries())
      for (const [j, b] of events.entries()) {
        if (i < j) expect(await code({ events: events.with(i, b).with(j, a) })).to.equal("EventOutOfOrder");
      }
  });

  it("is refused with any other event of the same transaction told for a change", async () => {
    const { events, code, headers } = await proof();
    let tried = 0;
    for (const [at, [header, transaction, log]] of events.entries()) {
      const { transactions } = await blockOf(headers[header]!);
      const { logs } = (await ethers.provider.getTransactionReceipt(transactions[transaction]!))!;
      for (const other of logs.keys()) {
        if (other === log) continue;
        tried += 1;
        const forged = events.with(at, [header, transaction, other]);
        expect(await code({ events: forged })).to.be.oneOf([
          "EventForeign",
          "EventOutOfOrder",
          "ChangeMissing",
          "EventUnreadable",
        ]);
      }
      expect(await code({ events: events.with(at, [header, transaction, logs.length]) })).to.be.oneOf([
        "LogAbsent",
        "EventOutOfOrder",
      ]);
    }
    expect(tried).to.be.greaterThan(15);
  });

  it("is refused with the change of another voucher, though its number and its action are the same", async () => {
    const { events, code } = await proof();
    const [header, transaction, log] = events[0]!;
    for (const other of [log - 1, log + 1]) {
      expect(await code({ events: events.with(0, [header, transaction, other]) })).to.equal("EventForeign");
    }
  });

  it("is refused with a transaction that failed, and with one that the block does not have", async () => {
    const { text, events, headers, root } = await proof();
    const [header, transaction] = events[5]!;
    const { number, transactions } = await blockOf(headers[header]!);
    expect(transactions).to.have.length(3);
    for (const [place, expected] of [
      [transaction + 1, "TransactionFailed"],
      [transaction - 1, "EventForeign"],
      [3, "ReceiptAbsent"],
      [0x80, "ReceiptAbsent"],
      [2 ** 40, "ReceiptAbsent"],
    ] as const) {
      const withReceipt = withNodes(text, await nodesToReceipt(number, place));
      const forged = remade(withReceipt, { events: events.with(5, [header, place, 0]) });
      expect(await codeOf(forged, root), `${place}`).to.equal(expected);
    }
  });

  it("is refused with an event that another contract made to look alike", async () => {
    const { w, voucher, root, events } = await proof();
    const last = (await w.vouchers.queryFilter(w.vouchers.filters.VoucherChanged(voucher))).at(-1)!;
    const address = toBeHex(0xf0f0, 20);
    await ethers.provider.send("hardhat_setCode", [address, ECHO]);
    const sent = await w.stranger.sendTransaction({ to: address, data: concat([...last.topics, last.data]) });
    const { logs, blockNumber, index } = (await sent.wait())!;
    expect([logs[0]!.topics, logs[0]!.data]).to.deep.equal([last.topics, last.data]);
    await ethers.provider.send("evm_mine");

    const { text } = await proveVoucher({ ...(await sourceOf(w)), trustRoot: trustRootHash(root) }, voucher);
    const { header } = await blockWithReceipts(node, blockNumber, "development");
    const headers = contentOf(text).headers.toSpliced(-1, 0, hexOf(header.bytes));
    const echoed: Place = [headers.length - 2, index, 0];
    const forged = withNodes(text, await nodesToReceipt(blockNumber, index));
    expect(
      await codeOf(remade(forged, { headers, events: events.with(-1, echoed), codeInEveryBlock: false }), root),
    ).to.equal("EventForeign");
  });
});

describe("A proof with too much or too little", () => {
  it("is refused without any one of its nodes: a slot, an account or a receipt is not proved then", async () => {
    const { nodes, code } = await proof();
    const reasons = new Set<string>();
    for (const at of nodes.keys()) reasons.add(await code({ nodes: nodes.filter((_, i) => i !== at) }));
    expect([...reasons].sort()).to.deep.equal(["AccountNotProved", "ReceiptNotProved", "SlotNotProved"]);
  });

  it("is refused with a block more, though it is the chain's own and everything in it is proved", async () => {
    const { text, headers, events, root, nodes } = await proof();
    const numbers = await Promise.all(headers.map(async (header) => (await blockOf(header)).number));
    const between = numbers.at(-2)! + 1 < numbers.at(-1)! ? numbers.at(-2)! + 1 : numbers[0]! - 1;
    const { header } = await blockWithReceipts(node, between, "development");
    const all = [...headers, hexOf(header.bytes)];
    const order = (hex: string) => numbers[headers.indexOf(hex)] ?? between;
    all.sort((a, b) => order(a) - order(b));
    const moved = events.map(([at, ...place]) => [all.indexOf(headers[at]!), ...place] as unknown as Place);
    const loose = await withoutUnused(remade(text, { codeInEveryBlock: false }), root);
    expect(await codeOf(loose, root)).to.equal("valid");
    expect(contentOf(loose).nodes.length).to.be.lessThan(nodes.length);
    expect(await codeOf(remade(loose, { headers: all, events: moved }), root)).to.equal("HeaderUnused");
  });

  it("is refused with a node more, of its own tries too", async () => {
    const { text, root, headers, events } = await proof();
    const { number } = await blockOf(headers[events[5]![0]]!);
    expect(await codeOf(withNodes(text, await nodesToReceipt(number, 2)), root)).to.equal("NodeUnused");
    const leaf = encodeRlp([Uint8Array.of(0x20), Uint8Array.of(1)]);
    expect(await codeOf(withNodes(text, [leaf]), root)).to.equal("NodeUnused");
  });
});
