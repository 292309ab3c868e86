import { expect } from "chai";
import { DocumentStore } from "../../../scripts/documents/store.ts";
import { oneBehind } from "../support/atOnce.ts";
import { openOffice, type Name, type Office } from "../support/office.ts";
import { csvOf, firm, newKey, openBureau, type Bureau } from "./bureau.ts";
import { candidate, listOf } from "./lists.ts";

interface Row {
  readonly line: number;
  readonly id: string;
  readonly end: string;
}

describe("Two clerks who import the same table at once", () => {
  let office: Office;
  let shared: Bureau;
  before(async () => {
    office = await openOffice();
    shared = await openBureau(office, await newKey(1), "both");
  });
  after(async () => office.close());

  /** The rows of both reports, side by side. */
  const both = async (group: string, file: string, names: readonly Name[]): Promise<(readonly [Row, Row])[]> => {
    const words = [group, "import", file, "--nullifier-password-file", shared.passwordFile, "--yes", "--json"];
    const said = await Promise.all(names.map(async (name) => shared.run(name, ...words)));
    expect(said.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    const [one = [], two = []] = said.map(({ json }) =>
      (json().data as { rows: Row[] }).rows.sort((a, b) => a.line - b.line),
    );
    return one.map((row, i) => [row, two[i]!]);
  };
  const eachOnce = (rows: readonly (readonly [Row, Row])[]): void => {
    for (const [one, two] of rows) {
      expect([one.end, two.end].sort()).to.deep.equal(["before", "done"]);
      expect(one.id).to.equal(two.id);
    }
  };
  const documents = async (): Promise<number> =>
    (await (await DocumentStore.open(shared.shared.documents!)).list()).kept.length;

  it("register each enterprise once, with one profile, and both end well", async () => {
    const firms = Array.from({ length: 150 }, (_, i) => firm(i + 1));
    const file = await shared.table("enterprises.csv", csvOf(firms));
    eachOnce(await both("enterprise", file, ["wujin bureau", "wujin bureau 2"]));
    expect(await office.ledger.enterprises.countOf(2)).to.equal(150n);
    const known = (await shared.directory()).all("enterprise");
    expect(known.map(({ creditCode }) => creditCode)).to.have.members(firms.map(({ creditCode }) => creditCode));
    expect(await documents()).to.equal(300);
  });

  it("end well too where the one has sent, and no block has it yet, when the other begins", async () => {
    const firms = [firm(301), firm(302)];
    const file = await shared.table("few.csv", csvOf(firms));
    const words = ["enterprise", "import", file, "--nullifier-password-file", shared.passwordFile, "--yes", "--json"];
    const run = (name: Name) => async () => shared.run(name, ...words);
    const said = await oneBehind(office, run("wujin bureau"), run("wujin bureau 2"));
    expect(said.map(({ exit }) => exit)).to.deep.equal([0, 0]);
    const ends = said.map(({ json }) => (json().data as { rows: Row[] }).rows.map(({ end }) => end));
    expect(ends).to.deep.equal([
      ["done", "done"],
      ["before", "before"],
    ]);
    expect(await office.ledger.enterprises.countOf(2)).to.equal(152n);
  });

  it("propose each provider once, with one profile, and both end well", async () => {
    const today = await office.today();
    const before = await documents();
    const candidates = Array.from({ length: 12 }, (_, i) => candidate(i + 201, today));
    const file = await shared.table("providers.csv", listOf(candidates));
    eachOnce(await both("provider", file, ["operator", "operator"]));
    expect(await office.ledger.providers.countOf(1)).to.equal(12n);
    const known = (await shared.directory()).all("provider");
    expect(known.map(({ creditCode }) => creditCode)).to.have.members(candidates.map(({ creditCode }) => creditCode));
    expect(await documents()).to.equal(before + 24);
  });
});
