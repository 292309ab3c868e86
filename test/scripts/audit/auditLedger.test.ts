import { expect } from "chai";
import { id, toBeHex, ZeroAddress } from "ethers";
import { PARTS } from "../../../client/replay/events.ts";
import { storageOf } from "../../../client/replay/replay.ts";
import { StorageMap } from "../../../client/replay/storageMap.ts";
import { layouts, rebuild } from "../../promises/story/replaying.ts";
import { story } from "../../promises/story/story.ts";
import { load } from "../../support/load.ts";
import { ethers } from "../../support/world.ts";
import {
  auditOf,
  changesTold,
  foundAgainst,
  nodeSaying,
  nodeTelling,
  otherwise,
  toldBy,
  type Told,
} from "./tampering.ts";

const MOST_FEN = 2n ** 48n - 1n;
/** Where a voucher's word holds what is locked. */
const LOCKED = 96n;

const first = (all: readonly Told[]): Told => all[0]!;
const last = (all: readonly Told[]): Told => all.at(-1)!;

describe("The audit of a ledger that has done everything there is", () => {
  it("finds nothing, and says how much it looked at", async () => {
    const { w } = await load(story);
    const audited = await auditOf(w);
    expect(audited.findings).to.deep.equal([]);
    const programs = (await toldBy(w, "programs", "ProgramProposed")).length;
    const vouchers = (await toldBy(w, "vouchers", "Transfer")).length;
    const orders = (await toldBy(w, "orders", "OrderPlaced")).length;
    expect(audited.counted).to.deep.equal({ programs, vouchers, orders });
    expect(audited.changes).to.equal((await toldBy(w, "vouchers", "VoucherChanged")).length);
    expect(audited.wholeStorage).to.equal(true);
    expect(audited.slots).to.be.greaterThan(200);
  });
});

describe("The audit finds promise 1 broken", () => {
  it("where more is committed than was approved", async () => {
    const { w } = await load(story);
    const told = last(await toldBy(w, "programs", "BudgetApproved"));
    const { findings } = await auditOf(w, nodeSaying(w, told, { approved: 1n }));
    const program = String(told.args["program"]);
    expect(findings[0]!.promise).to.equal(1);
    expect(findings[0]!.where.en).to.match(new RegExp(`^program ${program}, block \\d+, event \\d+$`));
    expect(findings[0]!.what.en).to.match(
      /^Outstanding and redeemed exceed what is approved: ¥\S+ is more than ¥0.01\.$/,
    );
  });

  it("where more is paid than was redeemed", async () => {
    const { w } = await load(story);
    const told = first(await changesTold(w, "Paid"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { amount: 900_000_000n })), 1);
    expect(found).to.have.length(1);
    expect(found[0]).to.include(`program 1, ${told.where}: More is paid than redeemed: ¥9,000,000.00 is more than`);
  });

  it("where more is recovered than was paid", async () => {
    const { w } = await load(story);
    const told = first(await changesTold(w, "Recovered"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { amount: 900_000_000n })), 1);
    expect(found[0]).to.include(`program 1, ${told.where}: More is recovered than paid`);
  });

  it("where a program's vouchers do not add up to its figures", async () => {
    const { w } = await load(story);
    const told = last(await toldBy(w, "vouchers", "VoucherChanged"));
    const state = (told.args["state"] as bigint) + (7n << LOCKED);
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { state })), 1);
    expect(found[0]).to.match(/^program \d: Its vouchers add up to ¥\S+ outstanding, and its budget says ¥\S+\.$/);
  });
});

describe("The audit finds promise 2 broken", () => {
  it("where more is locked than remains", async () => {
    const { w } = await load(story);
    const told = first(await changesTold(w, "Locked"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { amount: 900_000_000n })), 2);
    expect(found[0]).to.match(/^voucher 1-\d{6}, /);
    expect(found[0]).to.include(`${told.where}: More is taken than was remaining.`);
  });

  it("where a voucher's changes do not add up to its face", async () => {
    const { w } = await load(story);
    const told = first(await changesTold(w, "Issued"));
    const amount = (told.args["amount"] as bigint) + 7n;
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { amount })), 2);
    expect(found[0]).to.match(/^voucher 1-000001: Its changes add up to ¥\S+7, and its face is ¥\S+\.$/);
  });

  it("where its word says otherwise than its changes", async () => {
    const { w } = await load(story);
    const told = last(await toldBy(w, "vouchers", "VoucherChanged"));
    const state = (told.args["state"] as bigint) + (1n << LOCKED);
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { state })), 2);
    expect(found[0]).to.match(/^voucher \S+: Its changes make ¥\S+ locked, and its word says ¥0.01\.$/);
  });

  it("where an order holds another amount than its voucher says", async () => {
    const { w } = await load(story);
    const told = first(await toldBy(w, "orders", "OrderRedeemed"));
    const amount = (told.args["amount"] as bigint) - 1n;
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { amount })), 2);
    expect(found[0]).to.match(/^voucher 1-\d{6}: Its orders hold ¥\S+ redeemed, and its word says ¥\S+\.$/);
  });
});

