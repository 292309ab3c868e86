import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { artifacts } from "hardhat";
import { Interface } from "ethers";
import { PARTS } from "../../client/deployment.ts";
import { SOURCES } from "../../client/deploy/artifacts.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = async (file: string): Promise<string> => readFile(path.join(ROOT, file), "utf8");

const DOCUMENT = "docs/threats.md";
const NOT_BY_THE_LEDGER = /not by the ledger/i;
const TEST_LINK = /\["([^\]]+)"\]\(\.\.\/(test\/[^)]+)\)/g;
const FUNCTION = /`([A-Z]\w+)\.(\w+)`/g;

/** The rows of all tables in a piece of the document, as their cells, without head and line. */
function rowsOf(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  const rows = lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  return rows.filter((_, i) => !/^\| -/.test(lines[i]!) && !/^\| -/.test(lines[i + 1] ?? ""));
}

/** The piece under each heading of a level, by the heading. */
function pieces(text: string, level: "##" | "###"): Map<string, string> {
  const parts = text.split(new RegExp(`^${level} (.+)$`, "m"));
  return new Map(parts.flatMap((part, i) => (i % 2 === 1 ? [[part, parts[i + 1]!] as const] : [])));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What a test file says that it tests: the texts of its describe and it, with a place for what differs. */
function titlesOf(source: string): RegExp[] {
  const titles = source.matchAll(/\b(?:describe|it)\(\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g);
  return Array.from(titles, ([, plain, template]) => {
    const text = (plain ?? template!).replace(/\\(.)/g, "$1");
    const parts = plain === undefined ? text.split(/\s*\$\{(?:[^{}]|\{[^}]*\})*\}\s*/) : [text];
    return new RegExp(`^${parts.map(escaped).join("\\s*(.*?)\\s*")}$`);
  });
}

/** All texts in quotation marks in the tests, which the differing part of a title must be one of. */
async function quotedInTests(): Promise<Set<string>> {
  const files = (await readdir(path.join(ROOT, "test"), { recursive: true })).filter((file) => file.endsWith(".ts"));
  const sources = await Promise.all(files.map((file) => read(path.join("test", file))));
  const quoted = sources.flatMap((source) =>
    Array.from(source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g), ([, text]) => text!),
  );
  const names = sources.flatMap((source) => Array.from(source.matchAll(/\b[a-z]\w*\b/g), ([name]) => name));
  return new Set([...quoted, ...names]);
}

describe("The page on threats", () => {
  it("goes through all eleven abuses of the domain, in their order, each with what stops it", async () => {
    const abuses = pieces(pieces(await read(DOCUMENT), "##").get("The abuses, one by one")!, "###");
    const numbers = Array.from(abuses.keys(), (heading) => Number(/^(\d+)\. /.exec(heading)?.[1]));
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const [heading, text] of abuses) expect(rowsOf(text), heading).to.have.length.of.at.least(5);
  });

  it("names for each abuse a test, or says that the ledger does not stop it and who watches", async () => {
    const abuses = pieces(await read(DOCUMENT), "##").get("The abuses, one by one")!;
    for (const [abuse, rule, test] of rowsOf(abuses)) {
      expect(rule, abuse).to.not.equal("");
      const open = NOT_BY_THE_LEDGER.test(rule!);
      if (!open) expect(test, abuse).to.match(new RegExp(TEST_LINK.source));
      else expect(test, abuse).to.have.length.above(5);
    }
  });

  it("names tests that exist, by file and title", async () => {
    const text = await read(DOCUMENT);
    const said = await quotedInTests();
    const links = Array.from(text.matchAll(TEST_LINK), ([, title, file]) => [title!, file!] as const);
    expect(links).to.have.length.above(80);
    expect(text.split("](../test/").length - 1, "links to tests that are not of a title").to.equal(links.length);
    for (const [title, file] of links) {
      const found = titlesOf(await read(file)).map((pattern) => pattern.exec(title));
      const known = found.some((match) =>
        match?.slice(1).every((part) => part === "" || /^\d+$/.test(part) || said.has(part)),
      );
      expect(known, `${file}: ${title}`).to.equal(true);
    }
  });

  it("names functions that the contracts have", async () => {
    const functions = new Map<string, Set<string>>();
    for (const part of ["edition", ...PARTS] as const) {
      const [source = "", contract = ""] = SOURCES[part].split(":");
      const { fragments } = new Interface((await artifacts.readArtifact(`${source}:${contract}`)).abi);
      functions.set(contract, new Set(fragments.flatMap((one) => ("name" in one ? [one.name as string] : []))));
    }
    const named = Array.from(
      (await read(DOCUMENT)).matchAll(FUNCTION),
      ([, contract, name]) => [contract!, name!] as const,
    );
    expect(named).to.have.length.above(60);
    for (const [contract, name] of named) {
      expect(functions.get(contract)?.has(name), `${contract}.${name}`).to.equal(true);
    }
  });

  it("says of the keys of every duty what becomes of them lost or captured", async () => {
    const keys = rowsOf(pieces(await read(DOCUMENT), "##").get("Keys lost or captured")!);
    const duties = Array.from(
      (await read("contracts/lib/Duties.sol")).matchAll(/constant (\w+) = /g),
      ([, duty]) => duty!,
    );
    expect(duties).to.have.lengthOf(6);
    for (const holder of [
      ...duties,
      "Enterprise's",
      "Provider's",
      "Deployer's",
      "Consortium's",
      "node",
      "nullifier key",
    ]) {
      const rows = keys.filter(([key]) => key!.toLowerCase().includes(holder.toLowerCase()));
      expect(rows, holder).to.not.be.empty;
    }
    for (const row of keys) {
      expect(row, row[0]).to.have.lengthOf(5);
      for (const cell of row) expect(cell, row[0]).to.not.equal("");
    }
  });

  it("links to places that exist", async () => {
    for (const file of [DOCUMENT, "docs/threats.zh-CN.md"]) {
      const text = await read(file);
      for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
        const [page, anchor] = target!.split("#") as [string, string?];
        const there = page === "" ? text : await read(path.join("docs", page));
        if (anchor === undefined) continue;
        const anchors = Array.from(there.matchAll(/^#+ (.+)$/gm), ([, heading]) =>
          heading!
            .toLowerCase()
            .replace(/[^\p{L}\p{N} -]/gu, "")
            .replaceAll(" ", "-"),
        );
        expect(anchors, target).to.include(anchor);
      }
    }
  });

  it("finds a title that is not there, and one whose differing part nobody says", () => {
    const [plain, template] = titlesOf('it("is refused", () => {}); it(`is refused to ${who}, twice`, () => {});');
    expect(plain!.test("is refused")).to.equal(true);
    expect(plain!.test("is refused at once")).to.equal(false);
    expect(template!.exec("is refused to the Operator, twice")?.[1]).to.equal("the Operator");
    expect(template!.test("is taken from the Operator, twice")).to.equal(false);
  });
});
