import { expect } from "chai";
import { providerId } from "../../../client/ids.ts";
import { isoOfDay } from "../../../client/days.ts";
import { PROVIDER } from "../../../scripts/registers/register.ts";
import type { SealedKey } from "../../../client/documents/sealedKey.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { newKey, openBureau, type Bureau } from "./bureau.ts";
import { candidate, listOf, type Candidate } from "./lists.ts";

const P1 = providerId(1, 1);

describe("Providers, from a table to a certificate", () => {
  let office: Office;
  let key: SealedKey;
  let today: number;
  before(async () => {
    office = await openOffice();
    key = await newKey(1);
    today = await office.today();
  });
  after(async () => office.close());

  let operator: Bureau;
  let snapshot: unknown;
  let tests = 0;
  beforeEach(async () => {
    tests += 1;
    operator = await openBureau(office, key, `operator ${tests}`);
    snapshot = await office.provider.send("evm_snapshot", []);
  });
  afterEach(async () => {
    await office.provider.send("evm_revert", [snapshot]);
  });

  const list = async (...candidates: Candidate[]): Promise<string> =>
    operator.table("providers.csv", listOf(candidates));
  const propose = async (file: string, ...more: string[]): Promise<Said> => {
    const withKeys = ["--nullifier-password-file", operator.passwordFile];
    return operator.run("operator", "provider", "import", file, ...withKeys, "--yes", "--json", ...more);
  };
  const ends = ({ json }: Said): string[] => (json().data as { rows: { end: string }[] }).rows.map(({ end }) => end);
  const run = async (by: string, ...words: string[]): Promise<Said> => operator.run(by, "provider", ...words, "--yes");
  const count = async (district: number): Promise<bigint> => office.ledger.providers.countOf(district);

  it("are proposed by the Operator, each once", async () => {
    const file = await list(candidate(1, today), candidate(2, today, { district: "武进" }));
    expect(ends(await propose(file, "--dry-run"))).to.deep.equal(["tried", "tried"]);
    expect(await count(1)).to.equal(0n);
    expect(ends(await propose(file))).to.deep.equal(["done", "done"]);
    expect(ends(await propose(file))).to.deep.equal(["before", "before"]);
    expect(await Promise.all([count(1), count(2)])).to.deep.equal([1n, 1n]);
    const { status, wallet, classes } = await office.ledger.providers.providerOf(providerId(2, 1));
    expect([status, wallet, classes]).to.deep.equal([PROVIDER.proposed, candidate(2, today).wallet, 0b110n]);
  });

  it("are admitted by anyone after the notice, and not before", async () => {
    await propose(await list(candidate(1, today)));
    await office.as("yangpu bureau").providers.countersign(P1, today + 6);
    expect((await run("nobody", "admit", "P1-1")).exit).to.equal(1);
    expect((await run("nobody", "admit", "--due")).out).to.deep.equal(["No provider is due for admission."]);
    await office.goToDay(today + 7);
    expect((await run("nobody", "admit", "--due")).out).to.deep.equal(["✓ P1-1 上海第1检测研究院 is admitted."]);
    expect((await run("nobody", "admit", "P1-1")).out[0]).to.include("was admitted before");
    expect((await office.ledger.providers.providerOf(P1)).status).to.equal(PROVIDER.admitted);
  });

  it("are declined with a reason, and may be proposed anew", async () => {
    const file = await list(candidate(1, today, { district: "第1区" }));
    await propose(file);
    const decline = ["decline", "P1-1", "--reason", "No laboratory"];
    expect((await run("wujin bureau", ...decline)).exit).to.equal(1);
    expect((await run("yangpu bureau", ...decline)).exit).to.equal(0);
    expect((await run("yangpu bureau", ...decline)).out[0]).to.match(/was done before$/);
    expect((await office.ledger.providers.providerOf(P1)).status).to.equal(PROVIDER.declined);
    expect(ends(await propose(file))).to.deep.equal(["done"]);
    expect(await count(1)).to.equal(2n);
  });

  it("nothing is sent when a row names no district, or a code or class that cannot be", async () => {
    const file = await list(
      candidate(1, today),
      candidate(2, today, { creditCode: "123204125AMPLE0028", controller: "123204125AMPLE0028" }),
      candidate(3, today, { classes: "检测" }),
    );
    const { exit, json } = await propose(file);
    expect(exit).to.equal(1);
    const { complaints } = json().data as { complaints: { line: number; code: string }[] };
    expect(complaints.map(({ line, code }) => [line, code])).to.deep.equal([
      // The controller is identified by the same code.
      [3, "CreditCodeCheck"],
      [3, "CreditCodeCheck"],
      [4, "ClassesUnreadable"],
    ]);
    const district = await propose(await list(candidate(1, today, { district: "苏州" })));
    expect((district.json().data as unknown as { complaints: { code: string }[] }).complaints[0]?.code).to.equal(
      "DistrictUnknown",
    );
    for (const number of [1, 2, 3]) expect(await count(number)).to.equal(0n);
  });

  it("one that nobody proposed is refused in a sentence, whatever is asked of it", async () => {
    for (const words of [
      ["show", "P1-9"],
      ["admit", "P1-9"],
      ["countersign", "P1-9", "--notice-end", isoOfDay(today + 6)],
    ]) {
      const { exit, json } = await run("yangpu bureau", ...words, "--json");
      expect([exit, json().error?.sentence]).to.deep.equal([1, "Provider P1-9 is not known. Check the number."]);
    }
  });
});