describe("The audit finds promise 3 broken", () => {
  it("where a contract serves a second order", async () => {
    const { w } = await load(story);
    const redeemed = first(await toldBy(w, "orders", "OrderRedeemed")).args["order"] as string;
    const placed = await toldBy(w, "orders", "OrderPlaced");
    const served = placed.find(({ args }) => args["order"] === redeemed)!;
    const { contractNullifier } = served.args;
    const found = foundAgainst(await auditOf(w, nodeSaying(w, last(placed), { contractNullifier })), 3);
    expect(found).to.have.length(1);
    expect(found[0]).to.include(`${last(placed).where}: Its contract serves order ${redeemed.slice(0, 10)}`);
  });

  it("but not where the contract's first order was cancelled", async () => {
    const { w } = await load(story);
    const cancelled = first(await toldBy(w, "orders", "OrderCancelled")).args["order"] as string;
    const placed = await toldBy(w, "orders", "OrderPlaced");
    const { contractNullifier } = placed.find(({ args }) => args["order"] === cancelled)!.args;
    expect(foundAgainst(await auditOf(w, nodeSaying(w, last(placed), { contractNullifier })), 3)).to.deep.equal([]);
  });

  it("where an invoice serves a second redemption, but not where the first was rejected for form", async () => {
    const { w } = await load(story);
    const redeemed = await toldBy(w, "orders", "OrderRedeemed");
    const reopened = first(await toldBy(w, "orders", "OrderReopened")).args["order"] as string;
    const using = async (order: string): Promise<string[]> => {
      const { claim } = redeemed.find(({ args }) => args["order"] === order)!.args;
      const { invoices } = claim as { invoices: unknown };
      const later = otherwise(last(redeemed).args["claim"], { invoices });
      return foundAgainst(await auditOf(w, nodeSaying(w, last(redeemed), { claim: later })), 3);
    };
    const rejected = first(await toldBy(w, "orders", "OrderRejected")).args["order"] as string;
    const said = `${last(redeemed).where}: One of its invoices serves order ${rejected.slice(0, 10)}`;
    expect((await using(rejected))[0]).to.include(said);
    expect(await using(reopened)).to.deep.equal([]);
  });

  it("where a party is registered as a second enterprise", async () => {
    const { w } = await load(story);
    const [one, two] = await toldBy(w, "enterprises", "EnterpriseRegistered");
    const rpc = nodeSaying(w, two!, { party: one!.args["party"] });
    expect(foundAgainst(await auditOf(w, rpc), 3)).to.deep.equal([
      `enterprise 2-2, ${two!.where}: Its party is registered as 2-1 already.`,
    ]);
  });

  it("where a party is proposed as a second provider, which a declined one may be", async () => {
    const { w } = await load(story);
    const [one, two] = await toldBy(w, "providers", "ProviderProposed");
    const { party } = one!.args["admission"] as { party: string };
    const rpc = nodeSaying(w, two!, { admission: otherwise(two!.args["admission"], { party }) });
    expect(foundAgainst(await auditOf(w, rpc), 3)).to.deep.equal([
      `provider P1-2, ${two!.where}: Its party is registered as P1-1 already.`,
    ]);
  });
});

describe("The audit finds promise 4 broken", () => {
  it("where a voucher was transferred a second time", async () => {
    const { w } = await load(story);
    const [mint, another] = await toldBy(w, "vouchers", "Transfer");
    const rpc = nodeSaying(w, another!, { tokenId: mint!.args["tokenId"] });
    expect(foundAgainst(await auditOf(w, rpc), 4)).to.deep.equal([
      `voucher 1-000001, ${another!.where}: A Transfer tells that it moved; its mint is the only one that there can be.`,
      "voucher 1-000002: It was issued without a Transfer.",
    ]);
  });

  it("where a voucher comes from somebody", async () => {
    const { w } = await load(story);
    const mint = first(await toldBy(w, "vouchers", "Transfer"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, mint, { from: mint.args["to"] })), 4);
    expect(found[0]).to.include(`voucher 1-000001, ${mint.where}: A Transfer tells that it moved`);
  });

  it("where its holder is not its enterprise's", async () => {
    const { w } = await load(story);
    const mint = first(await toldBy(w, "vouchers", "Transfer"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, mint, { to: ZeroAddress.replace(/0$/, "1") })), 4);
    expect(found[0]).to.match(
      /^voucher 1-000001, block \d+, event \d+: Its word says enterprise 2-1, and its Transfer went to another holder\.$/,
    );
  });

  it("where a Transfer tells of a voucher that was never issued", async () => {
    const { w } = await load(story);
    const mint = last(await toldBy(w, "vouchers", "Transfer"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, mint, { tokenId: (1n << 32n) | 999n })), 4);
    expect(found).to.include("voucher 1-000999: A Transfer tells of it, and it was never issued.");
  });
});

