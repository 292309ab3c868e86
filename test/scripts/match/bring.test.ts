import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { codes, openFair, rowsOf, type Fair, type Signed } from "./parties.ts";

describe("From a demand and an offer to an order", () => {
  let office: Office;
  let fair: Fair;
  let folder: string;
  let state: string;
  let demands = 0;
  before(async () => {
    office = await openOffice();
    fair = await openFair(office);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  beforeEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    folder = await fair.folder();
  });

  const firm = (): string => fair.firms[0]!;
  const match = async (name: string, ...words: string[]): Promise<Said> =>
    office.tongdui(name, "match", ...words, "--yes", "--json");
  const signDemand = async (over?: Record<string, unknown>): Promise<Signed> => {
    demands += 1;
    return fair.sign(firm(), "demand", await fair.write(folder, `text-${demands}.json`, await fair.demand(over)));
  };
  const signOffer = async (over?: Record<string, unknown>): Promise<Signed> =>
    fair.sign(fair.laboratory, "offer", await fair.write(folder, "offering.json", await fair.offer(over)));
  const signMatch = async (demand: Signed, offer: Signed): Promise<[Signed, Signed]> => {
    const out = ["--out", folder, "--through", "2130-01-01"];
    const first = await fair.sign(firm(), "match", "--demand", demand.file, "--offer", offer.file, ...out);
    return [first, await fair.sign(fair.laboratory, "match", first.file)];
  };
  /** A demand, its answer and their match, all on the ledger. */
  const matched = async () => {
    const demand = await signDemand();
    const offer = await signOffer({ demand: demand.digest });
    const [{ digest }] = await signMatch(demand, offer);
    expect((await match("operator", "post", folder)).exit).to.equal(0);
    expect((await match("operator", "accept", folder)).exit).to.equal(0);
    return { demand: demand.digest, offer: offer.digest, match: digest };
  };
  const orderWords = async (number: string, over: readonly string[] = []): Promise<string[]> => {
    const contract = path.join(folder, `${number}.pdf`);
    await writeFile(contract, `the contract ${number}`);
    const said = ["--value", "100,000.00", "--contract-number", number, "--contract", contract, "--deliver-days", "60"];
    return ["--voucher", formatVoucher(fair.market.scene.vouchers[0]!), ...said, ...over, "--out", folder];
  };

  it("posts a demand and the offer that answers it in one run, and matches them; each once", async () => {
    const demand = await signDemand();
    const offer = await signOffer({ demand: demand.digest });
    const posted = await match("operator", "post", folder);
    expect(rowsOf(posted).map(({ kind, id, end }) => [kind, id, end])).to.deep.equal([
      ["demand", demand.digest, "done"],
      ["offer", offer.digest, "done"],
    ]);
    await signMatch(demand, offer);
    expect(rowsOf(await match("wujin bureau", "accept", folder)).map(({ end }) => end)).to.deep.equal(["done"]);
    const before = await office.provider.getBlockNumber();
    expect(rowsOf(await match("operator", "post", folder)).map(({ end }) => end)).to.deep.equal(["before", "before"]);
    expect(rowsOf(await match("operator", "accept", folder)).map(({ end }) => end)).to.deep.equal(["before"]);
    expect(await office.provider.getBlockNumber()).to.equal(before);
  });

  it("keeps the public text where it is posted, and never the contact", async () => {
    const demand = await signDemand();
    await match("operator", "post", folder);
    const shown = (await office.tongdui("operator", "match", "show", demand.digest.slice(0, 10), "--json")).json();
    expect(shown.data).to.include({ state: "Open", title: "石墨烯粉体制备工艺优化", kind: "demand" });
    const listed = (await office.tongdui("operator", "document", "list", "--json")).out.join("");
    expect(listed).to.not.match(/13800138000|李伟/);
    const elsewhere = (await office.tongdui("yangpu bureau", "match", "show", demand.digest, "--json")).json();
    expect(elsewhere.data).to.include({ state: "Open", title: null });
  });

  it("says where a text is not here, and posts all the same", async () => {
    const demand = await signDemand({ title: "handed in without its text" });
    const [row] = rowsOf(await match("operator", "post", demand.file));
    expect(row).to.include({ end: "done" });
    expect(row!.remarks.map(({ en }) => en).join("")).to.include("is not here");
  });

  it("refuses a text that is not of what was signed", async () => {
    const [first, second] = [await signDemand(), await signDemand({ title: "second", serviceClass: "2" })];
    const content = (JSON.parse(await readFile(first.file, "utf8")) as { message: { content: string } }).message
      .content;
    const record = JSON.parse(await readFile(second.files[0]!, "utf8")) as { commitment: string };
    expect(record.commitment).to.not.equal(content);
    await copyFile(second.files[0]!, first.files[0]!);
    const text = await readFile(first.files[0]!, "utf8");
    await writeFile(first.files[0]!, text.replace(record.commitment, content));
    const said = await match("operator", "post", first.file, first.files[0]!);
    expect(said.json().error?.code).to.equal("DocumentFileDiffers");
  });

  it("warns whoever posts of personal data in what everybody will read, and names field and pattern", async () => {
    const demand = await signDemand({ title: "Ring 13900138000" });
    const said = await office.tongdui("operator", "match", "post", folder, "--yes", "--json");
    const [row] = rowsOf(said);
    expect(row).to.include({ id: demand.digest, end: "done" });
    expect(row!.remarks.map(({ en }) => en)).to.have.length(1);
    expect(row!.remarks[0]!.en).to.include("The field title").and.include("a mobile phone number (139…00)");
    expect(said.err.join("\n")).to.include(row!.remarks[0]!.en);
  });

  it("leaves what lacks a half or would be refused, names it, and does the rest", async () => {
    const demand = await signDemand();
    const late = await signDemand({ title: "of a class nobody is admitted to", serviceClass: "9" });
    const offer = await signOffer({ demand: demand.digest });
    const other = await signOffer({ demand: late.digest, serviceClass: "9", title: "in class 9" });
    const posted = await match("operator", "post", folder);
    expect(posted.exit).to.equal(3);
    const ends = new Map(rowsOf(posted).map(({ id, end }) => [id, end]));
    expect([demand, late, offer, other].map(({ digest }) => ends.get(digest))).to.deep.equal([
      ...["done", "done", "done", "refused"],
    ]);
    const half = await fair.sign(
      firm(),
      "match",
      "--demand",
      demand.file,
      "--offer",
      offer.file,
      "--out",
      folder,
      "--through",
      "2130-01-01",
    );
    const left = await match("operator", "accept", folder);
    expect(left.exit).to.equal(3);
    expect(rowsOf(left)[0]).to.include({ id: half.digest, end: "left", code: "SignatureMissing" });
  });

  it("takes no demand that another account than the enterprise's wallet signed, and no act of a stranger", async () => {
    const { digest } = await fair.sign(
      fair.firms[1]!,
      "demand",
      await fair.write(folder, "d.json", await fair.demand()),
    );
    const [row] = rowsOf(await match("operator", "post", folder));
    expect(row).to.include({ id: digest, end: "refused", code: "SignedByOther" });
    const own = await signDemand();
    const rows = rowsOf(await match("yangpu bureau", "post", own.file));
    expect(rows.map(({ end }) => end)).to.deep.equal(["refused"]);
  });

  it("takes a demand and an offer back, once, and not what is matched", async () => {
    const demand = await signDemand({ title: "thought better of" });
    await match("operator", "post", folder);
    await fair.sign(firm(), "post-withdrawal", demand.file, "--through", "2130-01-01");
    expect(rowsOf(await match("a stranger", "withdraw", folder))[0]).to.include({ kind: "demand", end: "done" });
    expect(rowsOf(await match("operator", "withdraw", folder))[0]).to.include({ end: "before" });
    expect((await match("operator", "show", demand.digest)).json().data).to.include({ state: "Withdrawn" });
    const [again] = rowsOf(await match("operator", "post", demand.file));
    expect(again).to.include({ end: "before" });
    expect(again!.remarks[0]!.en).to.include("is withdrawn");
    folder = await fair.folder();
    const { offer } = await matched();
    await fair.sign(fair.laboratory, "post-withdrawal", offer, "--out", folder, "--through", "2130-01-01");
    expect(rowsOf(await match("operator", "withdraw", folder))[0]).to.include({ end: "refused", code: "PostIn" });
  });

  it("takes back a signature that is not used yet, after which it is worth nothing; one that is used stays", async () => {
    const demand = await signDemand({ title: "signed in haste" });
    const back = await fair.sign(firm(), "withdrawal", demand.file);
    expect(back.kind).to.equal("signature-withdrawal");
    expect(rowsOf(await match("a stranger", "withdraw", back.file))[0]).to.include({ kind: "signature", end: "done" });
    expect(rowsOf(await match("a stranger", "withdraw", back.file))[0]).to.include({ end: "before" });
    expect(rowsOf(await match("operator", "post", demand.file))[0]).to.include({ end: "refused" });
    const used = await signDemand({ title: "posted at once" });
    await match("operator", "post", used.file);
    const late = await fair.sign(firm(), "withdrawal", used.file);
    expect(rowsOf(await match("operator", "withdraw", late.file))[0]).to.include({
      end: "refused",
      code: "SignatureUsed",
    });
    const others = await office.tongdui(fair.laboratory, "sign", "withdrawal", used.file, "--yes", "--json");
    expect(others.json().error?.code).to.equal("NotOwnSignature");
  });

  it("lists what is open, matched and withdrawn, by class, district and party", async () => {
    const all = await matched();
    const open = await signDemand({ title: "still open", serviceClass: "2" });
    await match("operator", "post", folder);
    const listed = async (...words: string[]): Promise<unknown[]> =>
      ((await match("operator", "list", ...words)).json().data as { rows: { id: string }[] }).rows.map(({ id }) => id);
    expect(await listed()).to.have.members([all.demand, open.digest]);
    expect(await listed("demands", "--state", "open")).to.deep.equal([open.digest]);
    expect(await listed("demands", "--class", "1")).to.deep.equal([all.demand]);
    expect(await listed("demands", "--district", "1")).to.deep.equal([]);
    expect(await listed("offers", "--district", "1", "--state", "matched")).to.deep.equal([all.offer]);
    const enterprise = formatEnterprise(fair.market.scene.enterprises[0]!.id);
    expect(await listed("matches", "--enterprise", enterprise)).to.deep.equal([all.match]);
    expect(await listed("matches", "--provider", "P1-9")).to.deep.equal([]);
    const { out } = await office.tongdui("operator", "match", "list", "matches", "--lang", "zh");
    expect(out.join("\n")).to.include("对接清单").and.include("石墨烯粉体制备工艺优化");
  });

  it("drafts the order of a match in one step, which both sign, and which is recorded under it once placed", async () => {
    const all = await matched();
    folder = await fair.folder();
    const words = await orderWords("HT-1", codes(fair));
    const drafted = await match("operator", "order", all.match.slice(0, 12), ...words);
    expect(drafted.exit, drafted.out.join("")).to.equal(0);
    const [draft] = (drafted.json().data as { orders: { file: string; amountFen: string; provider: string }[] }).orders;
    // Half of the contract, which the program pays, and the voucher's face is more.
    expect(draft).to.include({ amountFen: "5000000", provider: formatProvider(fair.market.scene.provider) });
    expect(JSON.parse(await readFile(draft!.file, "utf8"))).to.include({ reference: all.match, serviceClass: "1" });
    expect((await match("operator", "order", all.match, ...words)).json().data).to.have.nested.property(
      "orders[0].end",
      "before",
    );

    const signed = async (name: string, file: string): Promise<string> => {
      const said = await office.tongdui(name, "sign", "order", file, "--yes", "--json");
      return (said.json().data as { file: string }[])[0]!.file;
    };
    const first = await signed(firm(), draft!.file);
    await signed(fair.laboratory, first);
    const placed = await fair.market.tongdui("operator", "order", "place", folder, "--yes", "--json");
    expect(placed.exit, placed.out.join("")).to.equal(0);
    const { order } = (placed.json().data as { rows: { order: string }[] }).rows[0]!;
    expect(rowsOf(await match("a stranger", "record"))[0]).to.include({ kind: "order", id: order, end: "done" });
    expect((await match("operator", "record")).json().data).to.deep.equal({ rows: [] });
    expect(rowsOf(await match("operator", "record", order))[0]).to.include({ end: "before" });
    expect((await match("operator", "show", all.match)).json().data).to.deep.include({ orders: [order] });
    expect(await office.ledger.matching.matchOfOrder(order)).to.equal(all.match);
    expect(decodeOrder(await office.ledger.orders.wordOf(order)).amount).to.equal(5_000_000n);
  });

  it("drafts no order on another's voucher, of another class or under a match that is not there", async () => {
    const all = await matched();
    const words = await orderWords("HT-2", codes(fair, 1));
    const other = words.map((word) => (word === "1-000001" ? formatVoucher(fair.market.scene.vouchers[1]!) : word));
    expect((await match("operator", "order", all.match, ...other)).json().error?.code).to.equal("MatchOfOthers");
    const unknown = await match(
      "operator",
      "order",
      `0x${"12".repeat(32)}`,
      ...(await orderWords("HT-3", codes(fair))),
    );
    expect(unknown.json().error?.code).to.equal("PostNotOnLedger");
    const head =
      "双创券编号,服务机构编号,使用券额,合同金额,服务类别,合同编号,合同文件,交付天数,企业信用代码,服务机构信用代码,对接编号";
    const [, buyer, , seller] = codes(fair);
    const { vouchers, provider } = fair.market.scene;
    const row = [
      formatVoucher(vouchers[0]!),
      formatProvider(provider),
      "30000",
      "100000",
      "2",
      "HT-2",
      "HT-2.pdf",
      "60",
    ];
    await writeFile(path.join(folder, "t.csv"), [head, [...row, buyer, seller, all.match].join(",")].join("\n"));
    const said = await office.tongdui("operator", "order", "draft", path.join(folder, "t.csv"), "--json");
    expect(said.json().error?.code).to.equal("FileHasComplaints");
    expect(said.json().error?.sentence).to.include("of enterprise").and.include("class 1");
  });
});
