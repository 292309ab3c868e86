import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id as hashOf } from "ethers";
import { groupNullifier } from "../../../client/documents/nullifier.ts";
import { enterpriseId } from "../../../client/ids.ts";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import { ENTERPRISE } from "../../../scripts/registers/register.ts";
import { profileOf } from "../../../scripts/registers/papers.ts";
import { tongdui, openOffice, type Office, type Said } from "../support/office.ts";
import { csvOf, firm, newKey, openBureau, type Bureau } from "./bureau.ts";

const FIRMS = 30;

describe("The register of enterprises", () => {
  let office: Office;
  let wujin: Bureau;
  before(async () => {
    office = await openOffice();
    wujin = await openBureau(office, await newKey(1), "wujin");
    const list = await wujin.table("list.csv", csvOf(Array.from({ length: FIRMS }, (_, i) => firm(i + 1))));
    await run("wujin bureau", "import", list, "--nullifier-password-file", wujin.passwordFile);
  });
  after(async () => office.close());

  /** Each test has a firm of its own, which is called by its id. */
  let number = 0;
  let firmId = "";
  const next = (): string => {
    number += 1;
    return `2-${number}`;
  };
  beforeEach(() => {
    firmId = next();
  });

  const run = async (officer: string, ...words: string[]): Promise<Said> =>
    wujin.run(officer, "enterprise", ...words, "--yes");
  const propose = async (...words: string[]): Promise<Said> => run("wujin bureau", ...words);
  const confirm = async (...words: string[]): Promise<Said> => run("wujin approver", ...words, "--confirm");
  const codeOf = async (officer: string, ...words: string[]): Promise<string | undefined> =>
    (await run(officer, ...words, "--json")).json().error?.code;
  const stateOf = async (id = firmId) =>
    office.ledger.enterprises.enterpriseOf(enterpriseId(2, Number(id.split("-")[1])));
  const statusOf = async (id = firmId): Promise<bigint> => (await stateOf(id)).status;
  const nameOf = (id = firmId): string => firm(Number(id.split("-")[1])).name;
  const firstOf = ({ out }: Said): string => (out[0] ?? "").replace(/(: done)? \(block \d+\)/, "");

  describe("freezing", () => {
    it("is done by the Bureau at once, once, for the same reason", async () => {
      const said = await propose("freeze", firmId, "--reason", "no one at the address");
      expect(firstOf(said)).to.equal(`✓ Freeze enterprise ${firmId} ${nameOf()}`);
      expect(await statusOf()).to.equal(ENTERPRISE.frozen);
      const again = await propose("freeze", firmId, "--reason", "no one at the address");
      expect(firstOf(again)).to.equal(`✓ Freeze enterprise ${firmId} ${nameOf()}: was done before`);
    });

    it("is refused for another reason while it is frozen", async () => {
      await propose("freeze", firmId, "--reason", "one");
      expect(await codeOf("wujin bureau", "freeze", firmId, "--reason", "another")).to.equal("EnterpriseIn");
    });

    it("is for the home Bureau alone", async () => {
      for (const officer of ["wujin approver", "yangpu bureau", "operator"]) {
        expect(await codeOf(officer, "freeze", firmId, "--reason", "x")).to.equal("DutyMissing");
      }
    });

    it("is ended by two officers, the second of whom reads the reason", async () => {
      await propose("freeze", firmId, "--reason", "no one at the address");
      const proposed = await propose("unfreeze", firmId, "--reason", "found at the new\naddress");
      expect(proposed.out.at(-1)).to.include("--confirm");
      expect(await statusOf()).to.equal(ENTERPRISE.frozen);
      const confirmed = await confirm("unfreeze", firmId);
      expect(confirmed.err.join("\n")).to.include("Reason: found at the new address");
      expect(await statusOf()).to.equal(ENTERPRISE.active);
      expect(firstOf(await confirm("unfreeze", firmId))).to.match(/was done before$/);
    });

    it("can be begun again for the same reason after it was ended", async () => {
      for (const round of [1, 2]) {
        await propose("freeze", firmId, "--reason", "the same");
        expect(await statusOf()).to.equal(ENTERPRISE.frozen);
        await propose("unfreeze", firmId, "--reason", `settled ${round}`);
        await confirm("unfreeze", firmId);
        expect(await statusOf()).to.equal(ENTERPRISE.active);
      }
    });

    it("is not ended by one officer, or after the proposal was taken back", async () => {
      await propose("freeze", firmId, "--reason", "one");
      await propose("unfreeze", firmId, "--reason", "two");
      expect(await codeOf("wujin bureau", "unfreeze", firmId, "--confirm")).to.equal("DutyMissing");
      await propose("unfreeze", firmId, "--take-back");
      expect(await codeOf("wujin approver", "unfreeze", firmId, "--confirm")).to.equal("NothingProposed");
      expect(await statusOf()).to.equal(ENTERPRISE.frozen);
    });

    it("needs a reason", async () => {
      expect(await codeOf("wujin bureau", "freeze", firmId)).to.equal("UsageWrong");
      expect(await codeOf("wujin bureau", "freeze", firmId, "--reason", " ")).to.equal("ReasonMissing");
      expect(await codeOf("wujin bureau", "unfreeze", firmId)).to.equal("UsageWrong");
    });

    it("of an unknown enterprise is refused in a sentence", async () => {
      const { json } = await run("wujin bureau", "freeze", "2-999", "--reason", "x", "--json");
      expect(json().error?.sentence).to.include("Enterprise 2-999 is not registered");
    });

    it("is only tried in a dry run, which leaves no document behind", async () => {
      const store = await DocumentStore.open(wujin.shared.documents!);
      const { length } = (await store.list()).kept;
      const said = await propose("freeze", firmId, "--reason", "never said before", "--dry-run");
      expect(said.out[0]).to.match(/the ledger would take it$/);
      expect(await statusOf()).to.equal(ENTERPRISE.active);
      expect((await store.list()).kept).to.have.length(length);
    });
  });

  describe("endings", () => {
    for (const [word, status] of [
      ["close", ENTERPRISE.closed],
      ["blacklist", ENTERPRISE.blacklisted],
    ] as const) {
      it(`${word} takes two officers, who are told that it is for good`, async () => {
        const proposed = await propose(word, firmId, "--reason", "struck off");
        expect(proposed.err.join("\n")).to.include("for good");
        expect(await statusOf()).to.equal(ENTERPRISE.active);
        const confirmed = await confirm(word, firmId);
        expect(confirmed.err.join("\n")).to.include("Reason: struck off").and.to.include("for good");
        expect(await statusOf()).to.equal(status);
        expect(firstOf(await confirm(word, firmId))).to.match(/was done before$/);
      });
    }

    it("are not confused: what was proposed to be closed is not blacklisted", async () => {
      await propose("close", firmId, "--reason", "struck off");
      expect(await codeOf("wujin approver", "blacklist", firmId, "--confirm")).to.equal("NothingProposed");
    });

    it("can be proposed twice for different reasons, and then one is named", async () => {
      await propose("close", firmId, "--reason", "first");
      await run("wujin bureau 2", "close", firmId, "--reason", "second");
      const { json } = await run("wujin approver", "close", firmId, "--confirm", "--json");
      expect(json().error?.code).to.equal("SeveralProposed");
      const [newest] = /0x[0-9a-f]{64}/.exec(json().error?.sentence ?? "") ?? [""];
      const confirmed = await confirm("close", firmId, "--matter", newest);
      expect(confirmed.err.join("\n")).to.include("Reason: second");
    });

    it("merging takes two officers", async () => {
      const other = next();
      await propose("merge", firmId, "--into", other);
      await confirm("merge", firmId, "--into", other);
      expect(await statusOf()).to.equal(ENTERPRISE.merged);
      const { mergedInto } = office.ledger.enterprises;
      expect(await mergedInto(enterpriseId(2, number - 1))).to.equal(enterpriseId(2, number));
      expect(firstOf(await confirm("merge", firmId, "--into", other))).to.match(/was done before$/);
    });

    it("merging into itself is refused", async () => {
      expect(await codeOf("wujin bureau", "merge", firmId, "--into", firmId)).to.equal("MergesIntoItself");
    });
  });

  describe("another controller", () => {
    const fileOf = async (identifier: string): Promise<string> => {
      const file = path.join(office.folder, `controller of ${firmId}`);
      await writeFile(file, identifier, { mode: 0o600 });
      return file;
    };
    const withKeys = (): string[] => ["--nullifier-password-file", wujin.passwordFile];

    it("is given in a file, and compared by the second officer", async () => {
      const file = await fileOf(firm(99).creditCode);
      await propose("regroup", firmId, "--controller-file", file, ...withKeys());
      const other = path.join(office.folder, "another controller");
      await writeFile(other, firm(98).creditCode, { mode: 0o600 });
      const differing = ["regroup", firmId, "--confirm", "--controller-file", other, ...withKeys()];
      expect(await codeOf("wujin approver", ...differing)).to.equal("OtherControllerProposed");
      const confirmed = await confirm("regroup", firmId, "--controller-file", file, ...withKeys());
      expect(confirmed.err.join("\n")).to.include("It is that of the controller you gave.");
      const mark = groupNullifier((await wujin.keys()).current, firm(99).creditCode);
      expect((await stateOf()).group).to.equal(await office.ledger.enterprises.groupOf(mark));
      expect(firstOf(await confirm("regroup", firmId))).to.match(/was done before$/);
    });

    it("is asked for where there is no file, and is nowhere repeated", async () => {
      const identifier = firm(97).creditCode;
      const profile = await wujin.profile("wujin bureau");
      const said = await tongdui(
        ["enterprise", "regroup", firmId, "--yes", ...withKeys(), "--profile", profile],
        [identifier],
      );
      expect(said.exit).to.equal(0);
      expect(said.err[0]).to.include("Identifier of the actual controller");
      expect([...said.out, ...said.err].join("\n")).not.to.include(identifier);
    });

    it("must be identified", async () => {
      const file = await fileOf("张三");
      const words = ["regroup", firmId, "--controller-file", file, ...withKeys()];
      expect(await codeOf("wujin bureau", ...words)).to.equal("ControllerIsName");
    });
  });

  describe("profiles", () => {
    const update = async (file: string, ...more: string[]): Promise<Said> =>
      run("wujin bureau", "update-profile", file, "--nullifier-password-file", wujin.passwordFile, ...more);

    it("are recorded where a table says something new", async () => {
      const [renamed, same] = [firm(number, { name: "改名后的公司" }), firm(Number(next().split("-")[1]))];
      const before = await stateOf(`2-${number}`);
      const file = await wujin.table("new.csv", csvOf([renamed, same]));
      const { out } = await update(file);
      expect(out).to.deep.equal(["1 recorded", "1 unchanged"]);
      const { profile } = await stateOf();
      const store = await DocumentStore.open(wujin.shared.documents!);
      expect((await profileOf(store, profile))?.name).to.equal("改名后的公司");
      expect((await wujin.directory()).label("enterprise", enterpriseId(2, number - 1))).to.include("改名后的公司");
      expect((await stateOf(`2-${number}`)).profile).to.equal(before.profile);
      expect((await update(file)).out).to.deep.equal(["2 unchanged"]);
    });

    it("are refused for who is not registered, or has another controller", async () => {
      const rows = [firm(number, { controller: firm(60).creditCode }), firm(500)];
      const said = await update(await wujin.table("bad.csv", csvOf(rows)), "--json");
      const { complaints } = said.json().data as { complaints: { line: number; code: string }[] };
      expect(complaints.map(({ line, code }) => [line, code])).to.deep.equal([
        [2, "ControllerDiffers"],
        [3, "PartyNotRegistered"],
      ]);
    });
  });

  describe("showing", () => {
    it("tells what the ledger says and what the office knows", async () => {
      await propose("freeze", firmId, "--reason", "an inspection");
      await propose("unfreeze", firmId, "--reason", "settled");
      const { out } = await run("auditor", "show", firmId);
      const text = out.join("\n");
      expect(text).to.include(nameOf()).and.to.include("an inspection").and.to.include("frozen");
      expect(text).to.include(`tongdui enterprise unfreeze ${firmId} --confirm`);
      const data = (await run("auditor", "show", firmId, "--json")).json().data as Record<string, unknown>;
      expect(data).to.deep.include({ enterprise: firmId, status: "frozen", profileHere: true, groupIssuedFen: "0" });
    });

    it("finds an enterprise by its credit code", async () => {
      const { json } = await run("auditor", "show", firm(number).creditCode, "--json");
      expect(json().data).to.include({ enterprise: firmId });
      expect(await codeOf("auditor", "show", firm(700).creditCode)).to.equal("CreditCodeUnknown");
    });

    it("lists a district's enterprises, and those in one status", async () => {
      await propose("freeze", firmId, "--reason", "listed");
      const all = (await run("auditor", "list", "--district", "2", "--json")).json().data as { id: string }[];
      expect(all.map(({ id }) => id)).to.deep.equal(Array.from({ length: FIRMS }, (_, i) => `2-${i + 1}`));
      const frozen = (await run("auditor", "list", "--status", "frozen", "--json")).json().data as { id: string }[];
      expect(frozen.map(({ id }) => id)).to.include(firmId);
      expect(await run("auditor", "list", "--district", "1", "--json").then(({ json }) => json().data)).to.deep.equal(
        [],
      );
    });

    it("writes the list into a file for Excel", async () => {
      const file = path.join(office.folder, `list of ${firmId}.csv`);
      const { out } = await run("auditor", "list", "--report", file, "--lang", "zh");
      expect(out).to.deep.equal([`共 ${FIRMS} 家企业`, `报告：${file}`]);
      expect((await readFile(file, "utf8")).split("\r\n")[0]).to.equal(
        "\uFEFF编号,企业名称,统一社会信用代码,状态,钱包地址,所属集团,累计获发",
      );
    });
  });

  it("is told of proposals with words that this office does not have", async () => {
    const id = enterpriseId(2, number);
    await office.as("wujin bureau").enterprises.end(id, ENTERPRISE.closed, hashOf("elsewhere"));
    const confirmed = await confirm("close", firmId);
    expect(confirmed.err.join("\n")).to.include("does not have the words of the reason");
  });
});
