import path from "node:path";
import { expect } from "chai";
import { partyNullifier } from "../../../client/documents/nullifier.ts";
import { isoOfDay } from "../../../client/days.ts";
import { providerId } from "../../../client/ids.ts";
import type { SealedKey } from "../../../client/documents/sealedKey.ts";
import { PROVIDER } from "../../../scripts/registers/register.ts";
import { openOffice, tongdui, type Office, type Said } from "../support/office.ts";
import { PASSWORD } from "../nullifiers/keys.ts";
import { creditCodeOf, newKey, openBureau, type Bureau } from "./bureau.ts";
import { candidate, listOf, type Candidate } from "./lists.ts";

const P1 = providerId(1, 1);

describe("tongdui provider countersign", () => {
  let office: Office;
  let key: SealedKey;
  let today: number;
  before(async () => {
    office = await openOffice();
    key = await newKey(1);
    today = await office.today();
  });
  after(async () => office.close());

  /** In each test the Operator has proposed a provider of Yangpu, and both offices are new. */
  let operator: Bureau;
  let yangpu: Bureau;
  let snapshot: unknown;
  let tests = 0;
  beforeEach(async () => {
    tests += 1;
    snapshot = await office.provider.send("evm_snapshot", []);
    operator = await openBureau(office, key, `operator ${tests}`);
    yangpu = await openBureau(office, key, `yangpu ${tests}`);
    const table = await operator.table("proposed.csv", listOf([candidate(1, today)]));
    await operator.run("operator", "provider", "import", table, ...withKeys(operator), "--yes");
  });
  afterEach(async () => {
    await office.provider.send("evm_revert", [snapshot]);
  });

  const withKeys = ({ passwordFile }: Bureau): string[] => ["--nullifier-password-file", passwordFile];
  const countersign = async (officer: string, ...more: string[]): Promise<Said> => {
    const words = ["provider", "countersign", "P1-1", ...withKeys(yangpu), "--yes", ...more];
    return yangpu.run(officer, ...words, "--notice-end", isoOfDay(today + 6));
  };
  /** With the table that the Operator handed over, as the Bureau has it. */
  const withTable = async (over: Partial<Candidate> = {}, ...more: string[]): Promise<Said> => {
    const table = await yangpu.table("handed-over.csv", listOf([candidate(9, today), candidate(1, today, over)]));
    return countersign("yangpu bureau", "--table", table, ...more);
  };
  const ends = ({ json }: Said): Record<string, string> =>
    Object.fromEntries(
      (json().data as { compared: { what: string; end: string }[] }).compared.map(({ what, end }) => [what, end]),
    );
  const statusOf = async (): Promise<bigint> => (await office.ledger.providers.providerOf(P1)).status;
  const codeOf = ({ json }: Said): string | undefined => json().error?.code;
  /** The profile and, unless it is kept back, the controller's document go from the Operator to the Bureau. */
  const handOver = async (...purposes: string[]): Promise<void> => {
    const { documents } = (await operator.json("operator", "document", "list")) as {
      documents: { purpose: string; commitment: string }[];
    };
    for (const { purpose, commitment } of documents.filter((one) => purposes.includes(one.purpose))) {
      const file = path.join(office.folder, `${purpose} ${tests}.json`);
      await operator.run("operator", "document", "export", commitment, "--to", file);
      const { exit } = await yangpu.run("yangpu bureau", "document", "import", file, "--yes");
      expect(exit).to.equal(0);
    }
  };

  it("compares the ledger with the Operator's table, says so, and opens the public notice", async () => {
    const said = await withTable({}, "--without-profile");
    expect(said.exit).to.equal(0);
    expect(
      said.err.filter((line) => /^ {2}[✓✗–]/.test(line)).map((line) => line.replace(/0x[0-9a-fA-F]{40,}/, "0x")),
    ).to.deep.equal([
      `  ✓ credit code: ${creditCodeOf(1)} gives its mark`,
      "  ✓ actual controller: its mark is that of group 1",
      "  – profile: not compared: the document behind 0x is not here; the Operator hands it over with tongdui document export",
      "  ✓ district: 1",
      "  ✓ wallet: 0x",
      "  ✓ service classes: 1, 2",
      `  ✓ valid from: ${isoOfDay(today)}`,
      `  ✓ valid through: ${isoOfDay(today + 365)}`,
      "  – name: 上海第1检测研究院, as the table says; nothing confirms it, and this office does not keep it",
    ]);
    const { status, noticeEnd } = await office.ledger.providers.providerOf(P1);
    expect([status, noticeEnd]).to.deep.equal([PROVIDER.countersigned, BigInt(today + 6)]);
  });

  it("takes no name that nothing confirms, and keeps none that it was told to do without", async () => {
    const said = await withTable({ name: "另一家研究院" }, "--json");
    expect([codeOf(said), said.exit]).to.deep.equal(["ProfileNotInHand", 1]);
    expect(await statusOf()).to.equal(PROVIDER.proposed);
    const without = await withTable({ name: "另一家研究院" }, "--without-profile");
    expect(without.err.join("\n")).to.include("name: 另一家研究院, as the table says; nothing confirms it");
    expect(await statusOf()).to.equal(PROVIDER.countersigned);
    expect((await yangpu.directory()).all("provider")).to.deep.equal([]);
  });

  it("keeps the name that the profile confirms", async () => {
    await handOver("profile", "controller");
    await withTable();
    expect((await yangpu.directory()).label("provider", P1)).to.equal("P1-1 上海第1检测研究院");
  });

  it("compares it with the documents that the Operator handed over, and says what only a table tells", async () => {
    await handOver("profile", "controller");
    const said = await countersign("yangpu bureau", "--json");
    expect(ends(said)).to.deep.equal({
      "credit code": "agrees",
      "actual controller": "agrees",
      profile: "agrees",
      district: "not compared",
      wallet: "not compared",
      "service classes": "not compared",
      "valid from": "not compared",
      "valid through": "not compared",
    });
    expect(await statusOf()).to.equal(PROVIDER.countersigned);
  });

  it("does not guess a controller whose document was kept back", async () => {
    await handOver("profile");
    expect(ends(await countersign("yangpu bureau", "--json"))).to.include({
      profile: "agrees",
      "actual controller": "not compared",
    });
  });

  it("compares everything with table and documents together", async () => {
    await handOver("profile", "controller");
    expect(new Set(Object.values(ends(await withTable({}, "--json"))))).to.deep.equal(new Set(["agrees"]));
  });

  it("is refused while there is nothing in hand", async () => {
    expect(codeOf(await countersign("yangpu bureau", "--json"))).to.equal("NothingInHand");
    expect(await statusOf()).to.equal(PROVIDER.proposed);
  });

  const differences: Record<string, (day: number) => Partial<Candidate>> = {
    "actual controller": () => ({ controller: creditCodeOf(2) }),
    district: () => ({ district: "武进" }),
    wallet: () => ({ wallet: `0x${"12".repeat(20)}` }),
    "service classes": () => ({ classes: "1、2、3" }),
    "valid from": (day) => ({ from: day + 1 }),
    "valid through": (day) => ({ through: day + 366 }),
  };
  for (const [what, over] of Object.entries(differences)) {
    it(`is refused where the table says another ${what}`, async () => {
      const said = await withTable(over(today));
      expect(said.exit).to.equal(5);
      expect(said.err.at(-1)).to.include(`the ledger and what is in hand differ in ${what}.`);
      expect(await statusOf()).to.equal(PROVIDER.proposed);
    });
  }

  it("is refused where the table's row says another name than the profile", async () => {
    await handOver("profile");
    expect((await withTable({ name: "另一家研究院" })).err.at(-1)).to.include("differ in profile");
    expect(await statusOf()).to.equal(PROVIDER.proposed);
  });

  it("is refused where no credit code of the table gives the mark that was proposed", async () => {
    const table = await yangpu.table("other.csv", listOf([candidate(2, today)]));
    expect(codeOf(await countersign("yangpu bureau", "--table", table, "--json"))).to.equal("RowMissing");
    expect(await statusOf()).to.equal(PROVIDER.proposed);
  });

  it("is refused for a party that is registered under another nullifier key already", async () => {
    const second = await newKey(2);
    await yangpu.keyFolder.add(second);
    const opened = await second.open(PASSWORD, "key 2");
    const { wallet, validFrom, validThrough, classes, profile } = await office.ledger.providers.providerOf(P1);
    const group = `0x${"77".repeat(32)}`;
    const party = partyNullifier(opened, creditCodeOf(1));
    await office
      .as("operator")
      .providers.propose({ home: 2, wallet, validFrom, validThrough, classes, profile, group, party });
    expect((await withTable()).err.at(-1)).to.include("differ in registered once");
    expect(await statusOf()).to.equal(PROVIDER.proposed);
  });

  it("refuses a table with a mistake in it, with line and column", async () => {
    const said = await withTable({ classes: "检测" }, "--json");
    expect(said.exit).to.equal(1);
    const { complaints } = said.json().data as { complaints: { line: number; code: string }[] };
    expect(complaints.map(({ line, code }) => [line, code])).to.deep.equal([[3, "ClassesUnreadable"]]);
  });

  it("is done once: afterwards it says so, and asks for no papers", async () => {
    await withTable({}, "--without-profile");
    const again = await countersign("yangpu bureau");
    expect(again.exit).to.equal(0);
    expect(again.out[0]).to.match(/was done before$/);
    await office.goToDay(today + 7);
    await office.as("nobody").providers.admit(P1);
    expect((await countersign("yangpu bureau")).out[0]).to.match(/was done before$/);
  });

  it("compares in a dry run, and changes nothing", async () => {
    await handOver("profile", "controller");
    const said = await withTable({}, "--dry-run");
    expect(said.out[0]).to.match(/the ledger would take it$/);
    expect(said.err.join("\n")).to.include("✓ wallet");
    expect(await statusOf()).to.equal(PROVIDER.proposed);
    expect((await yangpu.directory()).all("provider")).to.deep.equal([]);
  });

  it("is for the provider's own Bureau", async () => {
    const table = await yangpu.table("list.csv", listOf([candidate(1, today)]));
    for (const officer of ["wujin bureau", "yangpu approver"]) {
      const said = await countersign(officer, "--table", table, "--without-profile", "--json");
      expect(codeOf(said)).to.equal("DutyMissing");
    }
  });

  it("asks before it sends, after the comparison was read", async () => {
    const table = await yangpu.table("list.csv", listOf([candidate(1, today)]));
    const words = ["provider", "countersign", "P1-1", "--table", table, "--without-profile"];
    const profile = await yangpu.profile("yangpu bureau");
    const said = await tongdui(
      [...words, "--notice-end", isoOfDay(today + 6), ...withKeys(yangpu), "--profile", profile],
      [false],
    );
    expect(said.exit).to.equal(130);
    expect(await statusOf()).to.equal(PROVIDER.proposed);
  });

  it("speaks Chinese", async () => {
    const said = await withTable({ classes: "3" }, "--lang", "zh");
    expect(said.err).to.include("  ✗ 服务类别：账本为 1, 2，名单为 3");
    expect(said.err.at(-1)).to.include("P1-1 未会签：账本与手头材料在服务类别上不一致。");
  });
});
