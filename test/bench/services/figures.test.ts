import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { asTable, missed } from "../../../bench/aims.ts";
import { AIMS, p95, type Figures } from "../../../bench/services/figures.ts";

const FIGURES: Figures = {
  ...{ calculatorMs: 20, calculatorPureMs: 1.5, calculatorPrograms: 400 },
  ...{ suggestP95Ms: 100, suggestProviders: 10_000, suggestDemands: 100_000 },
};
const MAIN = fileURLToPath(new URL("../../../bench/services/main.ts", import.meta.url));

/** How the bench ends, and what it says of it. */
function bench(...options: string[]) {
  return spawnSync(process.execPath, [MAIN, ...options], { encoding: "utf8" });
}

describe("npm run bench:services", () => {
  it("says each figure, and of those that have an aim whether it is met", () => {
    const said = asTable(AIMS, { ...FIGURES, calculatorMs: 20.1 }, true);
    expect(said).to.match(/calculatorMs +20 +≤ 20 +missed/);
    expect(said).to.match(/calculatorPureMs +1.50$/m);
    expect(asTable(AIMS, FIGURES, false)).not.to.match(/met|missed/);
  });

  it("counts what misses its aim, and nothing that just meets it", () => {
    expect(missed(AIMS, FIGURES)).to.deep.equal([]);
    expect(missed(AIMS, { ...FIGURES, calculatorMs: 20.1 })).to.deep.equal(["calculatorMs"]);
  });

  it("takes for the slow ones what only five of a hundred take longer than", () => {
    expect(p95(Array.from({ length: 100 }, (_, i) => 100 - i))).to.equal(95);
    expect(p95([3])).to.equal(3);
    expect(() => p95([])).to.throw(RangeError);
  });

  it("says that a file's folder is missing before it measures anything, with exit code 1", () => {
    const { status, stdout, stderr } = bench("--json", "no/such/folder/services.json");
    expect([status, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.equal("no/such/folder/services.json cannot be written: its folder must exist and take files.\n");
  });

  for (const options of [["--shrot"], ["--json"], ["everything"]]) {
    it(`refuses ${options.join(" ")} in one line, with exit code 2`, () => {
      const { status, stdout, stderr } = bench(...options);
      expect([status, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(/^error: [^\n]+\n(\(Did you mean --short\?\)\n)?$/);
    });
  }
});
