import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { readTerms } from "../../../scripts/orders/terms.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { codeOf, openMarket, signInto, type Market } from "./market.ts";

interface Draft {
  readonly file: string;
  readonly contractDay: string;
  readonly deliverBy: string;
  readonly contractCommitment: string | null;
  readonly end: string;
}

const HEAD =
  "双创券编号,服务机构编号,使用券额,合同金额,服务类别,合同编号,合同文件,交付天数,合同日期,企业信用代码,服务机构信用代码";

describe("Drafting orders from a table of contracts", function () {
  this.timeout(60_000);
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
