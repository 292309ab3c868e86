import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { parseProvider } from "../../../client/ids.ts";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import { profileOf } from "../../../scripts/registers/papers.ts";
import { PROVIDER } from "../../../scripts/registers/register.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { creditCodeOf, newKey, openBureau, type Bureau } from "./bureau.ts";
import { candidate, listOf } from "./lists.ts";

const PROVIDERS = 24;

describe("The register of providers", () => {
  let office: Office;
  /** One office for all, so that everybody reads the same reasons. */
  let yangpu: Bureau;
  let today: number;
  before(async () => {
    office = await openOffice();
    yangpu = await openBureau(office, await newKey(1), "yangpu");
    today = await office.today();
    const rows = Array.from({ length: PROVIDERS }, (_, i) => candidate(i + 1, today));
    const table = await yangpu.table("list.csv", listOf(rows));
    await yangpu.run("operator", "provider", "import", table, ...withKeys(), "--yes");
    const ids = rows.map((_, i) => parseProvider(`P1-${i + 1}`));
    for (const id of ids) await office.as("yangpu bureau").providers.countersign(id, today + 5);
    await office.goToDay(today + 6);
    for (const id of ids) await office.as("nobody").providers.admit(id);
  });
  after(async () => office.close());

  /** Each test has a provider of its own. */
  let number = 0;
  let provider = "";
  const next = (): string => {
    number += 1;
    return `P1-${number}`;
  };
  beforeEach(() => {
    provider = next();
  });

  const withKeys = (): string[] => ["--nullifier-password-file", yangpu.passwordFile];
  const run = async (officer: string, ...words: string[]): Promise<Said> =>
    yangpu.run(officer, "provider", ...words, "--yes");
  const bureau = async (...words: string[]): Promise<Said> => run("yangpu bureau", ...words);
  const approver = async (...words: string[]): Promise<Said> => run("yangpu approver", ...words, "--confirm");
  const codeOf = async (officer: string, ...words: string[]): Promise<string | undefined> =>
    (await run(officer, ...words, "--json")).json().error?.code;
  const stateOf = async () => office.ledger.providers.providerOf(parseProvider(provider));
  const statusOf = async (): Promise<bigint> => (await stateOf()).status;
  const firstOf = ({ out }: Said): string => (out[0] ?? "").replace(/(: done)? \(block \d+\)/, "");

  describe("suspending", () => {
    it("is done by the Bureau at once, once, for the same reason", async () => {
      const words = ["suspend", provider, "--reason", "accreditation lapsed"];
      expect(firstOf(await bureau(...words))).to.equal(
        `✓ Suspend provider ${provider} ${candidate(number, today).name}`,
      );
      expect(await statusOf()).to.equal(PROVIDER.suspended);
      expect(firstOf(await bureau(...words))).to.match(/was done before$/);
      expect(await codeOf("yangpu bureau", "suspend", provider, "--reason", "another")).to.equal("ProviderIn");
    });

    it("needs a reason, and the provider's own Bureau", async () => {
      expect(await codeOf("yangpu bureau", "suspend", provider)).to.equal("UsageWrong");
      for (const officer of ["yangpu approver", "wujin bureau", "operator"]) {
        expect(await codeOf(officer, "suspend", provider, "--reason", "x")).to.equal("DutyMissing");
      }
      expect(await statusOf()).to.equal(PROVIDER.admitted);
    });

    it("is only tried in a dry run, which leaves no document behind", async () => {
      const store = await DocumentStore.open(yangpu.shared.documents!);
      const { length } = (await store.list()).kept;
      const said = await bureau("suspend", provider, "--reason", "never said before", "--dry-run");
      expect(said.out[0]).to.match(/the ledger would take it$/);
      expect(await statusOf()).to.equal(PROVIDER.admitted);
      expect((await store.list()).kept).to.have.length(length);
    });

    it("is ended by two officers, the second of whom reads the reason", async () => {
      await bureau("suspend", provider, "--reason", "accreditation lapsed");
      await bureau("reinstate", provider, "--reason", "accreditation renewed");
      expect(await statusOf()).to.equal(PROVIDER.suspended);
      expect(await codeOf("yangpu bureau", "reinstate", provider, "--confirm")).to.equal("DutyMissing");
      const confirmed = await approver("reinstate", provider);
      expect(confirmed.err.join("\n")).to.include("Reason: accreditation renewed");
      expect(await statusOf()).to.equal(PROVIDER.admitted);
      expect(firstOf(await approver("reinstate", provider))).to.match(/was done before$/);
    });

    it("goes on after the proposal to end it was taken back", async () => {
      await bureau("suspend", provider, "--reason", "one");
      await bureau("reinstate", provider, "--reason", "two");
      await bureau("reinstate", provider, "--take-back");
      expect(await codeOf("yangpu approver", "reinstate", provider, "--confirm")).to.equal("NothingProposed");
      expect(await statusOf()).to.equal(PROVIDER.suspended);
    });
  });

  describe("renewing", () => {
    const later = (): string => isoOfDay(today + 1_000);

    it("is proposed by the Operator and confirmed by the Bureau, who reads what changes", async () => {
      const before = await stateOf();
      await run("operator", "renew", provider, "--through", later(), "--classes", "1，3");
      expect((await stateOf()).validThrough).to.equal(before.validThrough);
      const confirmed = await bureau("renew", provider, "--confirm");
      expect(confirmed.err).to.include(`Valid through ${later()} instead of ${isoOfDay(today + 365)}.`);
      expect(confirmed.err).to.include("Service classes 1, 3 instead of 1, 2.");
      const { validThrough, classes } = await stateOf();
      expect([validThrough, classes]).to.deep.equal([BigInt(today + 1_000), 0b1010n]);
      expect(firstOf(await bureau("renew", provider, "--confirm"))).to.match(/was done before$/);
    });

    it("keeps the classes unless others are given", async () => {
      await run("operator", "renew", provider, "--through", later());
      expect((await bureau("renew", provider, "--confirm")).err).to.include("Service classes as before: 1, 2.");
      expect((await stateOf()).classes).to.equal(0b110n);
    });

    it("takes no day that no ledger has", async () => {
      expect(await codeOf("operator", "renew", provider, "--through", "9999-12-31")).to.equal("UsageWrong");
    });

    it("is not proposed twice in the same words, nor by anyone but the Operator", async () => {
      const words = ["renew", provider, "--through", later()];
      expect(await codeOf("yangpu bureau", ...words)).to.equal("DutyMissing");
      await run("operator", ...words);
      expect(firstOf(await run("operator", ...words))).to.match(/was done before$/);
      expect(await codeOf("operator", "renew", provider, "--confirm")).to.equal("DutyMissing");
      await run("operator", "renew", provider, "--take-back");
      expect(await codeOf("yangpu bureau", "renew", provider, "--confirm")).to.equal("NothingProposed");
    });

    it("is tried only in a dry run", async () => {
      const said = await run("operator", "renew", provider, "--through", later(), "--dry-run");
      expect(said.out).to.have.length(1);
      expect(said.out[0]).to.match(/the ledger would take it$/);
      expect(await codeOf("yangpu bureau", "renew", provider, "--confirm")).to.equal("NothingProposed");
    });

    it("wants a day that comes after the validity's first, and classes that are numbers", async () => {
      expect(await codeOf("operator", "renew", provider)).to.equal("UsageWrong");
      expect(await codeOf("operator", "renew", provider, "--through", "2020-01-01")).to.equal("ValidityEmpty");
      const mistyped = await run("operator", "renew", provider, "--through", later(), "--classes", "检测");
      expect([mistyped.exit, mistyped.err.at(-1)]).to.satisfy(
        ([exit, said]: [number, string]) => exit === 2 && said.includes("--classes"),
      );
      const day = await run("operator", "renew", provider, "--through", "2030-02-30");
      expect(day.exit).to.equal(2);
    });
  });

  describe("ending", () => {
    for (const [word, status] of [
      ["remove", PROVIDER.removed],
      ["blacklist", PROVIDER.blacklisted],
    ] as const) {
      it(`${word} takes two officers, who are told that it is for good`, async () => {
        const proposed = await bureau(word, provider, "--reason", "sham invoices");
        expect(proposed.err.join("\n")).to.include("for good");
        expect(await statusOf()).to.equal(PROVIDER.admitted);
        expect(await codeOf("yangpu bureau", word, provider, "--confirm")).to.equal("DutyMissing");
        const confirmed = await approver(word, provider);
        expect(confirmed.err.join("\n")).to.include("Reason: sham invoices").and.to.include("for good");
        expect(await statusOf()).to.equal(status);
        expect(firstOf(await approver(word, provider))).to.match(/was done before$/);
      });
    }

    it("a removed provider can still be blacklisted, and is then never proposed again", async () => {
      await bureau("remove", provider, "--reason", "dissolved");
      await approver("remove", provider);
      await bureau("blacklist", provider, "--reason", "sham invoices");
      await approver("blacklist", provider);
      expect(await statusOf()).to.equal(PROVIDER.blacklisted);
      expect(await office.ledger.providers.blacklisted((await stateOf()).party)).to.equal(true);
    });

    it("is not confused: what was proposed to be removed is not blacklisted", async () => {
      await bureau("remove", provider, "--reason", "dissolved");
      expect(await codeOf("yangpu approver", "blacklist", provider, "--confirm")).to.equal("NothingProposed");
    });
  });

  describe("profiles", () => {
    it("are recorded by the Bureau where a table says something new", async () => {
      const rows = [candidate(number, today, { name: "改名后的研究院" }), candidate(1, today)];
      const table = await yangpu.table("new.csv", listOf(rows));
      expect((await bureau("update-profile", table, ...withKeys())).out).to.deep.equal(["1 recorded", "1 unchanged"]);
      const store = await DocumentStore.open(yangpu.shared.documents!);
      expect((await profileOf(store, (await stateOf()).profile))?.name).to.equal("改名后的研究院");
      expect((await bureau("update-profile", table, ...withKeys())).out).to.deep.equal(["2 unchanged"]);
      expect((await yangpu.directory()).label("provider", parseProvider(provider))).to.include("改名后的研究院");
    });

    it("are refused for who is not registered, or has another controller", async () => {
      const rows = [candidate(number, today, { controller: creditCodeOf(600) }), candidate(500, today)];
      const said = await bureau("update-profile", await yangpu.table("bad.csv", listOf(rows)), ...withKeys(), "--json");
      const { complaints } = said.json().data as { complaints: { line: number; code: string }[] };
      expect(complaints.map(({ line, code }) => [line, code])).to.deep.equal([
        [2, "ControllerDiffers"],
        [3, "PartyNotRegistered"],
      ]);
    });
  });

  describe("showing", () => {
    it("tells what the ledger says, what the office knows, and what waits", async () => {
      await bureau("suspend", provider, "--reason", "an inspection");
      await bureau("reinstate", provider, "--reason", "settled");
      const text = (await run("auditor", "show", creditCodeOf(number))).out.join("\n");
      expect(text)
        .to.include(candidate(number, today).name)
        .and.to.include("an inspection")
        .and.to.include("suspended");
      expect(text).to.include(`tongdui provider reinstate ${provider} --confirm`);
      const data = (await run("auditor", "show", provider, "--json")).json().data as Record<string, unknown>;
      expect(data).to.deep.include({
        provider,
        status: "suspended",
        serviceClasses: [1, 2],
        validFrom: isoOfDay(today),
        validThrough: isoOfDay(today + 365),
        noticeEnd: isoOfDay(today + 5),
        profileHere: true,
      });
    });

    it("lists a district's providers, and those in one status", async () => {
      await bureau("suspend", provider, "--reason", "listed");
      const listed = async (...words: string[]): Promise<string[]> =>
        ((await run("auditor", "list", ...words, "--json")).json().data as { id: string }[]).map(({ id }) => id);
      expect(await listed("--district", "1")).to.deep.equal(Array.from({ length: PROVIDERS }, (_, i) => `P1-${i + 1}`));
      expect(await listed("--status", "suspended")).to.include(provider);
      expect(await listed("--status", "admitted")).not.to.include(provider);
      expect(await listed("--district", "2")).to.deep.equal([]);
    });

    it("writes the list into a file for Excel, in Chinese", async () => {
      const file = path.join(office.folder, `list of ${provider}.csv`);
      const { out } = await run("auditor", "list", "--report", file, "--lang", "zh");
      expect(out).to.deep.equal([`共 ${PROVIDERS} 家服务机构`, `报告：${file}`]);
      const [head, first] = (await readFile(file, "utf8")).split("\r\n");
      expect(head).to.equal(
        "\uFEFF编号,服务机构名称,统一社会信用代码,状态,服务类别,有效期起,有效期止,钱包地址,所属集团",
      );
      expect(first)
        .to.include(`P1-1,上海第1检测研究院,"${creditCodeOf(1)}`)
        .and.to.include("1, 2");
    });
  });
});
