import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id as hashOf } from "ethers";
import { groupNullifier, partyNullifier } from "../../../client/documents/nullifier.ts";
import { enterpriseId } from "../../../client/ids.ts";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import type { SealedKey } from "../../../client/documents/sealedKey.ts";
import { importEnterprises } from "../../../scripts/registers/importEnterprises.ts";
import { controllerOf, profileOf } from "../../../scripts/registers/papers.ts";
import { filesIn } from "../documents/folder.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { anyWallet, csvOf, firm, newKey, openBureau, type Bureau, type Firm } from "./bureau.ts";
import { gb18030, utf16, withMark, writeWorkbook } from "./encodings.ts";

interface Row {
  readonly line: number;
  readonly id: string | null;
  readonly end: string;
  readonly remark: string | null;
  readonly code: string | null;
}

interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly heading: string;
  readonly code: string;
}

describe("tongdui enterprise import", () => {
  let office: Office;
  let key: SealedKey;
  before(async () => {
    office = await openOffice();
    key = await newKey(1);
  });
  after(async () => office.close());

  /** Each test starts from an empty register, in an office of its own. */
  let wujin: Bureau;
  let snapshot: unknown;
  let tests = 0;
  beforeEach(async () => {
    tests += 1;
    wujin = await openBureau(office, key, `wujin ${tests}`);
    snapshot = await office.provider.send("evm_snapshot", []);
  });
  afterEach(async () => {
    await office.provider.send("evm_revert", [snapshot]);
  });

  const inNameOf = async (officer: string, file: string, ...more: string[]): Promise<Said> =>
    wujin.run(
      officer,
      ...["enterprise", "import", file, "--yes", "--nullifier-password-file", wujin.passwordFile, ...more],
    );
  const importing = async (file: string, ...more: string[]): Promise<Said> => inNameOf("wujin bureau", file, ...more);
  const rowsOf = (said: Said): Row[] => (said.json().data as { rows: Row[] }).rows;
  const complaintsOf = (said: Said): Complaint[] => (said.json().data as { complaints: Complaint[] }).complaints;
  const count = async (district = 2): Promise<number> => Number(await office.ledger.enterprises.countOf(district));
  const firms = (from: number, through: number): Firm[] =>
    Array.from({ length: through - from + 1 }, (_, i) => firm(from + i));

  it("registers each row, and keeps name, id and documents in the office", async () => {
    const said = await importing(await wujin.table("list.csv", csvOf([firm(1), firm(2)])), "--json");
    expect(said.exit).to.equal(0);
    expect(rowsOf(said).map(({ line, id, end }) => [line, id, end])).to.deep.equal([
      [2, "2-1", "done"],
      [3, "2-2", "done"],
    ]);
    const keys = await wujin.keys();
    const { enterprises } = office.ledger;
    const { wallet, party, profile, group } = await enterprises.enterpriseOf(enterpriseId(2, 2));
    expect(wallet).to.equal(firm(2).wallet);
    expect(party).to.equal(partyNullifier(keys.current, firm(2).creditCode));
    expect(group).to.equal(await enterprises.groupOf(groupNullifier(keys.current, firm(2).controller)));
    const { name, creditCode } = (await wujin.directory()).byId("enterprise", enterpriseId(2, 2))!;
    expect({ name, creditCode }).to.deep.equal({ name: firm(2).name, creditCode: firm(2).creditCode });
    const store = await DocumentStore.open(wujin.shared.documents!);
    const document = (await profileOf(store, profile))!;
    expect(document).to.include({ kind: "enterprise", name: firm(2).name, creditCode: firm(2).creditCode });
    expect(await controllerOf(store, document)).to.equal(firm(2).controller);
  });

  it("shows the first forty before it asks", async () => {
    const { err } = await importing(await wujin.table("shown.csv", csvOf(firms(1, 42))), "--dry-run");
    const { name, wallet } = firm(40);
    expect(err.join("\n")).to.match(new RegExp(`41 +${name} +…\\w{6} +${wallet} +…\\w{6}\n +… and 2 more`));
  });

  const english = ["Name", "Credit code", "Wallet address", "Actual controller"];
  const fullWidth = (text: string): string =>
    text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
  const wide = { ...firm(1), creditCode: fullWidth(firm(1).creditCode), wallet: fullWidth(firm(1).wallet) };
  const forms: Record<string, string | Uint8Array> = {
    "UTF-8": csvOf([firm(1)]),
    "UTF-8 with its mark": withMark(csvOf([firm(1)])),
    GB18030: gb18030(csvOf([firm(1)])),
    "UTF-16": utf16(csvOf([firm(1)]).replaceAll(",", "\t")),
    "English headings and semicolons": csvOf([firm(1)], english).replaceAll(",", ";"),
    "full-width letters and digits": csvOf([wide]),
  };
  for (const [form, content] of Object.entries(forms)) {
    it(`reads ${form}`, async () => {
      const { exit, out } = await importing(await wujin.table("list.csv", content));
      expect([exit, ...out]).to.deep.equal([0, "1 registered"]);
      const { name, creditCode, wallet } = (await wujin.directory()).byId("enterprise", enterpriseId(2, 1))!;
      expect({ name, creditCode, wallet }).to.deep.equal({
        name: firm(1).name,
        creditCode: firm(1).creditCode,
        wallet: firm(1).wallet,
      });
    });
  }

  for (const lang of ["en", "zh"] as const) {
    it(`reads an Excel workbook with headings in ${lang}`, async () => {
      const file = path.join(path.dirname(wujin.passwordFile), "list.xlsx");
      await writeWorkbook(file, [firm(1), firm(2)], lang);
      expect((await importing(file)).exit).to.equal(0);
      expect((await wujin.directory()).all("enterprise").map(({ name }) => name)).to.deep.equal([
        firm(1).name,
        firm(2).name,
      ]);
    });
  }

  it("keeps what else a table says of an enterprise in its profile", async () => {
    const headings = ["企业名称", "统一社会信用代码", "钱包地址", "实际控制人标识", "英文名称", "成立日期", "备注"];
    const { name, creditCode, wallet, controller } = firm(1);
    const row = [name, creditCode, wallet, controller, "First", "2019年12月13日", "x"];
    const said = await importing(await wujin.table("list.csv", [headings, row].map((one) => one.join()).join("\n")));
    expect(said.err[0]).to.include("备注");
    const { profile } = await office.ledger.enterprises.enterpriseOf(enterpriseId(2, 1));
    const store = await DocumentStore.open(wujin.shared.documents!);
    expect((await store.find(profile))?.document).to.include({ englishName: "First", founded: "2019-12-13" });
  });

  it("lists all that is wrong in a file by line and column, and sends nothing", async () => {
    const digit = (code: string): string => code.slice(0, -1) + (code.endsWith("1") ? "2" : "1");
    const bad: Partial<Firm>[] = [
      { creditCode: digit(firm(2).creditCode) },
      { wallet: "0x1234" },
      { wallet: `0x${"00".repeat(20)}` },
      { controller: "张三" },
      { controller: "320402199001011235" },
      { name: "" },
      { creditCode: firm(1).creditCode },
      { wallet: firm(1).wallet },
    ];
    const rows = [firm(1), ...bad.map((over, i) => firm(i + 2, over)), firm(50)];
    const said = await importing(await wujin.table("list.csv", csvOf(rows)), "--json");
    expect(said.exit).to.equal(1);
    expect(complaintsOf(said).map(({ line, column, code }) => [line, column, code])).to.deep.equal([
      [3, 2, "CreditCodeCheck"],
      [4, 3, "AddressUnreadable"],
      [5, 3, "WalletMissing"],
      [6, 4, "ControllerIsName"],
      [7, 4, "IdentityNumberCheck"],
      [8, 1, "CellMissing"],
      [9, 2, "PartyTwice"],
      [10, 3, "WalletTwice"],
    ]);
    expect(await count()).to.equal(0);
  });

  it("does not repeat an identity number in a complaint", async () => {
    const file = await wujin.table("list.csv", csvOf([firm(1, { controller: "320402199001011235" })]));
    const { out, err } = await importing(file);
    expect(out[1]).to.include('list.csv:2:4 "实际控制人标识": The identity number has a wrong digit in it.');
    expect([...out, ...err].join()).not.to.include("19900101");
  });

  it("says what is wrong with every row in a report as well", async () => {
    const file = await wujin.table("list.csv", csvOf([firm(1), firm(2, { wallet: "0x12" })]));
    const report = path.join(path.dirname(file), "report.json");
    expect((await importing(file, "--report", report, "--dry-run")).out.join()).not.to.include("report.json");
    const { out } = await importing(file, "--report", report);
    expect(out.at(-1)).to.equal(`Report: ${report}`);
    const rows = JSON.parse(await readFile(report, "utf8")) as {
      line: number;
      outcome: { en: string };
      code: string;
    }[];
    expect(rows.map(({ line, outcome, code }) => [line, outcome.en, code])).to.deep.equal([
      [2, "not begun: other rows are to be mended first", null],
      [3, "to be mended", "AddressUnreadable"],
    ]);
  });

  it("does not write over a report, and looks at that first", async () => {
    const file = await wujin.table("list.csv", csvOf([firm(1)]));
    const said = await importing(file, "--json", "--report", file);
    expect(said.json().error?.code).to.equal("FileExists");
    expect((await importing(file, "--json", "--report", "report.txt")).json().error?.code).to.equal(
      "ReportKindUnknown",
    );
    expect(await count()).to.equal(0);
  });

  it("registers an enterprise once, and tells the id of one that is registered", async () => {
    await importing(await wujin.table("list.csv", csvOf([firm(1), firm(2)])));
    const said = await importing(await wujin.table("longer.csv", csvOf(firms(1, 3))), "--json");
    expect(said.exit).to.equal(0);
    expect(rowsOf(said).map(({ id, end }) => [id, end])).to.deep.equal([
      ["2-1", "before"],
      ["2-2", "before"],
      ["2-3", "done"],
    ]);
    expect(await count()).to.equal(3);
  });

  it("remarks where a row differs from what is registered", async () => {
    await importing(await wujin.table("list.csv", csvOf(firms(1, 4))));
    await (await office.as("wujin bureau").enterprises.freeze(enterpriseId(2, 4), hashOf("reason"))).wait();
    const changed = [
      firm(1, { wallet: anyWallet() }),
      firm(2, { controller: firm(9).creditCode }),
      firm(3, { name: "新名称" }),
      firm(4),
    ];
    const rows = rowsOf(await importing(await wujin.table("new.csv", csvOf(changed)), "--json"));
    expect(
      rows.map(({ remark }) => /wallet rotate|regroup|update-profile|frozen/.exec(remark ?? "")?.[0]),
    ).to.deep.equal(["wallet rotate", "regroup", "update-profile", "frozen"]);
  });

  it("refuses an enterprise that another district has", async () => {
    const yangpu = await openBureau(office, key, `yangpu ${tests}`);
    const list = await yangpu.table("list.csv", csvOf([firm(2)]));
    const words = ["enterprise", "import", list, "--yes", "--nullifier-password-file", yangpu.passwordFile];
    expect((await yangpu.run("yangpu bureau", ...words)).exit).to.equal(0);
    const said = await importing(await wujin.table("list.csv", csvOf([firm(1), firm(2)])), "--json");
    expect(complaintsOf(said).map(({ line, column, code }) => [line, column, code])).to.deep.equal([
      [3, 2, "RegisteredElsewhere"],
    ]);
    expect(await count()).to.equal(0);
  });

  it("refuses a party that was blacklisted as a provider", async () => {
    const keys = await wujin.keys();
    const { providers } = office.as("operator");
    const today = await office.today();
    await providers.propose({
      home: 2,
      wallet: anyWallet(),
      validFrom: today,
      validThrough: today + 300,
      classes: 2,
      party: partyNullifier(keys.current, firm(2).creditCode),
      group: hashOf("group"),
      profile: hashOf("profile"),
    });
    const [provider, reason, BLACKLISTED] = [enterpriseId(2, 1), hashOf("reason"), 7];
    const bureau = office.as("wujin bureau").providers;
    await bureau.countersign(provider, today + 10);
    await office.goToDay(today + 11);
    await bureau.admit(provider);
    await bureau.end(provider, BLACKLISTED, reason);
    await office.as("wujin approver").providers.confirmEnd(provider, BLACKLISTED, reason);
    const said = await importing(await wujin.table("list.csv", csvOf([firm(1), firm(2)])), "--json");
    expect(complaintsOf(said).map(({ line, code }) => [line, code])).to.deep.equal([[3, "PartyBlacklisted"]]);
  });

  it("refuses a wallet that the directory has for somebody else", async () => {
    await importing(await wujin.table("list.csv", csvOf([firm(1)])));
    const said = await importing(await wujin.table("next.csv", csvOf([firm(2, { wallet: firm(1).wallet })])), "--json");
    expect(complaintsOf(said).map(({ line, column, code }) => [line, column, code])).to.deep.equal([
      [2, 3, "WalletOfOther"],
    ]);
  });

  it("finds what was registered under an earlier key, and keeps a controller in one group", async () => {
    const { controller } = firm(7);
    await importing(await wujin.table("list.csv", csvOf([firm(1, { controller })])));
    await wujin.keyFolder.add(await newKey(2));
    await wujin.keyFolder.makeCurrent(2);
    const said = await importing(await wujin.table("next.csv", csvOf([firm(1), firm(2, { controller })])), "--json");
    expect(rowsOf(said).map(({ id, end }) => [id, end])).to.deep.equal([
      ["2-1", "before"],
      ["2-2", "done"],
    ]);
    const { enterprises } = office.ledger;
    const [one, two] = await Promise.all([1, 2].map(async (n) => enterprises.enterpriseOf(enterpriseId(2, n))));
    expect(two?.group).to.equal(one?.group);
    expect(two?.party).to.equal(partyNullifier((await wujin.keys()).current, firm(2).creditCode));
  });

  it("changes nothing in a dry run, on the ledger or in the office", async () => {
    const file = await wujin.table("list.csv", csvOf([firm(1), firm(2)]));
    const { exit, out } = await importing(file, "--dry-run");
    expect([exit, ...out]).to.deep.equal([0, "2 can be registered"]);
    expect(await count()).to.equal(0);
    const names = [...(await filesIn(path.dirname(file))).keys()].filter((name) => !name.startsWith("nullifier-keys"));
    expect(names.sort()).to.deep.equal(["list.csv", "password"]);
  });

  it("is for a Bureau, and for its own district", async () => {
    const file = await wujin.table("list.csv", csvOf([firm(1)]));
    for (const [officer, ...more] of [["wujin approver"], ["operator"], ["wujin bureau", "--district", "1"]]) {
      const said = await inNameOf(officer ?? "", file, "--json", ...more);
      expect(said.json().error?.code).to.equal("DutyMissing");
    }
    expect(await count()).to.equal(0);
  });

  it("goes on where it was stopped between two batches, and the directory gets all", async () => {
    const ROWS = 2 * 70;
    const file = await wujin.table("list.csv", csvOf(firms(1, ROWS)));
    const input = { file, district: undefined, report: undefined, nullifierPasswordFile: wujin.passwordFile };
    const stop = new AbortController();
    const context = contextOf(await wujin.profile("wujin bureau"), { yes: true, signal: stop.signal });
    const io = { ...context.io, progress: () => ({ add: () => stop.abort(), end: () => undefined }) };
    const outcome: unknown = await importEnterprises(input, { ...context, io }).catch((error: unknown) => error);
    expect(outcome).to.have.property("code", "Interrupted");
    const before = await count();
    expect(before).to.be.greaterThan(0).and.lessThan(ROWS);
    expect((await wujin.directory()).all("enterprise")).to.deep.equal([]);

    const rows = rowsOf(await importing(file, "--json"));
    expect(rows.filter(({ end }) => end === "before")).to.have.length(before);
    expect(rows.filter(({ end }) => end === "done")).to.have.length(ROWS - before);
    expect(await count()).to.equal(ROWS);
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ROWS);
    const directory = await wujin.directory();
    expect(rows.map((_, i) => directory.byCreditCode("enterprise", firm(i + 1).creditCode)?.id)).to.deep.equal(
      ids.map((id) => enterpriseId(2, Number(id?.split("-")[1]))),
    );
  });

  it("speaks Chinese", async () => {
    const file = await wujin.table("list.csv", csvOf([firm(1), firm(2, { wallet: "0x12" })]));
    const { out } = await importing(file, "--lang", "zh");
    expect(out[0]).to.equal(`✗ ${file}：共 1 处问题，涉及 1 行，未发送任何内容。`);
    expect(out[1]).to.include("list.csv:3:3“钱包地址”：“0x12”不是账户地址。");
  });
});
