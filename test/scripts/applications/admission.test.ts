import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { expect } from "chai";
import { creditCodeOf, newKey, openBureau } from "../registers/bureau.ts";
import { openOffice, person, type Office, type Said } from "../support/office.ts";
import { openCounter, pdf, type Counter } from "./counter.ts";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly missing: readonly string[];
  readonly papers: readonly { readonly kind: string }[];
  readonly steps: readonly { readonly step: string; readonly words: string | null }[];
  readonly wanted: { readonly purpose: string };
}

const PAPERS = ["licence", "qualification", "pledge"];

describe("Applications for admission, by the command", function () {
  this.timeout(120_000);
  let practice: Office;
  let counter: Counter;
  before(async () => {
    practice = await openOffice();
    counter = await openCounter(practice);
  });
  after(async () => {
    await counter.close();
    await practice.close();
  });

  const told = (said: Said): Told => {
    expect(said.exit, [...said.out, ...said.err].join("\n")).to.equal(0);
    return said.json().data;
  };
  const code = (said: Said): unknown[] => [said.exit, said.json().error?.code];
  const go = async (name: string, ...words: string[]): Promise<Said> =>
    counter.run(name, "admission", ...words, "--json");
  const invited = async (name: string): Promise<string> => {
    const said = await go("operator", "invite", person(name).address);
    expect(said.exit, said.err.join("\n")).to.equal(0);
    return name;
  };
  let institutions = 0;
  /** Writes down what an institution applies with. */
  const fileOf = async (name: string, over: Record<string, string> = {}, papers = PAPERS): Promise<string> => {
    institutions += 1;
    for (const kind of papers) await counter.write(name, `${kind}.pdf`, pdf(`${kind} of ${name}`));
    const own = creditCodeOf(800 + institutions);
    const fields = {
      ...{ name: "江南石墨烯研究院", englishName: "Jiangnan Graphene Research Institute", creditCode: own },
      ...{ controller: own, address: "江苏省常州市武进区常武中路 18 号", serviceClasses: "[1, 2]" },
      ...{ purpose: "Materials", ...over },
    };
    const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}`);
    const kept = papers.map((kind) => `  - { kind: ${kind}, file: ${kind}.pdf }`);
    return counter.write(name, "institution.yaml", [...lines, "papers:", ...kept, ""].join("\n"));
  };

  it("go from an invitation to a proposal on the ledger, each once", async () => {
    const name = "an institution of Wujin";
    const file = await fileOf(name);
    expect(code(await go(name, "apply", file))).to.deep.equal([1, "NobodyHere"]);
    for (const time of ["first", "second"])
      expect((await go("operator", "invite", person(name).address)).exit, time).to.equal(0);
    const { json } = await go("wujin bureau", "invitations");
    expect((json().data as { account: string }[]).map(({ account }) => account)).to.include(person(name).address);

    const { id, missing } = told(await go(name, "apply", file));
    expect(missing).to.deep.equal([]);
    expect(told(await go(name, "apply", file)).id).to.equal(id);
    told(await go(name, "hand-in", id));
    const waiting = (await go("operator", "list", "--waiting")).json().data as { id: string; what: string[] }[];
    expect(waiting.map((one) => [one.id, one.what])).to.deep.equal([[id, ["江南石墨烯研究院", "1 2"]]]);
    expect((await go("wujin bureau", "list", "--waiting")).json().data).to.deep.equal([]);
    const licence = path.join(practice.folder, "licence of an institution.pdf");
    expect((await go("operator", "paper", id, "1", "--out", licence)).exit).to.equal(0);
    expect(await readFile(licence)).to.deep.equal(pdf(`licence of ${name}`));
    expect(told(await go("operator", "accept", id, "--seen", "2")).state).to.equal("accepted");

    const table = path.join(practice.folder, "providers.csv");
    expect((await go("operator", "table", "--out", table)).json().data).to.include({ count: 1, written: true });
    expect((await go("operator", "table", "--out", table)).json().data).to.include({ count: 1, written: false });
    const [row] = parse<Record<string, string>>(await readFile(table), { bom: true, columns: true });
    expect(row).to.include({ name: "江南石墨烯研究院", wallet: person(name).address, "service classes": "1 2" });
    const keeper = await openBureau(practice, await newKey(1), "the operator of a table");
    const before = await practice.ledger.providers.countOf(2);
    const withKeys = ["--nullifier-password-file", keeper.passwordFile];
    const proposed = await keeper.run("operator", "provider", "import", table, ...withKeys, "--yes");
    expect(proposed.exit, proposed.err.join("\n")).to.equal(0);
    expect(await practice.ledger.providers.countOf(2)).to.equal(before + 1n);
    // Whoever is proposed is in the table no more, and the file that was there is not replaced unasked.
    expect(code(await go("operator", "table", "--out", table))).to.deep.equal([1, "FileExists"]);
    expect((await go("operator", "table", "--out", table, "--overwrite")).json().data).to.include({ count: 0 });
  });

  it("are asked back, completed by the same file, refused, and granted by the Bureau on appeal", async () => {
    const name = await invited("an institution that appeals");
    const { id } = told(await go(name, "apply", await fileOf(name)));
    told(await go(name, "hand-in", id));
    const back = ["ask-back", id, "--seen", "2", "--reason", "Which laboratory?"];
    expect(code(await go("wujin bureau", ...back))).to.deep.equal([1, "NotYours"]);
    told(await go("operator", ...back));
    // An institution has one application open, so the file is about that, whatever it says now.
    const changed = told(await go(name, "apply", await fileOf(name, { purpose: "The one of materials" })));
    expect([changed.id, changed.wanted.purpose, changed.papers.length]).to.deep.equal([id, "The one of materials", 3]);
    told(await go(name, "hand-in", id));
    told(await go("operator", "refuse", id, "--seen", "4", "--reason", "No room this year."));
    expect(code(await go("operator", "uninvite", person(name).address))).to.deep.equal([1, "ApplicationOpen"]);
    told(await go(name, "appeal", id, "--reason", "There is."));
    const decide = ["decide-appeal", id, "--decision", "grant", "--seen", "6", "--reason", "No such rule."];
    expect(code(await go("operator", ...decide))).to.deep.equal([1, "NotYours"]);
    const granted = told(await go("wujin bureau", ...decide));
    expect([granted.state, granted.steps.at(-1)?.words]).to.deep.equal(["accepted", "No such rule."]);
    for (const time of ["first", "second"])
      expect((await go("wujin bureau", "uninvite", person(name).address)).exit, time).to.equal(0);
    expect(code(await go(name, "show", id))).to.deep.equal([1, "NobodyHere"]);
  });

  it("name line and column of a mistyped code, a controller's name and a class that cannot be", async () => {
    const name = await invited("an institution that mistypes");
    const before = counter.asked.length;
    const own = creditCodeOf(799);
    const wrong = `${own.slice(0, 17)}${own.endsWith("0") ? "1" : "0"}`;
    for (const [over, sentence] of [
      [{ creditCode: wrong }, /institution\.yaml:3:13: "creditCode" must be a unified social credit code/],
      [{ controller: "张三" }, /institution\.yaml:4:13: "controller" must be a credit code, an identity or passport/],
      [
        { serviceClasses: "[1, 256]" },
        /institution\.yaml:6:21: "serviceClasses\.1" must be a whole number from 0 to 255/,
      ],
      [{ serviceClasses: "[]" }, /institution\.yaml:6:17: "serviceClasses" must be a list of 1 to 256 entries/],
    ] as const) {
      const said = await go(name, "apply", await fileOf(name, over));
      expect([said.exit, said.json().error?.sentence]).to.satisfy(
        ([exit, text]: [number, string]) => exit === 1 && sentence.test(text),
        String(said.json().error?.sentence),
      );
    }
    const other = await fileOf(name, {}, ["licence"]);
    await writeFile(other, (await readFile(other, "utf8")).replace("kind: licence", "kind: quotation"));
    expect((await go(name, "apply", other)).json().error?.sentence).to.include("must be one of licence, qualification");
    expect(counter.asked.length).to.equal(before);
  });

  it("are begun once by a run that is killed and run again, with each paper once", async () => {
    const name = await invited("an institution with a bad line");
    const words = ["admission", "apply", await fileOf(name)];
    for (const [what, end] of [
      ["draft", /^\/admissions$/],
      ["paper", /\/papers$/],
    ] as const) {
      const isKilled = await counter.killed(
        ({ method, path: at }) => (method === "POST" && end.test(at) ? "lost" : "through"),
        name,
        ...words,
      );
      expect(isKilled, what).to.equal(true);
    }
    const { papers } = told(await counter.run(name, ...words, "--json"));
    expect(papers.map(({ kind }) => kind)).to.deep.equal(PAPERS);
    expect((await go(name, "list")).json().data).to.have.length(1);
  });

  it("need an account whose capitals fit its digits, and a yes", async () => {
    const account = person("a mistyped institution").address;
    const mistyped = account.replace(/[0-9](?=[^0-9]*$)/, (digit) => String((Number(digit) + 1) % 10));
    expect(code(await go("operator", "invite", mistyped))).to.deep.equal([2, "UsageWrong"]);
    const no = await counter.answering([false], "operator", "admission", "invite", account);
    expect([no.exit, no.err.join("\n").includes(account)]).to.deep.equal([130, true]);
    const { json } = await go("operator", "invitations");
    expect(JSON.stringify(json().data)).to.not.include(account);
  });
});
