import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { asTable, missed } from "../../../bench/aims.ts";
import { AIMS, type Figures } from "../../../bench/proof/figures.ts";

const FIGURES: Figures = { proofGzipKiB: 48, verifyMs: 40, recoveryMs: 10, verifyToRecovery: 4, bundleGzipKiB: 120 };
const MAIN = fileURLToPath(new URL("../../../bench/proof/main.ts", import.meta.url));

/** How the bench ends, and what it says of it. */
function bench(...options: string[]) {
  return spawnSync(process.execPath, [MAIN, ...options], { encoding: "utf8" });
}

describe("npm run bench:proof", () => {
  it("says each figure, and of those that have an aim whether it is met", () => {
    const said = asTable(AIMS, { ...FIGURES, verifyToRecovery: 4.1 }, true);
    expect(said).to.match(/proofGzipKiB +48 +≤ 48 +met/);
    expect(said).to.match(/verifyToRecovery +4.10 +≤ 4 +missed/);
    expect(said).to.match(/recoveryMs +10$/m);
  });

  it("counts what misses its aim, and nothing that just meets it", () => {
    expect(missed(AIMS, FIGURES)).to.deep.equal([]);
    expect(missed(AIMS, { ...FIGURES, proofGzipKiB: 48.1, bundleGzipKiB: 121 })).to.deep.equal([
      "proofGzipKiB",
      "bundleGzipKiB",
    ]);
  });

  it("says that a file's folder is missing before it measures anything, with exit code 1", () => {
    const { status, stdout, stderr } = bench("--json", "no/such/folder/proof.json");
    expect(status).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.equal("no/such/folder/proof.json cannot be written: its folder must exist and take files.\n");
  });

  for (const options of [["--shrot"], ["--json"], ["everything"]]) {
    it(`refuses ${options.join(" ")} in one line, with exit code 2`, () => {
      const { status, stdout, stderr } = bench(...options);
      expect(status).to.equal(2);
      expect(stdout).to.equal("");
      expect(stderr).to.match(/^error: [^\n]+\n(\(Did you mean --short\?\)\n)?$/);
    });
  }
});
