import { execFileSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { contractNullifier } from "../../../client/documents/nullifier.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { codeOf, openMarket, signBoth, signInto, termsOf, type Market } from "./market.ts";

interface Row {
  readonly order: string | null;
  readonly end: string;
  readonly code: string | null;
  readonly files: string[];
}

describe("Placing orders from the files that both parties signed", () => {
  let office: Office;
  let market: Market;
  let folder: string;
  let state: string;
  before(async () => {
    office = await openOffice();
    market = await openMarket(office);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await market.folder();
  });

  const place = async (
    by: string,
    ...words: string[]
  ): Promise<{ exit: number; rows: Row[]; code: string | undefined; err: readonly string[] }> => {
    const { exit, json, err } = await market.tongdui(by, "order", "place", ...words, "--yes", "--json");
    const { data, error } = json();
    return { exit, rows: (data as { rows: Row[] } | undefined)?.rows ?? [], code: error?.code, err };
  };
  const stageOf = async (order: string): Promise<string> => decodeOrder(await office.ledger.orders.wordOf(order)).stage;
  const lockedOn = async (n: number): Promise<bigint> =>
    decodeVoucher(await office.ledger.vouchers.wordOf(market.scene.vouchers[n]!)).locked;

  it("places what a folder holds, each with the mark of its contract", async () => {
    const { order } = await signBoth(market, folder, 0);
    await signBoth(market, folder, 1);
    const { exit, rows, err } = await place("operator", folder);
    expect(exit).to.equal(0);
    expect(rows.map(({ end }) => end)).to.deep.equal(["done", "done"]);
    expect(err.join("\n")).to.match(/ HT-0 +¥/);
    expect(await stageOf(order)).to.equal("Placed");
    const codes = [market.scene.enterprises[0]!.key, market.scene.providerKey].map(({ address }) => codeOf(address));
    const mark = contractNullifier(market.key, codes[0]!, codes[1]!, "HT-0");
    expect(await office.ledger.orders.orderOfContract(mark)).to.equal(order);
  });

  it("takes no pipe for a file, on which it would wait for ever", async () => {
    const pipe = path.join(folder, "pipe.json");
    execFileSync("mkfifo", [pipe]);
    const { exit, rows } = await place("operator", pipe);
    expect([exit, rows[0]?.code]).to.deep.equal([3, "FileUnreadable"]);
  });

  it("takes an Approver of either district, and nobody else", async () => {
    for (const [i, by] of ["yangpu approver", "wujin approver"].entries()) {
      const { files } = await signBoth(market, folder, i);
      expect((await place(by, ...files)).rows[0]?.end).to.equal("done");
    }
    const { files } = await signBoth(market, folder, 2);
    const { exit, rows } = await place("hefei approver", ...files);
    expect([exit, rows[0]?.code]).to.deep.equal([3, "NotASubmitter"]);
  });

  it("places nothing twice when it is run again", async () => {
    await signBoth(market, folder, 0);
    await place("operator", folder);
    const again = await place("operator", folder);
    expect(again.rows.map(({ end }) => end)).to.deep.equal(["before"]);
    expect(await lockedOn(0)).to.equal(3_000_000n);
  });

  it("sends nothing in a dry run", async () => {
    const { order, files } = await signBoth(market, folder, 0);
    const { rows } = await place("operator", ...files, "--dry-run");
    expect(rows.map(({ end }) => end)).to.deep.equal(["tried"]);
    expect(decodeVoucher(await office.ledger.vouchers.wordOf(market.scene.vouchers[0]!)).locked, order).to.equal(0n);
  });

  it("names and leaves an order of which a half is missing, and places the others", async () => {
    const { files, order } = await signBoth(market, folder, 0);
    await signBoth(market, folder, 1);
    await rm(files[1]);
    const { exit, rows } = await place("operator", folder);
    expect(exit).to.equal(3);
    expect(rows.find((row) => row.order === order)).to.include({ end: "left", code: "SignatureMissing" });
    expect(rows.filter(({ end }) => end === "done")).to.have.length(1);
  });

  it("names the file of a stranger's signature", async () => {
    const { message, files } = await signBoth(market, folder, 0);
    await rm(files[0]);
    const strangers = await signInto(market, folder, person("stranger"), "order", message);
    const { rows } = await place("operator", folder);
    expect(rows[0]).to.include({ end: "refused", code: "SignedByOther" });
    expect(rows[0]?.files).to.include(strangers);
  });

  it("finds a signature that was put under another wallet's name", async () => {
    const { files } = await signBoth(market, folder, 0);
    const file = JSON.parse(await readFile(files[1], "utf8")) as { signature: string };
    const other = JSON.parse(await readFile(files[0], "utf8")) as { signature: string };
    await writeFile(files[1], JSON.stringify({ ...file, signature: other.signature }));
    expect((await place("operator", folder)).rows[0]).to.include({ end: "refused", code: "SignatureNotTheirs" });
  });

  for (const [what, over, code] of [
    ["more than the share of the contract", { amount: 5_000_001n }, "ShareExceeded"],
    ["a contract that is too small", { amount: 1n, contractValue: 499_999n }, "ContractTooSmall"],
    ["a service class that the provider is not admitted for", { serviceClass: 5 }, "ClassNotAdmitted"],
    ["more than the voucher has left", { amount: 10_000_001n, contractValue: 30_000_000n }, "RemainingExceeded"],
    ["a delivery beyond the claim-by day", { deliverBy: 60_000 }, "DeliverByUnfit"],
    ["a signature whose deadline is over", { deadline: 1n }, "DeadlinePassed"],
  ] as const) {
    it(`refuses ${what}, with the ledger's own sentence, before anything is sent`, async () => {
      const { files } = await signBoth(market, folder, 0, { over });
      const before = await office.provider.getTransactionCount(person("operator").address);
      const { exit, rows } = await place("operator", ...files);
      expect([exit, rows[0]?.end, rows[0]?.code]).to.deep.equal([3, "refused", code]);
      expect(await office.provider.getTransactionCount(person("operator").address)).to.equal(before);
    });
  }

  it("refuses a contract that was funded before, under whichever number it is written", async () => {
    await signBoth(market, folder, 0, { number: "ht－0 １" });
    await place("operator", folder);
    const later = await market.folder();
    await signBoth(market, later, 0, { number: "HT-01", over: { amount: 1_000n } });
    expect((await place("operator", later)).rows[0]?.code).to.equal("ContractUsed");
  });

  it("holds the orders of one run against each other", async () => {
    for (const n of [1, 2, 3, 4]) {
      await signBoth(market, folder, 0, { number: `HT-${n}`, over: { deadline: 4_000_000_000n + BigInt(n) } });
    }
    await signBoth(market, folder, 1, { number: "HT-A", over: { deadline: 4_000_000_001n } });
    await signBoth(market, folder, 1, { number: "HT-A", over: { deadline: 4_000_000_002n } });
    const { rows } = await place("operator", folder);
    const refused = rows.filter(({ end }) => end === "refused").map(({ code }) => code);
    expect(refused.sort()).to.deep.equal(["ContractTwiceInFiles", "RemainingExceeded"]);
    expect(await lockedOn(0)).to.equal(9_000_000n);
  });

  it("refuses credit codes that are not the parties'", async () => {
    const message = await termsOf(market, 0);
    const { scene } = market;
    const contract = {
      number: "HT-0",
      enterprise: codeOf(scene.enterprises[1]!.key.address),
      provider: codeOf(scene.providerKey.address),
    };
    await signInto(market, folder, scene.enterprises[0]!.key, "order", message, { contract });
    await signInto(market, folder, scene.providerKey, "order", message, { contract });
    expect((await place("operator", folder)).rows[0]).to.include({ end: "refused", code: "CreditCodeNotTheirs" });
  });

  it("takes the contract's facts from options, for one order", async () => {
    const message = await termsOf(market, 0);
    const { scene } = market;
    for (const key of [scene.enterprises[0]!.key, scene.providerKey])
      await signInto(market, folder, key, "order", message);
    expect((await place("operator", folder)).rows[0]).to.include({ end: "refused", code: "ContractFactsMissing" });
    const [buyer, seller] = [scene.enterprises[0]!.key, scene.providerKey].map(({ address }) => codeOf(address));
    const facts = ["--contract-number", "HT-0", "--enterprise-code", buyer!, "--provider-code", seller!];
    expect((await place("operator", folder, ...facts)).rows[0]?.end).to.equal("done");
    await signBoth(market, folder, 1);
    expect((await place("operator", folder, ...facts)).code).to.equal("OptionsOfOneOrder");
  });

  it("reports a file that cannot be read, and places the rest", async () => {
    await writeFile(path.join(folder, "broken.json"), "{");
    await signBoth(market, folder, 0);
    const { exit, rows } = await place("operator", folder);
    expect(exit).to.equal(3);
    expect(rows.map(({ end }) => end).sort()).to.deep.equal(["done", "refused"]);
  });

  it("lets two clerks with the Operator's one key place the same folder at once", async () => {
    for (const n of [0, 1, 2]) await signBoth(market, folder, n);
    const both = await Promise.all([place("operator", folder), place("operator", folder)]);
    expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    const ends = both.flatMap(({ rows }) => rows).map(({ end }) => end);
    expect(ends.sort()).to.deep.equal(["before", "before", "before", "done", "done", "done"]);
    for (const n of [0, 1, 2]) expect(await lockedOn(n)).to.equal(3_000_000n);
  });

  it("lets two clerks place the same folder at once", async () => {
    for (const n of [0, 1, 2]) await signBoth(market, folder, n);
    const [one, two] = await Promise.all([place("operator", folder), place("wujin approver", folder)]);
    const ends = [...one.rows, ...two.rows].map(({ end }) => end);
    expect(ends.every((end) => end === "done" || end === "before")).to.equal(true);
    for (const n of [0, 1, 2]) expect(await lockedOn(n)).to.equal(3_000_000n);
  });
});
