import { expect } from "chai";
import { dataSlice, toBeHex, type Interface } from "ethers";
import { OTHER_SLOT } from "../../client/replay/compare.ts";
import { PARTS, type Log, type Part } from "../../client/replay/events.ts";
import { storageOf } from "../../client/replay/replay.ts";
import { StorageMap } from "../../client/replay/storageMap.ts";
import { ACTIONS } from "../../client/replay/voucherChange.ts";
import { ethers, networkHelpers, type World } from "../support/world.ts";
import { compare, layouts, logsOfTheStory, node, nodeBut, nodeWithout, rebuild, sayings } from "./story/replaying.ts";
import { story } from "./story/story.ts";

/**
 * What nobody would miss: events that ERC-721 and ERC-5192 ask for beside ours; the end of a payment, which its settlements tell;
 * and a claim that the enterprise accepted, after which the order is as if it had been redeemed at once.
 */
const TOLD_ELSEWHERE = [
  "providers.Locked",
  "providers.Transfer",
  "vouchers.Locked",
  "vouchers.Transfer",
  "orders.OrderClaimed",
  "payments.PaymentClosed",
];
/** What ERC-721 and ERC-5192 know and the ledger never does. */
const NEVER = ["Approval", "ApprovalForAll", "Unlocked"];

const PROOFLESS = nodeBut("eth_getProof", () => {
  throw Object.assign(new Error("The method eth_getProof does not exist"), { code: -32601 });
});

/** The last log of each kind of event that the contracts have; undefined where the story has none. */
async function lastOfEachKind(w: World): Promise<Map<string, Log | undefined>> {
  const logs = await logsOfTheStory(w);
  const kinds = new Map<string, Log | undefined>();
  for (const part of PARTS) {
    const address = (await w[part].getAddress()).toLowerCase();
    (w[part].interface as Interface).forEachEvent(({ name, topicHash }) => {
      const log = logs.findLast((it) => it.topics[0] === topicHash && it.address === address);
      if (!NEVER.includes(name)) kinds.set(`${part}.${name}`, log);
    });
  }
  return kinds;
}

