import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PLACES = "{client,indexer,network,office,portal,scripts}/**/*.{ts,tsx,yml}";

/** What is not said, because the same thing is called by another word. */
const NOT_SAID: Readonly<Record<string, string>> = { 办公服务: "办公系统" };

describe("What has one name in Chinese", () => {
  for (const [word, better] of Object.entries(NOT_SAID))
    it(`is ${better} everywhere`, () => {
      const files = globSync([PLACES, "docs/*.zh-CN.md", "README.zh-CN.md"], {
        cwd: ROOT,
        exclude: ["**/node_modules/**", "portal/dist/**"],
      });
      expect(files.length).to.be.greaterThan(300);
      expect(files.filter((file) => readFileSync(path.join(ROOT, file), "utf8").includes(word))).to.deep.equal([]);
    });
});
