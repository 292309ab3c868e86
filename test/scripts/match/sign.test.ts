import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { verifyTypedData } from "ethers";
import { formatEnterprise } from "../../../client/ids.ts";
import { KeptDocument } from "../../../client/documents/record.ts";
import { readPostDraft } from "../../../scripts/matching/draft.ts";
import { momentOf } from "../../../scripts/orders/moment.ts";
import { demandOfDraft, textsOfDraft } from "../../../client/matching/draft.ts";
import { demandIdOf, MATCH_MESSAGE_TYPES } from "../../../client/matching/messages.ts";
import type { PublicText } from "../../../client/matching/texts.ts";
import { matchingDomainOf } from "../support/matching.ts";
import { openOffice, type Office } from "../support/office.ts";
import { openFair, type Fair } from "./parties.ts";

describe("Signing a demand, an offer and a match", () => {
  let office: Office;
  let fair: Fair;
  let folder: string;
  before(async () => {
    office = await openOffice();
    fair = await openFair(office);
  });
  after(async () => office.close());
  beforeEach(async () => void (folder = await fair.folder()));

  const text = async (over?: Record<string, unknown>): Promise<string> =>
    fair.write(folder, "demand.json", await fair.demand(over));
  const kept = async (file: string): Promise<KeptDocument> => KeptDocument.parse(await readFile(file, "utf8"), file);
  const codeOfError = async (...words: string[]): Promise<string | undefined> =>
    (await office.tongdui(fair.firms[0]!, "sign", ...words, "--yes", "--json")).json().error?.code;

  it("signs for Matching what the file says, with a text that opens the commitment and the contact apart from it", async () => {
    const signed = await fair.sign(fair.firms[0]!, "demand", await text({ district: "1" }));
    const { message, signature, signer } = JSON.parse(await readFile(signed.file, "utf8")) as {
      message: Record<string, string>;
      signature: string;
      signer: string;
    };
    const [open, hidden] = await Promise.all(signed.files.map(kept));
    expect(open!.commitment).to.equal(message["content"]);
    const says = open!.document as unknown as PublicText;
    expect(says).to.include({ kind: "demand", serviceClass: 1, district: 1, private: hidden!.commitment });
    expect(JSON.stringify(says)).to.not.match(/13800138000|李伟|furnace is our own/);
    expect(hidden!.document).to.deep.equal({
      kind: "demand, private part",
      party: formatEnterprise(fair.market.scene.enterprises[0]!.id),
      contact: { name: "李伟", phone: "13800138000" },
      details: "The furnace is our own",
    });
    const { enterprises } = fair.market.scene;
    const terms = {
      enterprise: enterprises[0]!.id,
      content: message["content"],
      serviceClass: 1,
      district: 1,
      through: (await office.today()) + 30,
      deadline: momentOf(message["deadline"]!),
    };
    const by = verifyTypedData(matchingDomainOf(office), MATCH_MESSAGE_TYPES.Demand, terms, signature);
    expect([by, signer]).to.deep.equal([enterprises[0]!.key.address, by]);
    expect(await readFile(signed.file, "utf8")).to.not.match(/13800138000|李伟|"salt": "0x.*"document"/s);
  });

  it("comes to the texts and the number that the browser makes of the same words", async () => {
    const file = await text();
    const signed = await fair.sign(fair.firms[0]!, "demand", file);
    const [open, hidden] = await Promise.all(signed.files.map(kept));
    const draft = await readPostDraft("demand", file);
    const browser = textsOfDraft("demand", { ...draft, title: ` ${draft.title}\n` }, Date.now());
    expect(browser.hidden!.document).to.deep.equal(hidden!.document);
    const named = { private: hidden!.commitment };
    expect({ ...(browser.open.document as object), ...named }).to.deep.equal(open!.document);
    const message = demandOfDraft(draft, open!.commitment);
    expect(demandIdOf(matchingDomainOf(office), message)).to.equal(signed.digest);
    expect(demandOfDraft(draft, browser.open.commitment)).to.not.deep.equal(message);
  });

  it("finds its own signature again, on whatever day", async () => {
    const file = await text();
    const first = await fair.sign(fair.firms[0]!, "demand", file);
    expect(await fair.sign(fair.firms[0]!, "demand", file)).to.deep.equal({ ...first, isNew: false });
    const found = (await readdir(folder)).filter((name) => name.startsWith("demand-"));
    expect(found).to.have.length(2);
    expect(await readdir(path.join(folder, "private"))).to.have.length(1);
  });

  it("makes what was lost of its files again, and another signature of another text alone", async () => {
    const file = await text();
    const first = await fair.sign(fair.firms[0]!, "demand", file);
    await rm(first.files[1]!);
    expect(await fair.sign(fair.firms[0]!, "demand", file)).to.include({ digest: first.digest, isNew: false });
    expect((await kept(first.files[1]!)).purpose).to.equal("demand, private part");
    const other = await fair.sign(fair.firms[0]!, "demand", await text({ title: "Another" }));
    expect(other).to.include({ isNew: true }).and.not.include({ digest: first.digest });
  });

  it("warns before it asks of a phone, an ID number and a mail address that everybody would read, each with its field", async () => {
    const file = await text({
      title: "Ring 139 0013 8000",
      wanted: "Ask 11010519491231002X, or write to li@example.com",
      contact: { phone: "13800138000" },
    });
    const { err, json, exit } = await office.tongdui(fair.firms[0]!, "sign", "demand", file, "--dry-run", "--json");
    expect(exit).to.equal(0);
    const { warnings } = json().data as { warnings: { en: string; zh: string }[] };
    expect(warnings.map(({ en }) => /field (\w+),.*like (.*?) \(/.exec(en)?.slice(1))).to.deep.equal([
      ["title", "a mobile phone number"],
      ["wanted", "a resident's ID number"],
      ["wanted", "a mail address"],
    ]);
    for (const { en, zh } of warnings) {
      expect(err.join("\n")).to.include(en);
      expect(zh).to.match(/公开字段“(标题|需求内容)”/);
    }
    const { out } = await office.answering([false], fair.firms[0]!, "sign", "demand", file, "--json");
    expect(out.join("")).to.include("NotConfirmed");
    expect((await readdir(folder)).filter((name) => name.includes("-by-"))).to.deep.equal([]);
  });

  it("says nothing of contact and details, which only the matched party is shown", async () => {
    const { json } = await office.tongdui(fair.firms[0]!, "sign", "demand", await text(), "--dry-run", "--json");
    expect((json().data as { warnings: unknown[] }).warnings).to.deep.equal([]);
  });

  it("signs all texts of a folder, and none of another kind", async () => {
    await text();
    await fair.write(folder, "second.json", await fair.demand({ title: "A second one" }));
    await fair.write(folder, "offer.json", await fair.offer());
    const said = await office.tongdui(fair.firms[0]!, "sign", "demand", folder, "--yes", "--json");
    expect((said.json().data as { signed: unknown[] }).signed).to.have.length(2);
    expect(await codeOfError("demand", path.join(folder, "offer.json"))).to.equal("NotSignedYet");
  });

  it("refuses a text that is too long, a last day that is over, and fields that it does not know", async () => {
    expect(await codeOfError("demand", await text({ title: "长".repeat(201) }))).to.equal("FieldUnfit");
    expect(await codeOfError("demand", await text({ through: "2020-01-01" }))).to.equal("DeadlineOver");
    expect(await codeOfError("demand", await text({ phone: "13800138000" }))).to.equal("FieldUnfit");
  });

  it("lets the second party of a match sign the bytes that the first one signed", async () => {
    const demand = await fair.sign(fair.firms[0]!, "demand", await text());
    const offerFile = await fair.write(folder, "offer.json", await fair.offer({ demand: demand.digest }));
    const offer = await fair.sign(fair.laboratory, "offer", offerFile);
    const named = ["--demand", demand.file, "--offer", offer.file, "--out", folder, "--through", "2130-01-01"];
    const first = await fair.sign(fair.laboratory, "match", ...named);
    const second = await fair.sign(fair.firms[0]!, "match", first.file);
    expect(second.digest).to.equal(first.digest);
    const [one, two] = await Promise.all(
      [first, second].map(async ({ file }) => JSON.parse(await readFile(file, "utf8")) as { message: object }),
    );
    expect(two!.message).to.deep.equal(one!.message);
    expect(one!.message).to.include({ demand: demand.digest, offer: offer.digest });
    const again = await office.tongdui(fair.laboratory, "sign", "match", first.file, "--yes", "--json");
    expect(again.json().error?.code).to.equal("OwnSignature");
    expect(await codeOfError("match", "--demand", demand.digest)).to.equal("MatchUnsaid");
  });

  it("says what was signed, by whom and whether it is good", async () => {
    const { file } = await fair.sign(fair.firms[0]!, "demand", await text());
    const good = await office.tongdui(fair.firms[0]!, "sign", "check", file);
    expect(good.exit).to.equal(0);
    expect(good.out.join("\n")).to.include("石墨烯粉体制备工艺优化").and.include("Signed by 0x");
    await writeFile(file, (await readFile(file, "utf8")).replace('"serviceClass": "1"', '"serviceClass": "2"'));
    const changed = await office.tongdui(fair.firms[0]!, "sign", "check", file, "--json");
    expect(changed.exit).to.equal(5);
    expect(changed.out.join("")).to.include("SignatureFileChanged");
  });
});
