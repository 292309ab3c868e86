import { expect } from "chai";
import { proveVoucher } from "../../../client/proof/voucher.ts";
import type { Rpc } from "../../../client/replay/logs.ts";
import { failureOf } from "../../../scripts/cli/failure.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { load } from "../../support/load.ts";
import { ethers } from "../../support/world.ts";
import { paid } from "../../support/stages.ts";
import { changing, sourceOf } from "./support/making.ts";

type Log = { address: string; topics: string[]; data: string; blockNumber: string };
type Receipt = { cumulativeGasUsed: string; status: string; logsBloom: string; type: string; logs: Log[] };
type Block = Record<string, string>;
type Proof = { accountProof: string[]; storageProof: { proof: string[] }[] };

/** The last hex digit, turned into another. */
function turned(hex: string): string {
  return hex.slice(0, -1) + (hex.endsWith("1") ? "2" : "1");
}

function block(change: (block: Block) => void): Rpc {
  return changing("eth_getBlockByNumber", (answer: Block) => (change(answer), answer));
}

function receipt(change: (receipt: Receipt) => void): Rpc {
  return changing("eth_getTransactionReceipt", (answer: Receipt) => (change(answer), answer));
}

function logs(change: (logs: Log[]) => Log[]): Rpc {
  return changing("eth_getLogs", change);
}

function proof(change: (proof: Proof) => void): Rpc {
  return changing("eth_getProof", (answer: Proof) => (change(answer), answer));
}

const HEADER = [
  ...["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty"],
  ...["number", "gasLimit", "gasUsed", "timestamp", "mixHash", "nonce", "baseFeePerGas", "withdrawalsRoot", "hash"],
];

const LIES: readonly [what: string, node: Rpc, says: string][] = [
  ...HEADER.map((field): [string, Rpc, string] => [
    `another ${field} in a header`,
    block((one) => (one[field] = turned(one[field]!))),
    "is not that of its header",
  ]),
  ["a header without a field", block((one) => delete one["baseFeePerGas"]), "is not that of its header"],
  [
    "another amount in a receipt",
    receipt(({ logs }) => (logs.at(-1)!.data = turned(logs.at(-1)!.data))),
    "receipts of block",
  ],
  ["a topic more in a receipt", receipt(({ logs }) => logs[0]!.topics.push(logs[0]!.topics[0]!)), "receipts of block"],
  ["a receipt without its last log", receipt(({ logs }) => logs.pop()), "receipts of block"],
  ["a receipt of a failure", receipt((one) => (one.status = "0x0")), "receipts of block"],
  ["another use of gas", receipt((one) => (one.cumulativeGasUsed += "0")), "receipts of block"],
  ["another bloom", receipt((one) => (one.logsBloom = turned(one.logsBloom))), "receipts of block"],
  ["another kind of transaction", receipt((one) => (one.type = "0x1")), "receipts of block"],
  ["no receipt", changing("eth_getTransactionReceipt", () => null), "no answer to that question"],
  ["a receipt that is none", changing("eth_getTransactionReceipt", () => "paid"), "no answer to that question"],
  ["a block that is not there", changing("eth_getBlockByNumber", () => null), "it has no block"],
  ["a block that is none", changing("eth_getBlockByNumber", () => ({})), "no answer to that question"],
  ["logs that are none", changing("eth_getLogs", () => [{}]), "no answer to that question"],
  ["a state that is none", changing("eth_getProof", () => ({ accountProof: ["node"] })), "no answer to that question"],
  [
    "events of numbers that there are not",
    logs((all) => all.map((one) => ({ ...one, data: "0x" }))),
    "change 1 is missing",
  ],
  [
    "an event with another amount",
    logs(([one, ...rest]) => [{ ...one!, data: turned(one!.data) }, ...rest]),
    "an event",
  ],
  [
    "an event of another contract",
    logs(([one, ...rest]) => [{ ...one!, address: turned(one!.address) }, ...rest]),
    "an event",
  ],
  ["an event left out", logs(([first, , ...rest]) => [first!, ...rest]), "change 2 is missing"],
  ["the last event left out", logs((all) => all.slice(0, -1)), "change 4 is missing"],
  ["an event twice", logs(([first, ...rest]) => [first!, first!, ...rest]), "change 2 is missing"],
  ["events in another order", logs((all) => all.reverse()), "change 1 is missing"],
  ["a state without its first node", proof(({ accountProof }) => accountProof.shift()), "lead to the root"],
  [
    "a state with another leaf",
    proof((one) => one.accountProof.push(turned(one.accountProof.pop()!))),
    "lead to the root",
  ],
  ["a slot without its nodes", proof(({ storageProof }) => storageProof[0]?.proof.splice(0)), "lead to the root"],
];

describe("A node that contradicts itself", () => {
  for (const [what, node, says] of LIES) {
    it(`makes no proof: ${what}`, async () => {
      const { w, voucher } = await load(paid);
      const error = await refusedWith(proveVoucher(await sourceOf(w, node), voucher), "NodeContradictsItself");
      expect(error.sentence.en).to.include(says);
    });
  }

  it("makes no proof of older blocks' code either: a lie about their states is not taken for states that are gone", async () => {
    const { w, voucher } = await load(paid);
    const newest = await ethers.provider.getBlockNumber();
    const lying = changing("eth_getProof", (answer: Proof, [, , block]) => {
      return Number(block) < newest ? { ...answer, accountProof: answer.accountProof.slice(1) } : answer;
    });
    await refusedWith(proveVoucher(await sourceOf(w, lying), voucher), "NodeContradictsItself");
  });

  it("is a difference for people to look at", async () => {
    const { w, voucher } = await load(paid);
    const { rpc } = { rpc: block((one) => (one["stateRoot"] = one["hash"]!)) };
    const error = await refusedWith(proveVoucher(await sourceOf(w, rpc), voucher), "NodeContradictsItself");
    expect(await failureOf(error)).to.include({ exit: 5 });
  });
});
