import { expect } from "chai";
import { bytesOf, encodeRlp, hexOf, type Rlp } from "../../verifier/bytes.ts";
import { readHeader, type Header } from "../../verifier/header.ts";
import { eventsOf } from "../../verifier/receipts.ts";
import { Nodes } from "../../verifier/tries.ts";
import { BLOCKS, RECORDER, rlpOf, vectors } from "./support/besu.ts";
import { refused } from "./support/refused.ts";
import { inOrder, nodesTo, receiptFields, receiptKey, receiptsTrie, recordedReceipts, typed } from "./support/tries.ts";

const headers = BLOCKS.map((block) => readHeader(rlpOf(block), 0, "qbft"));
const last = headers[4]!;
const log: Rlp = [bytesOf(RECORDER), [new Uint8Array(32)], Uint8Array.of(1, 2, 3)];

/** A block of these receipts, and the nodes that lead to one of them. */
async function made(receipts: readonly Uint8Array[], transaction = 0): Promise<[Nodes, Header]> {
  const trie = await receiptsTrie(receipts);
  const nodes = new Nodes(inOrder(await nodesTo(trie, receiptKey(transaction))));
  return [nodes, { ...last, number: 7, receiptsRoot: trie.root() }];
}

describe("The receipts of Besu's blocks", () => {
  for (const block of Object.keys(vectors.receipts) as (keyof typeof vectors.receipts)[]) {
    it(`${Number(block)} give the events of each of its transactions`, async () => {
      const header = headers.find(({ number }) => number === Number(block))!;
      const trie = await receiptsTrie(recordedReceipts(block));
      expect(trie.root()).to.deep.equal(header.receiptsRoot);
      for (const [transaction, { logs }] of vectors.receipts[block].entries()) {
        const nodes = new Nodes(inOrder(await nodesTo(trie, receiptKey(transaction))));
        const events = await eventsOf(nodes, header, transaction);
        const told = events.map(({ address, topics, data }) => ({
          address,
          topics: topics.map(hexOf),
          data: hexOf(data),
        }));
        expect(told).to.deep.equal(logs.map(({ address, topics, data }) => ({ address, topics, data })));
        nodes.demandAllUsed();
      }
    });
  }

  it("show that block 120 has no sixth transaction", async () => {
    const trie = await receiptsTrie(recordedReceipts("0x78"));
    const nodes = new Nodes(inOrder(await nodesTo(trie, receiptKey(5))));
    const { en } = await refused("ReceiptAbsent", () => eventsOf(nodes, last, 5));
    expect(en).to.equal("Block 120 has no transaction 6.");
  });

  it("prove nothing of another transaction, or under another block", async () => {
    const trie = await receiptsTrie(recordedReceipts("0x78"));
    const nodes = new Nodes(inOrder(await nodesTo(trie, receiptKey(3))));
    await refused("ReceiptNotProved", () => eventsOf(nodes, last, 0));
    await refused("ReceiptNotProved", () => eventsOf(nodes, headers[3]!, 3));
  });
});

describe("A receipt", () => {
  for (const [what, receipt] of Object.entries({
    "without a type": encodeRlp(receiptFields([log])),
    "of type 1": typed(1, receiptFields([log])),
    "of type 4": typed(4, receiptFields([log])),
  })) {
    it(`${what} is read`, async () => {
      expect(await eventsOf(...(await made([receipt])), 0)).to.deep.equal([
        { address: RECORDER, topics: [new Uint8Array(32)], data: Uint8Array.of(1, 2, 3) },
      ]);
    });
  }

  it("is found among hundreds", async () => {
    const receipts = Array.from({ length: 300 }, (_, i) =>
      typed(2, receiptFields([[bytesOf(RECORDER), [], bytesOf(`0x${i.toString(16).padStart(4, "0")}`)]])),
    );
    for (const transaction of [0, 1, 127, 128, 255, 256, 299]) {
      const [nodes, header] = await made(receipts, transaction);
      const [event] = await eventsOf(nodes, header, transaction);
      expect(Number(hexOf(event!.data))).to.equal(transaction);
    }
  });

  it("of a transaction that failed proves no event", async () => {
    const { zh } = await refused("TransactionFailed", async () =>
      eventsOf(...(await made([typed(2, receiptFields([log], new Uint8Array()))])), 0),
    );
    expect(zh).to.equal("区块 7 中第 1 笔交易未成功，没有改变任何内容。");
  });

  const fields = receiptFields([log]);
  const [address, topics, data] = log as [Uint8Array, Rlp[], Uint8Array];
  const withLog = (changed: Rlp) => typed(2, receiptFields([log, changed]));
  for (const [what, receipt] of Object.entries<Uint8Array>({
    "a type behind a type": Uint8Array.of(2, ...typed(2, fields)),
    "a type alone": Uint8Array.of(2),
    "bytes instead of a list": encodeRlp(encodeRlp(fields)),
    "status 2": typed(2, fields.with(0, Uint8Array.of(2))),
    "status 0 written as a byte": typed(2, fields.with(0, Uint8Array.of(0))),
    "the root of a state as status": typed(2, fields.with(0, new Uint8Array(32).fill(1))),
    "three fields": typed(2, fields.slice(0, 3)),
    "five fields": typed(2, [...fields, []]),
    "a short bloom": typed(2, fields.with(2, new Uint8Array(255))),
    "bytes as its events": typed(2, fields.with(3, Uint8Array.of(1))),
    "something behind its end": Uint8Array.of(...typed(2, fields), 0),
    "an event with a short address": withLog([address.subarray(1), topics, data]),
    "an event with a short topic": withLog([address, [new Uint8Array(31)], data]),
    "an event with five topics": withLog([address, Array<Rlp>(5).fill(new Uint8Array(32)), data]),
    "an event with bytes as topics": withLog([address, new Uint8Array(32), data]),
    "an event with a list as data": withLog([address, topics, []]),
    "an event of two fields": withLog([address, topics]),
    "bytes as an event": withLog(new Uint8Array(60)),
  })) {
    it(`is refused with ${what}`, () =>
      refused("ReceiptUnreadable", async () => eventsOf(...(await made([receipt])), 0)));
  }
});
