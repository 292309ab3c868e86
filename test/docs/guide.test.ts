import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import type { Declaration } from "../../scripts/cli/define.ts";
import { readPlanFile } from "../../scripts/deploy/planFile.ts";
import { groups } from "../../scripts/commands/groups.ts";

const COMMON = ["--profile", "--lang", "--json", "--yes", "--dry-run", "--help"];

const linesOf = async (file: string): Promise<string[]> => {
  const page = await readFile(path.resolve(import.meta.dirname, "../../docs", file), "utf8");
  const blocks = Array.from(page.matchAll(/```sh\n(.*?)```/gs), ([, block]) => block!);
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/^(sudo env "PATH=\$PATH" )?npx --no-install tongdui /, "npx tongdui "))
    .filter((line) => line.startsWith("npx tongdui "));
};

/** What was typed after `npx tongdui`, with what is in quotation marks as one word. */
const wordsOf = (line: string): string[] => (line.match(/"[^"]*"|\S+/g) ?? []).slice(2);

/** The declaration that the words call: that with most words of its own. */
const called = async ([first, ...words]: readonly string[]): Promise<Declaration | undefined> => {
  const group = groups.find(({ name }) => name === first);
  const own = (await group?.load()) ?? [];
  const fits = own.filter(({ words: theirs }) => {
    const parts = theirs.split(" ").filter((part) => part !== "");
    return parts.every((part, i) => words[i] === part);
  });
  return fits.sort((a, b) => b.words.length - a.words.length)[0];
};

/** Pages whose lines people type after us, and at least how many such lines each has. */
const GUIDES: readonly [title: string, page: string, least: number][] = [
  ["The operator's guide", "operators-guide", 26],
  ["The guide to running a node", "run-a-node", 10],
  ["The guide to supply and demand", "matching", 11],
  ["The guide to applications", "applications", 8],
  ["The guide to the operator's services", "services", 3],
];

/** Pages whose lines are typed on the machines of nodes, some by an administrator. */
const ON_MACHINES = ["run-a-node.md", "run-a-node.zh-CN.md", "network-operations.md", "network-operations.zh-CN.md"];

describe("The page on deploying", () => {
  it("shows a plan that the command reads, and lines that it takes", async () => {
    const text = await readFile(path.resolve(import.meta.dirname, "../../docs/deploying.md"), "utf8");
    const [, plan = ""] = /```yaml\n(.*?)```/s.exec(text) ?? [];
    const folder = await mkdtemp(path.join(tmpdir(), "plan-"));
    try {
      await writeFile(path.join(folder, "pilot.yaml"), plan);
      const { districts, consortium } = await readPlanFile(path.join(folder, "pilot.yaml"));
      expect(districts.map(({ key }) => key)).to.deep.equal(["yangpu", "wujin"]);
      expect(consortium.threshold).to.equal(2);
    } finally {
      await rm(folder, { recursive: true });
    }
    const lines = await linesOf("deploying.md");
    expect(lines).to.have.length.of.at.least(5);
    for (const line of lines) expect(await called(wordsOf(line)), line).to.not.equal(undefined);
  });
});

describe("The guides for the machines of nodes", () => {
  for (const page of ON_MACHINES)
    it(`let npx fetch nobody's package of the program's name (${page})`, async () => {
      const text = await readFile(path.resolve(import.meta.dirname, "../../docs", page), "utf8");
      expect(text).to.include("npx --no-install tongdui").and.not.include("npx tongdui");
    });
});

for (const [title, page, least] of GUIDES)
  describe(title, () => {
    const files = [`${page}.md`, `${page}.zh-CN.md`];
    for (const file of files) {
      it(`has only lines that the command takes (${file})`, async () => {
        const lines = await linesOf(file);
        expect(lines).to.have.length.of.at.least(least);
        for (const line of lines) {
          const words = wordsOf(line);
          const declaration = await called(words);
          expect(declaration, line).to.not.equal(undefined);
          const known = Object.values(declaration!.options).map(({ form }) => form.split(" ")[0]!);
          const typed = words.filter((word) => word.startsWith("--"));
          expect([...known, ...COMMON], line).to.include.members(typed);
          const lacking = Object.values(declaration!.options).filter(({ needed }) => needed);
          for (const { form } of lacking) expect(typed, line).to.include(form.split(" ")[0]);
        }
      });
    }

    it("has the same lines in both languages, but for what is said in words", async () => {
      const [en, zh] = await Promise.all(files.map(linesOf));
      const bare = (line: string): string => line.replaceAll(/"[^"]*"/g, '"…"');
      expect(zh!.map(bare)).to.deep.equal(en!.map(bare));
    });
  });
