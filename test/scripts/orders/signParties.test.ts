import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { openOffice, person, tongdui, type Office, type Said } from "../support/office.ts";
import { codeOf, invoiceOf, openMarket, type Market } from "./market.ts";

const HEAD =
  "双创券编号,服务机构编号,使用券额,合同金额,服务类别,服务类别名称,合同编号,合同文件,交付天数,企业信用代码,服务机构信用代码";

describe("Whoever signs what an office drafted", () => {
  let office: Office;
  let market: Market;
  let operator: string;
  let firm: string;
  let laboratory: string;
  let folder: string;
  let state: string;
  const file = (name: string): string => path.join(folder, name);
  before(async () => {
    office = await openOffice();
    market = await openMarket(office);
    operator = await office.profile("operator", market.keys);
    const { program } = market.scene;
    [firm, laboratory] = [`firm ${program}-1`, `laboratory ${program}`];
    expect(person(firm).address).to.equal(market.scene.enterprises[0]!.key.address);
    expect(person(laboratory).address).to.equal(market.scene.providerKey.address);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await market.folder();
    await writeFile(file("contract.pdf"), "the contract");
  });

  const asOperator = async (...words: string[]): Promise<Said> => tongdui([...words, "--json", "--profile", operator]);
  const draftOrder = async (): Promise<string> => {
    const { vouchers, provider, enterprises, providerKey } = market.scene;
    const codes = [enterprises[0]!.key, providerKey].map(({ address }) => codeOf(address));
    const cells = [formatVoucher(vouchers[0]!), formatProvider(provider), 30_000, 100_000, 1, "Research"];
    const row = [...cells, "HT-9", "contract.pdf", 60, ...codes].join(",");
    await writeFile(file("contracts.csv"), `${HEAD}\n${row}\n`);
    const said = await asOperator("order", "draft", file("contracts.csv"));
    const [draft] = (said.json().data as { orders: { file: string }[] }).orders;
    return draft!.file;
  };
  const sign = async (name: string, ...words: string[]): Promise<Said> =>
    office.tongdui(name, "sign", ...words, "--yes", "--json");
  const signed = async (name: string, ...words: string[]): Promise<{ file: string; side: string }> => {
    const said = await sign(name, ...words);
    if (said.exit !== 0) throw new Error(said.out.join("\n"));
    return (said.json().data as { file: string; side: string }[])[0]!;
  };
  const placed = async (): Promise<string> => {
    const draft = await draftOrder();
    for (const name of [firm, laboratory]) await signed(name, "order", draft);
    const said = await market.tongdui("operator", "order", "place", folder, "--yes", "--json");
    return (said.json().data as { rows: { order: string }[] }).rows[0]!.order;
  };
  const draftClaim = async (): Promise<string> => {
    const order = await placed();
    const { number, seller } = invoiceOf(market, 7);
    await writeFile(
      file("june.csv"),
      `订单,发票号码,销售方信用代码,发票金额,交付说明\n${order},${number},${seller},50000.00,Report handed over\n`,
    );
    const said = await asOperator("redeem", "draft", file("june.csv"), ...market.password);
    return (said.json().data as { claims: { file: string }[] }).claims[0]!.file;
  };
  const change = async (name: string, from: string, to: string): Promise<void> =>
    writeFile(name, (await readFile(name, "utf8")).replaceAll(from, to));

  it("is refused where the account is neither party's, and nothing is written", async () => {
    const draft = await draftOrder();
    const before = await readdir(folder);
    for (const name of ["wujin bureau", `firm ${market.scene.program}-2`]) {
      const said = await sign(name, "order", draft);
      expect([said.exit, said.json().error?.code]).to.deep.equal([1, "NotTheParty"]);
      for (const part of [
        formatEnterprise(market.scene.enterprises[0]!.id),
        person(firm).address,
        formatProvider(market.scene.provider),
        person(name).address,
      ])
        expect(said.json().error?.sentence).to.include(part);
    }
    expect(await readdir(folder)).to.deep.equal(before);
  });

  it("is told as whom it signs, from the draft and from the other party's file", async () => {
    const first = await signed(firm, "order", await draftOrder());
    expect(first.side).to.equal("enterprise");
    expect((await sign("wujin bureau", "order", first.file)).json().error?.code).to.equal("NotTheParty");
    expect((await signed(laboratory, "order", first.file)).side).to.equal("provider");
  });

  it("sees the order, its contract and its class before signing", async () => {
    const said = await office.tongdui(firm, "sign", "order", await draftOrder(), "--dry-run");
    const shown = said.err.join("\n");
    for (const part of [
      "HT-9",
      "¥100,000.00",
      "¥30,000.00",
      "1 Research (as the draft says)",
      "You sign as enterprise",
    ])
      expect(shown).to.include(part);
    expect(shown).not.to.match(/0x[0-9a-f]{64}/);
  });

  it("signs a claim as provider only, and accepts or refuses it as enterprise only", async () => {
    const draft = await draftClaim();
    expect((await sign(firm, "claim", draft)).json().error?.code).to.equal("NotTheParty");
    const claim = await signed(laboratory, "claim", draft);
    expect((await sign(laboratory, "acceptance", claim.file)).json().error?.code).to.equal("NotTheParty");
    const late = ["--reason", "Too late"];
    expect((await sign(laboratory, "refusal", claim.file, ...late)).json().error?.code).to.equal("NotTheParty");
    expect((await signed(firm, "refusal", claim.file, ...late)).side).to.equal("enterprise");
    expect((await signed(firm, "acceptance", claim.file)).side).to.equal("enterprise");
  });

  it("sees what a claim is of, its invoices and what is drawn, when claiming, accepting and refusing", async () => {
    const draft = await draftClaim();
    const { number } = invoiceOf(market, 7);
    const parts = [formatVoucher(market.scene.vouchers[0]!), "HT-9", "¥100,000.00", number, "¥50,000.00", "¥25,000.00"];
    const look = async (name: string, ...words: string[]): Promise<void> => {
      const shown = (await office.tongdui(name, "sign", ...words, "--dry-run")).err.join("\n");
      for (const part of [...parts, "Locked on the voucher: ¥30,000.00", "Report handed over"])
        expect(shown).to.include(part);
    };
    await look(laboratory, "claim", draft);
    const { file: claim } = await signed(laboratory, "claim", draft);
    await look(firm, "acceptance", claim);
    await look(firm, "refusal", claim, "--reason", "Late");
  });

  it("is told by place and redeem that drafts are not signed yet, and by show that they are not placed", async () => {
    const draft = await draftOrder();
    for (const files of [folder, draft]) {
      const said = await market.tongdui("operator", "order", "place", files, "--yes", "--json");
      expect([said.exit, said.json().error?.code]).to.deep.equal([1, "NothingSigned"]);
      expect(said.out.join("\n")).to.include("tongdui sign order");
    }
    const shown = await office.tongdui("auditor", "order", "show", draft, "--json");
    expect([shown.exit, shown.json().error?.code]).to.deep.equal([1, "OrderNotPlaced"]);
    const { file: first } = await signed(firm, "order", draft);
    expect((await office.tongdui("auditor", "order", "show", first, "--json")).json().error?.code).to.equal(
      "OrderNotPlaced",
    );
    const claim = await draftClaim();
    expect((await office.tongdui("auditor", "order", "show", draft, "--json")).exit).to.equal(0);
    expect((await office.tongdui("auditor", "order", "show", claim, "--json")).exit).to.equal(0);
    const said = await market.tongdui("operator", "redeem", claim, "--yes", "--json", "--notice-days", "5");
    expect([said.exit, said.json().error?.code]).to.deep.equal([1, "NothingSigned"]);
  });

  it("sees the order that is given up, from its file and from the other party's", async () => {
    const { file: order } = await signed(firm, "order", await draftOrder());
    expect((await sign("wujin bureau", "cancellation", order)).json().error?.code).to.equal("NotTheParty");
    const { file: first } = await signed(firm, "cancellation", order);
    expect((await sign("wujin bureau", "cancellation", first)).json().error?.code).to.equal("NotTheParty");
    const said = await office.tongdui(laboratory, "sign", "cancellation", first, "--dry-run", "--lang", "zh");
    expect(said.err.join("\n")).to.include("锁定券额：¥30,000.00").and.to.include("合同编号：HT-9（据草稿）");
  });

  it("signs no claim whose draft tells of another order than it names", async () => {
    const draft = await draftClaim();
    await change(draft, '"amount": "30000.00"', '"amount": "300000.00"');
    expect((await sign(laboratory, "claim", draft)).json().error?.code).to.equal("DraftChanged");
  });

  it("finds its new wallet in a draft that is made again, under the same number", async () => {
    const draft = await draftOrder();
    const text = await readFile(draft, "utf8");
    await change(draft, person(firm).address, person("an earlier wallet").address);
    expect((await sign(firm, "order", draft)).json().error?.code).to.equal("NotTheParty");
    expect(await draftOrder()).to.equal(draft);
    expect(await readFile(draft, "utf8")).to.equal(text);
  });
});