describe("Promise 5: the sequence number rises by one a change; replaying all events rebuilds the storage of the ledger's own contracts, compared slot by slot with the node's", () => {
  it("is told about a ledger that has done everything there is", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const untold = [...(await lastOfEachKind(w))].filter(([, log]) => log === undefined);
    expect(untold.map(([kind]) => kind)).to.deep.equal([]);

    const { state } = await rebuild(w);
    const actions = [...state.vouchers.vouchers.values()].flatMap(({ history }) => history.map(({ action }) => action));
    expect(new Set(actions)).to.deep.equal(new Set(ACTIONS));
  });

  it("rebuilds every slot of every contract, and no other", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const rebuilt = await rebuild(w);
    expect(sayings(rebuilt)).to.deep.equal([]);
    const { slots, differences, rootsCompared } = await compare(w, rebuilt);
    expect(differences).to.deep.equal([]);
    expect(rootsCompared).to.deep.equal(PARTS);
    expect(slots).to.be.greaterThan(200);
  });

  it("numbers the changes of each voucher from one to the number in its word", async () => {
    const { w, vouchers } = await networkHelpers.loadFixture(story);
    const { state } = await rebuild(w);
    for (const voucher of vouchers) {
      const numbers = state.vouchers.vouchers.get(voucher)!.history.map(({ sequence }) => sequence);
      const last = Number((await w.vouchers.wordOf(voucher)) >> 240n);
      expect(numbers).to.deep.equal(Array.from({ length: last }, (_, i) => i + 1));
    }
  });

  it("asks for the blocks' times where the logs do not give them", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const timeless = nodeBut("eth_getLogs", async (params) => {
      const logs = (await node.send("eth_getLogs", params)) as Log[];
      return logs.map(({ address, topics, data, blockNumber, transactionHash, logIndex }) => {
        return { address, topics, data, blockNumber, transactionHash, logIndex };
      });
    });
    const { differences } = await compare(w, await rebuild(w, timeless));
    expect(differences).to.deep.equal([]);
  });

  it("says where it could not look for other slots", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const { differences, rootsCompared } = await compare(w, await rebuild(w), PROOFLESS);
    expect(differences).to.deep.equal([]);
    expect(rootsCompared).to.deep.equal([]);
  });

  it("asks for no slot of a contract whose root is that of the replayed slots", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const rebuilt = await rebuild(w);
    const slotless = nodeBut("eth_getStorageAt", () => expect.fail("A slot was asked for."));
    const { slots, differences } = await compare(w, rebuilt, slotless);
    expect(differences).to.deep.equal([]);
    expect(slots).to.equal((await compare(w, rebuilt)).slots);
  });

  for (const part of PARTS) {
    it(`notices one changed bit in ${part}, and names the variable`, async () => {
      const { w } = await networkHelpers.loadFixture(story);
      const rebuilt = await rebuild(w);
      const slots = [...new StorageMap(layouts[part]).slots(storageOf(rebuilt)[part])].filter(
        ({ word }) => word !== 0n,
      );
      const { slot, word, fields } = slots.at(-1)!;
      await setStorage(w, part, slot, word ^ 1n);
      const { differences } = await compare(w, rebuilt);
      const width = fields[0]!.width;
      const [expected, actual] = [BigInt.asUintN(width, word), BigInt.asUintN(width, word ^ 1n)];
      expect(differences).to.deep.equal([{ part, path: fields[0]!.path, slot: toBeHex(slot, 32), expected, actual }]);
    });

    it(`notices a changed bit in ${part} on a node that gives no proofs`, async () => {
      const { w } = await networkHelpers.loadFixture(story);
      const rebuilt = await rebuild(w);
      const { slot, word } = [...new StorageMap(layouts[part]).slots(storageOf(rebuilt)[part])].at(-1)!;
      await setStorage(w, part, slot, word ^ 1n);
      const { differences } = await compare(w, rebuilt, PROOFLESS);
      expect(differences.map((difference) => [difference.part, difference.slot])).to.deep.equal([
        [part, toBeHex(slot, 32)],
      ]);
    });

    it(`notices a slot in ${part} that no event tells of`, async () => {
      const { w } = await networkHelpers.loadFixture(story);
      const rebuilt = await rebuild(w);
      await setStorage(w, part, 12_345n, 1n);
      const { differences } = await compare(w, rebuilt);
      expect(differences).to.deep.equal([{ part, path: OTHER_SLOT }]);
    });
  }

  it("notices a change of a voucher that is left out, and names the gap", async () => {
    const { w, voucher } = await networkHelpers.loadFixture(story);
    const { topicHash } = w.vouchers.interface.getEvent("VoucherChanged");
    const third = [topicHash, toBeHex(voucher, 32), toBeHex(3, 32)].join();
    const rebuilt = await rebuild(
      w,
      nodeWithout(({ topics }) => topics.slice(0, 3).join() === third),
    );
    expect(sayings(rebuilt)).to.include("The next change of voucher 1-000001 is number 3, and the event has number 4.");
  });

  it("notices whichever event is left out that no other tells again", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const unnoticed: string[] = [];
    for (const [kind, last] of await lastOfEachKind(w)) {
      const left = (log: Log): boolean => log.blockNumber === last!.blockNumber && log.logIndex === last!.logIndex;
      const rebuilt = await rebuild(w, nodeWithout(left));
      const { differences } = await compare(w, rebuilt);
      if (rebuilt.faults.length + differences.length === 0) unnoticed.push(kind);
    }
    expect(unnoticed).to.deep.equal(TOLD_ELSEWHERE);
  });

  it("notices an event that was told twice", async () => {
    const { w } = await networkHelpers.loadFixture(story);
    const { topicHash } = w.vouchers.interface.getEvent("VoucherChanged");
    const stutter = nodeBut("eth_getLogs", async (params) => {
      const logs = (await node.send("eth_getLogs", params)) as Log[];
      return logs.flatMap((log) =>
        log.topics[0] === topicHash && dataSlice(log.data, 31, 32) === "0x08" ? [log, log] : [log],
      );
    });
    expect(sayings(await rebuild(w, stutter))).to.include(
      "The next change of voucher 1-000005 is number 3, and the event has number 2.",
    );
  });
});

async function setStorage(w: World, part: Part, slot: bigint, word: bigint): Promise<void> {
  const address = await w[part].getAddress();
  await ethers.provider.send("hardhat_setStorageAt", [address, toBeHex(slot, 32), toBeHex(word, 32)]);
}
