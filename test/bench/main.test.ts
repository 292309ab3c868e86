import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const MAIN = fileURLToPath(new URL("../../bench/gas/main.ts", import.meta.url));

/** How the bench ends, and what it says of it. */
function bench(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...options], { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("npm run bench:gas", () => {
  for (const options of [["--shrot"], ["--json"], ["--update", "--short"], ["--update", "--check"], ["everything"]]) {
    it(`refuses ${options.join(" ")} in one line, with exit code 2`, () => {
      const { status, stdout, stderr } = bench(...options);
      expect(status).to.equal(2);
      expect(stdout).to.equal("");
      expect(stderr).to.match(/^error: [^\n]+\n(\(Did you mean --short\?\)\n)?$/);
    });
  }

  it("says that a file's folder is missing before it measures anything, with exit code 1", () => {
    const { status, stdout, stderr } = bench("--json", "no/such/folder/gas.json");
    expect(status).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.equal("no/such/folder/gas.json cannot be written: its folder must exist and take files.\n");
  });
});
