import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { invoiceNullifier } from "../../../client/documents/nullifier.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { openOffice, type Office } from "../support/office.ts";
import { placeOrders } from "../support/scene.ts";
import { codeOf, invoiceOf, openMarket, signInto, signRedemption, type Market } from "./market.ts";

interface Row {
  readonly order: string | null;
  readonly end: string;
  readonly code: string | null;
  readonly amountFen: string | null;
}

describe("Redeeming orders from the files of claims and acceptances", () => {
  let office: Office;
  let market: Market;
  let orders: string[];
  let folder: string;
  let state: string;
  before(async () => {
    office = await openOffice();
    market = await openMarket(office);
    orders = await placeOrders(office, market.scene, [0, 1, 2]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await market.folder();
  });

  const noticeEnd = async (): Promise<string[]> => ["--notice-end", isoOfDay((await office.today()) + 6)];
  const redeem = async (
    by: string,
    ...words: string[]
  ): Promise<{ exit: number; rows: Row[]; code: string | undefined }> => {
    const notice = words.some((word) => word.startsWith("--notice")) ? [] : await noticeEnd();
    const { exit, json } = await market.tongdui(by, "redeem", ...words, ...notice, "--yes", "--json");
    const { data, error } = json();
    return { exit, rows: (data as { rows: Row[] } | undefined)?.rows ?? [], code: error?.code };
  };
  const orderOf = async (order: string) => decodeOrder(await office.ledger.orders.wordOf(order));
  const sign = async (place: number, amount?: bigint, into = folder) =>
    signRedemption(market, into, { place, order: orders[place]!, invoices: [invoiceOf(market, place, amount)] });

  it("pairs each claim with its acceptance and redeems them, with a notice", async () => {
    for (const place of [0, 1, 2]) await sign(place);
    const { exit, rows } = await redeem("operator", folder);
    expect(exit).to.equal(0);
    expect(rows.map(({ end }) => end)).to.deep.equal(["done", "done", "done"]);
    const { stage, waitEnd } = await orderOf(orders[1]!);
    expect([stage, waitEnd]).to.deep.equal(["Redeemed", (await office.today()) + 6]);
  });

  it("redeems the share of what is invoiced, at most the lock, and says so beforehand", async () => {
    await sign(0, 4_000_001n);
    await sign(1, 9_000_000n);
    const { err } = await market.tongdui("operator", "redeem", folder, ...(await noticeEnd()), "--dry-run");
    for (const amount of ["¥40,000.01", "¥20,000.00", "¥90,000.00", "¥30,000.00", "50%"])
      expect(err.join("\n")).to.include(amount);
    expect(err.join("\n")).to.include(`${invoiceOf(market, 1, 9_000_000n).number} ¥90,000.00`);
    const { rows } = await redeem("operator", folder);
    expect(rows.map(({ amountFen }) => amountFen).sort()).to.deep.equal(["2000000", "3000000"]);
    expect((await orderOf(orders[0]!)).amount).to.equal(2_000_000n);
    expect((await orderOf(orders[1]!)).amount).to.equal(3_000_000n);
  });

  it("redeems ten invoices of one claim, in the order of their marks", async () => {
    const invoices = Array.from({ length: 10 }, (_, i) => invoiceOf(market, i + 1, 600_000n));
    await signRedemption(market, folder, { place: 0, order: orders[0]!, invoices });
    expect((await redeem("operator", folder)).exit).to.equal(0);
    expect((await orderOf(orders[0]!)).invoices).to.equal(10);
  });

  it("redeems nothing twice when it is run again", async () => {
    await sign(0);
    await redeem("operator", folder);
    const { exit, rows } = await redeem("operator", folder);
    expect([exit, rows[0]?.end]).to.deep.equal([0, "before"]);
  });

  it("does not take another claim of the order for the one by which it was redeemed", async () => {
    await sign(0);
    await redeem("operator", folder);
    const other = await market.folder();
    await sign(0, 9_999_999n, other);
    const { exit, rows } = await redeem("operator", other);
    expect([exit, rows[0]?.end, rows[0]?.code]).to.deep.equal([3, "refused", "OrderIn"]);
  });

  it("names and leaves what lacks a half, and redeems the rest", async () => {
    const { files } = await sign(0);
    const { files: others } = await sign(1);
    await sign(2);
    await rm(files[0]);
    await rm(others[1]);
    const { exit, rows } = await redeem("operator", folder);
    expect(exit).to.equal(3);
    const ends = rows.map(({ end, code }) => `${end} ${code ?? ""}`).sort();
    expect(ends).to.deep.equal(["done ", "left SignatureMissing", "left SignatureMissing"]);
  });

  it("refuses an acceptance of another claim", async () => {
    const { files } = await sign(0);
    await rm(files[1]);
    const { files: others } = await sign(0, 8_000_000n);
    await rm(others[0]);
    const { rows } = await redeem("operator", folder);
    expect(rows.map(({ code }) => code)).to.deep.equal(["SignatureMissing", "SignatureMissing"]);
  });

  it("refuses a mark that is not that of the invoice", async () => {
    const { mark } = invoiceOf(market, 99);
    const invoices = [{ ...invoiceOf(market, 1), mark }];
    await signRedemption(market, folder, { place: 0, order: orders[0]!, invoices });
    expect((await redeem("operator", folder)).rows[0]).to.include({ end: "refused", code: "InvoiceMarkWrong" });
  });

  it("refuses an invoice whose seller is not the order's provider", async () => {
    const seller = codeOf(market.scene.enterprises[1]!.key.address);
    const invoice = { ...invoiceOf(market, 1), seller };
    const invoices = [{ ...invoice, mark: invoiceNullifier(market.key, seller, "", invoice.number) }];
    await signRedemption(market, folder, { place: 0, order: orders[0]!, invoices });
    const { exit, rows } = await redeem("operator", folder);
    expect([exit, rows[0]?.end, rows[0]?.code]).to.deep.equal([3, "refused", "SellerNotProvider"]);
    expect((await orderOf(orders[0]!)).stage).to.equal("Placed");
  });

  it("refuses a claim that does not say which invoices it is for", async () => {
    const { claim, files } = await sign(0);
    for (const file of files) await rm(file);
    const firm = market.scene.enterprises[0]!.key;
    await signInto(market, folder, market.scene.providerKey, "claim", claim);
    await signInto(market, folder, firm, "acceptance", { claim, deadline: claim.deadline });
    expect((await redeem("operator", folder)).rows[0]).to.include({ end: "refused", code: "InvoiceFactsMissing" });
  });

  it("refuses an invoice that serves another order, here and on the ledger", async () => {
    const invoices = [invoiceOf(market, 7)];
    await signRedemption(market, folder, { place: 0, order: orders[0]!, invoices });
    await signRedemption(market, folder, { place: 1, order: orders[1]!, invoices });
    const { rows } = await redeem("operator", folder);
    expect(rows.map(({ end }) => end).sort()).to.deep.equal(["done", "refused"]);
    expect(rows.find(({ end }) => end === "refused")?.code).to.equal("InvoiceTwiceInFiles");
    const again = await redeem("operator", folder);
    expect(again.rows.find(({ end }) => end === "refused")?.code).to.equal("InvoiceUsed");
  });

  it("refuses an end of the notice that the terms do not allow, before anything is sent", async () => {
    await sign(0);
    const { rows } = await redeem("operator", folder, "--notice-end", isoOfDay((await office.today()) + 4));
    expect(rows[0]).to.include({ end: "refused", code: "NoticeOutsideTerms" });
  });

  it("takes an Approver of either district, and nobody else", async () => {
    for (const [place, by] of ["yangpu approver", "wujin approver"].entries()) {
      const { files } = await sign(place);
      expect((await redeem(by, ...files)).rows[0]?.end).to.equal("done");
    }
    const { files } = await sign(2);
    expect((await redeem("nanhu approver", ...files)).rows[0]?.code).to.equal("NotASubmitter");
  });

  it("takes a table that lists the files, with ends of notices of its own", async () => {
    const [one, two] = [await sign(0), await sign(1)];
    const today = await office.today();
    const lines = [
      "核销申请文件,核销确认文件,公示截止日",
      [...one.files.map((file) => path.basename(file)), isoOfDay(today + 8)].join(","),
      [...two.files.map((file) => path.basename(file)), ""].join(","),
    ];
    const table = path.join(folder, "june.csv");
    await writeFile(table, lines.join("\n"));
    expect((await redeem("operator", table)).exit).to.equal(0);
    expect((await orderOf(orders[0]!)).waitEnd).to.equal(today + 8);
    expect((await orderOf(orders[1]!)).waitEnd).to.equal(today + 6);
  });

  it("sends nothing of a table that has a complaint, and names its line and column", async () => {
    const { files } = await sign(0);
    const names = files.map((file) => path.basename(file));
    const table = path.join(folder, "june.csv");
    await writeFile(
      table,
      ["claim,acceptance", names.join(","), `${names[0]!},missing.json`, `${names[1]!},${names[1]!}`].join("\n"),
    );
    const { exit, json } = await market.tongdui("operator", "redeem", table, ...(await noticeEnd()), "--yes", "--json");
    expect(exit).to.equal(1);
    expect(json().error?.code).to.equal("FileHasComplaints");
    expect(json().error?.sentence).to.include("june.csv:3:2").and.to.include("june.csv:4:1");
    expect((await orderOf(orders[0]!)).stage).to.equal("Placed");
  });

  it("lets two clerks with the Operator's one key redeem the same folder at once", async () => {
    for (const place of [0, 1, 2]) await sign(place);
    const both = await Promise.all([redeem("operator", folder), redeem("operator", folder)]);
    expect(both.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    const ends = both.flatMap(({ rows }) => rows).map(({ end }) => end);
    expect(ends.sort()).to.deep.equal(["before", "before", "before", "done", "done", "done"]);
    for (const order of orders) expect(await orderOf(order)).to.include({ stage: "Redeemed", amount: 3_000_000n });
  });

  it("lets two clerks redeem the same folder at once", async () => {
    for (const place of [0, 1, 2]) await sign(place);
    const [one, two] = await Promise.all([redeem("operator", folder), redeem("wujin approver", folder)]);
    expect([one.exit, two.exit]).to.deep.equal([0, 0]);
    const ends = [...one.rows, ...two.rows].map(({ end }) => end);
    expect(
      ends.every((end) => end === "done" || end === "before"),
      ends.join(),
    ).to.equal(true);
    for (const order of orders) expect((await orderOf(order)).stage).to.equal("Redeemed");
  });
});
