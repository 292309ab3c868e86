import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { formatVoucher } from "../../../client/ids.ts";
import { openOffice, person, type Office, type Said } from "../support/office.ts";
import { placeOrders } from "../support/scene.ts";
import { codeOf, invoiceOf, openMarket, signBoth, signInto, type Market } from "./market.ts";

interface Claim {
  readonly order: string;
  readonly file: string;
  readonly evidence: string | null;
  readonly redeemsFen: string;
  readonly end: string;
  readonly invoices: readonly { readonly mark: string }[];
}

const HEAD = "订单,发票号码,销售方信用代码,发票金额,交付证明,交付说明";

describe("Drafting claims from what an operator has in hand", () => {
  let office: Office;
  let market: Market;
  let orders: string[];
  let folder: string;
  let state: string;
  let seller: string;
  const voucher = (place: number): string => formatVoucher(market.scene.vouchers[place]!);
  const number = (n: number): string => String(n).padStart(20, "0");
  const file = (name: string): string => path.join(folder, name);

  before(async () => {
    office = await openOffice();
    market = await openMarket(office);
    orders = await placeOrders(office, market.scene, [0, 1, 2]);
    seller = codeOf(market.scene.providerKey.address);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await market.folder();
    await writeFile(file("report.pdf"), "the report");
  });

  const table = async (...rows: string[]): Promise<string> => {
    await writeFile(file("june.csv"), [HEAD, ...rows].join("\n"));
    return file("june.csv");
  };
  const draft = async (...words: string[]): Promise<Said> =>
    market.tongdui("operator", "redeem", "draft", ...words, "--out", file("claims"), "--json");
  const claimsIn = (said: Said): Claim[] => {
    if (said.exit !== 0) throw new Error(said.out.join("\n"));
    return (said.json().data as { claims: Claim[] }).claims;
  };
  const kept = async (): Promise<number> => {
    const places = (await readdir(office.folder)).filter((name) => name.startsWith("operator"));
    const lists = await Promise.all(
      places.map(async (name) => readdir(path.join(office.folder, name, "documents")).catch(() => [])),
    );
    return lists.flat().filter((name) => name.endsWith(".json")).length;
  };

  it("goes from a table to a redeemed order, and nobody types a mark or a commitment", async () => {
    const one = await table(`${voucher(0)},${number(1)},${seller},"100,000.00",report.pdf,The report was handed over`);
    const [claim] = claimsIn(await draft(one));
    expect(claim!.order).to.equal(orders[0]);
    expect(claim!.invoices.map(({ mark }) => mark)).to.deep.equal([invoiceOf(market, 1).mark]);
    const drafted = JSON.parse(await readFile(claim!.file, "utf8")) as Record<string, string>;
    expect(drafted).to.include({ file: "claim", order: orders[0], round: "0", evidence: claim!.evidence });

    const { readClaimTerms } = await import("../../../scripts/orders/claimTerms.ts");
    const { claim: message, beside } = await readClaimTerms(claim!.file);
    await signInto(market, file("claims"), market.scene.providerKey, "claim", message, beside);
    const firm = market.scene.enterprises[0]!.key;
    await signInto(market, file("claims"), firm, "acceptance", { claim: message, deadline: message.deadline }, beside);
    const notice = ["--notice-end", isoOfDay((await office.today()) + 6), "--yes"];
    expect((await market.tongdui("operator", "redeem", file("claims"), ...notice)).exit).to.equal(0);
    expect(decodeOrder(await office.ledger.orders.wordOf(orders[0]!)).stage).to.equal("Redeemed");
    expect(claimsIn(await draft(one))[0]!.end).to.equal("before");
  });

  it("finds the same file and the same proof when it drafts again, and keeps no second document", async () => {
    const one = await table(`${orders[0]!},${number(2)},${seller},5000.00,,Handed over`);
    const before = await kept();
    const [first] = claimsIn(await draft(one));
    const text = await readFile(first!.file, "utf8");
    await office.goToDay((await office.today()) + 1);
    const [again] = claimsIn(await draft(one));
    expect(again).to.deep.equal({ ...first, end: "before" });
    expect(await readFile(first!.file, "utf8")).to.equal(text);
    expect(await kept()).to.equal(before + 1);
    await rm(first!.file);
    expect(claimsIn(await draft(one))[0]!.evidence).to.equal(first!.evidence);
    expect(await kept()).to.equal(before + 1);
  });

  it("keeps and writes nothing in a dry run", async () => {
    const one = await table(`${orders[0]!},${number(3)},${seller},5000.00,report.pdf,Tried only`);
    const before = await kept();
    const [claim] = claimsIn(await draft(one, "--dry-run"));
    expect([claim!.end, claim!.evidence]).to.deep.equal(["tried", null]);
    expect(await kept()).to.equal(before);
    expect(await readdir(folder)).to.not.include("claims");
  });

  it("puts the rows of one order into one claim, and says what it will redeem", async () => {
    const rows = [
      `${voucher(0)},${number(1)},${seller},20000.00,report.pdf,`,
      `${orders[0]!},${number(2)},,20000.01,,`,
    ];
    const other = `${orders[1]!.slice(0, 12)},${number(3)},${seller},90000.00,,Handed over`;
    const [one, two] = claimsIn(await draft(await table(rows[0]!, rows[1]!.replace(",,", `,${seller},`), other)));
    expect([one!.invoices.length, one!.redeemsFen]).to.deep.equal([2, "2000000"]);
    expect([two!.order, two!.redeemsFen]).to.deep.equal([orders[1], "3000000"]);
  });

  it("takes a YAML file for one order, named by the signed order's file, whose provider is the seller", async () => {
    const signed = await signBoth(market, folder, 1);
    await market.tongdui("operator", "order", "place", ...signed.files, "--yes");
    const text = [
      `order: ${path.basename(signed.files[0])}`,
      "invoices:",
      `  - number: "${number(4)}"`,
      "    amount: 1,000.00",
      "evidence: report.pdf",
    ];
    await writeFile(file("one.yaml"), text.join("\n"));
    const [claim] = claimsIn(await draft(file("one.yaml")));
    expect(claim!.order).to.equal(signed.order);
    expect(claim!.invoices[0]!.mark).to.equal(invoiceOf(market, 4).mark);
  });

  it("names the YAML file in which something is wrong", async () => {
    const text = [
      `order: "${orders[0]!}"`,
      "invoices:",
      '  - number: "12"',
      "    amount: 1.00",
      `    seller: ${seller}`,
    ];
    await writeFile(file("bad.yaml"), [...text, "reason: Handed over"].join("\n"));
    const { json, exit } = await draft(file("bad.yaml"));
    expect([exit, json().error?.code]).to.deep.equal([1, "InvoiceNumberInvalid"]);
    expect(json().error?.sentence).to.match(/bad\.yaml: /);
  });

  it("names all that is wrong with line and column, in Chinese too, and drafts nothing", async () => {
    const stranger = codeOf(person("stranger").address);
    const bad = await table(
      `${orders[0]!},${number(1)},${seller},5000.00,report.pdf,`,
      `9-000009,${number(2)},${seller},5000.00,report.pdf,`,
      `${orders[1]!},123,${seller},5000.00,report.pdf,`,
      `${orders[2]!},${number(1)},${seller},5000.00,report.pdf,`,
    );
    const said = await draft(bad);
    expect(said.exit).to.equal(1);
    expect(said.json().error?.code).to.equal("FileHasComplaints");
    expect(said.json().error?.sentence).to.include("june.csv:3:1");
    const known = await table(
      `${orders[0]!},123,${seller},5000.00,report.pdf,`,
      `${orders[1]!},${number(1)},${stranger},5000.00,report.pdf,`,
      `${orders[1]!},${number(1)},${seller},5000.00,,`,
      `${orders[2]!},${number(1)},${seller},5000.00,,Handed over`,
      `${orders[2]!},${number(7)},${seller},5000.00,missing.pdf,`,
    );
    const sentence = (await draft(known, "--lang", "zh")).json().error?.sentence ?? "";
    for (const part of ["june.csv:2:2", "june.csv:3:3", "不是订单的服务机构", "june.csv:5:2", "june.csv:6:5"])
      expect(sentence).to.include(part);
    expect(await readdir(folder)).to.not.include("claims");
  });

  it("asks for what shows the delivery", async () => {
    const said = await draft(await table(`${orders[0]!},${number(1)},${seller},5000.00,,`));
    expect(said.json().error?.sentence).to.include("Nothing shows that the order");
  });

  it("refuses an invoice that serves another order, and an order that takes no claim", async () => {
    const [claim] = claimsIn(await draft(await table(`${orders[0]!},${number(1)},${seller},5000.00,,Handed over`)));
    const { readClaimTerms } = await import("../../../scripts/orders/claimTerms.ts");
    const { claim: message, beside } = await readClaimTerms(claim!.file);
    await signInto(market, file("claims"), market.scene.providerKey, "claim", message, beside);
    const firm = market.scene.enterprises[0]!.key;
    await signInto(market, file("claims"), firm, "acceptance", { claim: message, deadline: message.deadline }, beside);
    const notice = ["--notice-end", isoOfDay((await office.today()) + 6), "--yes"];
    await market.tongdui("operator", "redeem", file("claims"), ...notice);
    const used = await draft(await table(`${orders[1]!},${number(1)},${seller},5000.00,,Handed over`));
    expect(used.json().error?.sentence).to.include("serves once");
    await rm(claim!.file);
    const ended = await draft(await table(`${orders[0]!},${number(5)},${seller},5000.00,,Handed over`));
    expect(ended.json().error?.sentence).to.include("takes no claim");
  });

  it("does not write over another draft, nor take one whose days are over", async () => {
    const row = (amount: string): string => `${orders[0]!},${number(1)},${seller},${amount},,Handed over`;
    claimsIn(await draft(await table(row("5000.00"))));
    expect((await draft(await table(row("6000.00")))).json().error?.sentence).to.include("another draft");
    await office.goToDay((await office.today()) + 31);
    expect((await draft(await table(row("5000.00")))).json().error?.sentence).to.include("which is over");
  });

  it("lets two clerks draft the same at once: one file, one proof", async () => {
    const one = await table(`${orders[2]!},${number(9)},${seller},5000.00,report.pdf,Both of us`);
    const before = await kept();
    const said = await Promise.all([draft(one), draft(one)]);
    const [first, second] = said.map((each) => claimsIn(each)[0]!);
    expect(first!.evidence).to.equal(second!.evidence);
    expect([first!.end, second!.end].every((end) => end === "done" || end === "before")).to.equal(true);
    expect(await kept()).to.equal(before + 1);
  });
});
