import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("The image of our own programs", () => {
  let rules: string[];
  let taken: string[];
  before(async () => {
    const text = await readFile(path.join(ROOT, "network/compose/Dockerfile.dockerignore"), "utf8");
    rules = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    taken = rules.filter((rule) => rule.startsWith("!")).map((rule) => rule.slice(1));
  });

  it("takes nothing but what it names, so that no key and no backup in the folder is in it", () => {
    expect(rules[0]).to.equal("*");
    for (const name of taken) {
      expect(existsSync(path.join(ROOT, name)), name).to.equal(true);
      expect(name).to.match(/^[\w.-]+$/);
    }
    for (const secret of ["node-key", "keys", "network.yaml", "tongdui.json", "restored", "deployments", "consortium"])
      expect(taken).to.not.include(secret);
  });

  it("has every file that its programs load", async () => {
    const files = execFileSync("git", ["ls-files", "--", ...taken], { cwd: ROOT, encoding: "utf8" }).split("\n");
    const made = ["artifacts", "typechain-types", "node_modules"];
    for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
      const text = await readFile(path.join(ROOT, file), "utf8");
      for (const [, name = ""] of text.matchAll(/(?:from|import\() ?"(\.{1,2}\/[^"]+)"/g)) {
        const [first = ""] = path.posix.join(path.posix.dirname(file), name).split("/");
        expect([...taken, ...made], `${file}: ${name}`).to.include(first);
      }
    }
  });

  it("and a district's own files are none of the project's: git does not keep them either", () => {
    for (const secret of ["node-key/node-key", "network.yaml", "consortium/network.json", "wujin-1.backup.json"])
      expect(execFileSync("git", ["check-ignore", secret], { cwd: ROOT, encoding: "utf8" }).trim()).to.equal(secret);
  });
});