describe("The audit finds promise 5 broken", () => {
  it("where a change is left out, at the next one", async () => {
    const { w, voucher } = await load(story);
    const changes = (await toldBy(w, "vouchers", "VoucherChanged")).filter(({ args }) => args["voucher"] === voucher);
    const [third, fourth] = [changes[2]!, changes[3]!];
    expect(foundAgainst(await auditOf(w, nodeTelling(third.log, [])), 5)).to.include(
      `${fourth.where} (VoucherChanged): The next change of voucher 1-000001 is number 3, and the event has number 4.`,
    );
  });

  it("where an event is told twice", async () => {
    const { w } = await load(story);
    const { log, where } = first(await toldBy(w, "districts", "DistrictAdded"));
    expect(foundAgainst(await auditOf(w, nodeTelling(log, [log, log])), 5)).to.deep.equal([
      `${where} (DistrictAdded): The next district is 2, and the event tells of 1.`,
    ]);
  });

  it("where a log is none that the ledger writes", async () => {
    const { w } = await load(story);
    const { log, where } = first(await toldBy(w, "districts", "EditionClosed"));
    const found = foundAgainst(await auditOf(w, nodeTelling(log, [{ ...log, topics: [id("Closed()")] }])), 5);
    expect(found[0]).to.equal(`${where}: No contract of the ledger writes such an event.`);
  });

  it("where a log is cut off", async () => {
    const { w } = await load(story);
    const { log, where } = first(await toldBy(w, "programs", "ProgramProposed"));
    const found = foundAgainst(await auditOf(w, nodeTelling(log, [{ ...log, data: log.data.slice(0, 100) }])), 5);
    expect(found).to.include(`${where}: No contract of the ledger writes such an event.`);
  });

  for (const part of PARTS) {
    it(`where one bit in the storage of ${part} is changed`, async () => {
      const { w } = await load(story);
      const slots = [...new StorageMap(layouts[part]).slots(storageOf(await rebuild(w))[part])];
      const { slot, word, fields } = slots.filter((it) => it.word !== 0n).at(-1)!;
      const address = await w[part].getAddress();
      await ethers.provider.send("hardhat_setStorageAt", [address, toBeHex(slot, 32), toBeHex(word ^ 1n, 32)]);
      const { findings } = await auditOf(w);
      expect(findings.map(({ promise, where }) => [promise, where.en])).to.deep.equal([
        [5, `storage of ${part}, ${fields[0]!.path} (slot ${toBeHex(slot, 32)})`],
      ]);
    });

    it(`where ${part} holds a slot that no event tells of`, async () => {
      const { w } = await load(story);
      const address = await w[part].getAddress();
      await ethers.provider.send("hardhat_setStorageAt", [address, toBeHex(12_345n, 32), toBeHex(1n, 32)]);
      expect(foundAgainst(await auditOf(w), 5)).to.deep.equal([
        `storage of ${part}: The node holds something in a slot that no event tells of.`,
      ]);
    });
  }

  it("where the events make a figure that no slot could hold", async () => {
    const { w } = await load(story);
    const told = first(await changesTold(w, "Issued"));
    const found = foundAgainst(await auditOf(w, nodeSaying(w, told, { amount: MOST_FEN })), 5);
    expect(found).to.include("storage of enterprises: The events make a figure that no slot could hold.");
  });
});

describe("The audit finds promise 6 broken", () => {
  it("where a group is issued more in a year than the cap", async () => {
    const { w } = await load(story);
    const told = first(await toldBy(w, "programs", "ProgramProposed"));
    const rpc = nodeSaying(w, told, { terms: otherwise(told.args["terms"], { yearlyCap: 5n }) });
    const issued = first(await changesTold(w, "Issued"));
    const found = foundAgainst(await auditOf(w, rpc), 6);
    expect(found[0]).to.match(/^group \d+ in 2030, /);
    expect(found[0]).to.include(`${issued.where}: It was issued ¥`);
    expect(found[0]).to.include("in the year, and the cap of program 1 is ¥0.05.");
  });
});
