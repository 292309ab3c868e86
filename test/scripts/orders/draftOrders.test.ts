import { execFileSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import { readTerms } from "../../../scripts/orders/terms.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { placeOrders } from "../support/scene.ts";
import { codeOf, openMarket, signInto, type Market } from "./market.ts";

interface Draft {
  readonly file: string;
  readonly contractDay: string;
  readonly deliverBy: string;
  readonly contractCommitment: string | null;
  readonly end: string;
  readonly stage: string | null;
}

const HEAD =
  "双创券编号,服务机构编号,使用券额,合同金额,服务类别,合同编号,合同文件,交付天数,合同日期,企业信用代码,服务机构信用代码";

describe("Drafting orders from a table of contracts", () => {
  let office: Office;
  let market: Market;
  let folder: string;
  let state: string;
  const file = (name: string): string => path.join(folder, name);
  const row = (place: number, over: Readonly<Record<string, string>> = {}): string => {
    const { vouchers, provider, enterprises, providerKey } = market.scene;
    const cells = {
      voucher: formatVoucher(vouchers[place]!),
      provider: formatProvider(provider),
      amount: '"30,000.00"',
      value: '"100,000.00"',
      serviceClass: "1",
      number: `HT-${place}`,
      contract: "contract.pdf",
      days: "60",
      dated: "",
      enterpriseCode: codeOf(enterprises[place]!.key.address),
      providerCode: codeOf(providerKey.address),
    };
    return Object.values({ ...cells, ...over }).join(",");
  };

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
    await writeFile(file("contract.pdf"), "the contract");
    execFileSync("mkfifo", [file("pipe.pdf")]);
  });

  const draft = async (rows: readonly string[], ...words: string[]): Promise<Said> => {
    await writeFile(file("contracts.csv"), [HEAD, ...rows].join("\n"));
    return office.tongdui(
      "operator",
      "order",
      "draft",
      file("contracts.csv"),
      "--out",
      file("out"),
      "--json",
      ...words,
    );
  };
  const draftsIn = (said: Said): Draft[] => {
    if (said.exit !== 0) throw new Error(said.out.join("\n"));
    return (said.json().data as { orders: Draft[] }).orders;
  };
  const kept = async (): Promise<number> => {
    const names = await readdir(path.join(office.folder, "operator/documents")).catch(() => []);
    return names.filter((name) => name.endsWith(".json")).length;
  };

  it("fills in the days and commits to the contract, and the order that both sign can be placed", async () => {
    const today = await office.today();
    const whole = row(0, { amount: "60000.00", value: "120000.00" });
    const [one] = draftsIn(await draft([whole]));
    expect([one!.contractDay, one!.deliverBy]).to.deep.equal([isoOfDay(today), isoOfDay(today + 60)]);
    const { order, beside } = await readTerms(one!.file, {
      profile: { documents: "" },
      context: { dryRun: true, now: Date.now },
    });
    for (const key of [market.scene.enterprises[0]!.key, market.scene.providerKey])
      await signInto(market, file("out"), key, "order", order, beside);
    const placed = await market.tongdui("operator", "order", "place", file("out"), "--yes", "--json");
    const [{ order: id, end }] = (placed.json().data as { rows: [{ order: string; end: string }] }).rows;
    expect(end).to.equal("done");
    expect(decodeOrder(await office.ledger.orders.wordOf(id)).deliverBy).to.equal(today + 60);
    expect(draftsIn(await draft([whole]))[0]!.end).to.equal("before");
  });

  it("finds the same file when it drafts again on another day, and keeps no second document", async () => {
    const before = await kept();
    const [first] = draftsIn(await draft([row(2)]));
    const text = await readFile(first!.file, "utf8");
    await office.goToDay((await office.today()) + 3);
    expect(draftsIn(await draft([row(2)]))[0]).to.deep.equal({ ...first, end: "before" });
    expect(await readFile(first!.file, "utf8")).to.equal(text);
    expect(await kept()).to.equal(before + 1);
  });

  it("keeps and writes nothing in a dry run", async () => {
    const before = await kept();
    const [one] = draftsIn(await draft([row(1)], "--dry-run"));
    expect([one!.end, one!.contractCommitment]).to.deep.equal(["tried", null]);
    expect(await kept()).to.equal(before);
    expect(await readdir(folder)).to.not.include("out");
  });

  for (const [what, over, code] of [
    ["more than the share", { amount: "50000.01" }, "¥50,000.01"],
    ["a class that the provider is not admitted for", { serviceClass: "5" }, "class 5"],
    ["a contract older than the voucher", { dated: "2020-01-01" }, "day of issue"],
    ["a delivery beyond all claims", { days: "3000" }, "last day of claims"],
    ["a voucher that is not there", { voucher: "9-000001" }, "9-000001"],
    ["a contract's file that is not there", { contract: "missing.pdf" }, "missing.pdf"],
    ["a pipe for a contract, on which it would wait for ever", { contract: "pipe.pdf" }, "pipe.pdf cannot be read"],
    ["no credit code", { enterpriseCode: "" }, "credit code is not given"],
  ] as const) {
    it(`refuses ${what}, names the line, and drafts none of the table`, async () => {
      const said = await draft([row(1), row(0, over)]);
      expect(said.exit).to.equal(1);
      expect(said.json().error?.code).to.equal("FileHasComplaints");
      expect(said.json().error?.sentence).to.include("contracts.csv:3:").and.to.include(code);
      expect(await readdir(folder)).to.not.include("out");
    });
  }

  it("names all that is wrong in a row at once", async () => {
    const over = { contract: "missing.pdf", provider: "P1-99", amount: "50000.01", dated: "2020-01-01" };
    const complaints = async (...rows: string[]): Promise<string | undefined> =>
      (await draft(rows)).json().error?.sentence;
    const first = await complaints(row(1, over));
    for (const part of ["missing.pdf", "P1-99", "¥50,000.01", "day of issue"]) expect(first).to.include(part);
    const second = await complaints(row(1), row(1, { serviceClass: "5", contract: "gone.pdf" }));
    for (const part of ["class 5", "gone.pdf", "in the table"]) expect(second).to.include(part);
  });

  it("says of a voucher that has ended, is frozen or has less left, what it is", async () => {
    const { vouchers } = market.scene;
    const today = await office.today();
    await (await office.as("wujin bureau").vouchers.freeze(vouchers[0]!, 10, id("reason"))).wait();
    const frozen = await draft([row(0)]);
    expect(frozen.exit).to.equal(0);
    expect(frozen.err.join("\n")).to.include(`frozen until ${isoOfDay(today + 10)}`);
    await placeOrders(office, market.scene, [1]);
    const less = (await draft([row(1, { amount: "80000.00", value: "300000.00" })])).json().error?.sentence;
    expect(less).to.include("draws ¥80,000.00, which exceeds what voucher").and.to.include("has left, ¥70,000.00");
    const { useBy } = decodeVoucher(await office.ledger.vouchers.wordOf(vouchers[2]!));
    await office.goToDay(useBy + 1);
    expect((await draft([row(2)])).json().error?.sentence).to.include(`through ${isoOfDay(useBy)}, which is over`);
  });

  it("says that an order is placed, of its draft and of its contract", async () => {
    const [one] = draftsIn(await draft([row(0)]));
    const { order, beside } = await readTerms(one!.file, {
      profile: { documents: "" },
      context: { dryRun: true, now: Date.now },
    });
    for (const key of [market.scene.enterprises[0]!.key, market.scene.providerKey])
      await signInto(market, file("out"), key, "order", order, beside);
    await market.tongdui("operator", "order", "place", file("out"), "--yes");
    const [again] = draftsIn(await draft([row(0)]));
    expect(again).to.include({ end: "before", stage: "Placed" });
    await rm(one!.file);
    expect((await draft([row(0)])).json().error?.sentence)
      .to.include("has an order already")
      .and.to.include("placed");
  });

  it("refuses a contract that stands in the table twice, in Chinese", async () => {
    const said = await draft([row(0), row(0)], "--lang", "zh");
    expect(said.json().error?.sentence).to.include("contracts.csv:3:6").and.to.include("在表中重复");
  });

  it("does not write over another draft of the same contract", async () => {
    draftsIn(await draft([row(0)]));
    const said = await draft([row(0, { amount: "20000.00" })]);
    expect(said.json().error?.sentence).to.include("another draft");
  });
});
