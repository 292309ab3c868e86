import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { spentKindsOf } from "../../../bench/command/ledger/kinds.ts";
import { asTable, missed } from "../../../bench/aims.ts";
import { AIMS, type Figures } from "../../../bench/portal/figures.ts";
import { firstLoadOf } from "../../../bench/portal/firstLoad.ts";

const FIGURES: Figures = {
  indexRatio: 0.8,
  indexPerSecond: 800,
  barePerSecond: 1_000,
  voucherPageMs: 100,
  readersMedianMs: 20,
  readersP99Ms: 100,
  p99Ratio: 5,
  firstLoadGzipKiB: 250,
};
const MAIN = fileURLToPath(new URL("../../../bench/portal/main.ts", import.meta.url));

/** How the bench ends, and what it says of it. */
function bench(...options: string[]) {
  return spawnSync(process.execPath, [MAIN, ...options], { encoding: "utf8" });
}

describe("npm run bench:portal", () => {
  it("says each figure with its aim and whether it is met, and only what was measured of a short run", () => {
    const said = asTable(AIMS, { ...FIGURES, p99Ratio: 5.1 }, true);
    expect(said).to.match(/indexRatio +0.80 +≥ 0.8 +met/);
    expect(said).to.match(/p99Ratio +5.10 +≤ 5 +missed/);
    expect(said).to.match(/barePerSecond +1000\n/);
    expect(asTable(AIMS, FIGURES, false)).not.to.match(/met|missed|[≥≤]/);
  });

  it("counts what misses its aim, and nothing that just meets it", () => {
    expect(missed(AIMS, FIGURES)).to.deep.equal([]);
    expect(missed(AIMS, { ...FIGURES, indexRatio: 0.79, firstLoadGzipKiB: 251 })).to.deep.equal([
      "indexRatio",
      "firstLoadGzipKiB",
    ]);
  });

  it("measures a ledger of exactly as many changes as it says, on which each order has a voucher of its own", () => {
    for (const changes of [100, 999, 2_000, 100_000]) {
      const { issued, orders, extended, frozen, expired } = spentKindsOf(changes);
      expect(issued + 3 * orders + extended + frozen + expired).to.equal(changes);
      expect(orders + extended + frozen).to.be.at.most(issued);
      expect(expired).to.be.at.most(issued);
    }
  });

  it("counts of the first load what the page that loads most needs, and nothing that it loads later", () => {
    const chunk = (fileName: string, length: number, imports: string[] = [], facadeModuleId: string | null = null) => {
      // Chance cannot be packed.
      const code = Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join("");
      return { fileName, code, imports, facadeModuleId, isEntry: fileName === "index.js" };
    };
    const { page, bytes } = firstLoadOf([
      chunk("index.js", 1_000, ["react.js"]),
      chunk("react.js", 2_000),
      chunk("small.js", 100, [], "portal/src/notices/NoticesPage.tsx"),
      chunk("large.js", 3_000, ["react.js", "shared.js"], "portal/src/desk/DeskPage.tsx"),
      chunk("shared.js", 4_000),
      chunk("charts.js", 100_000, ["react.js"], "portal/src/charts/echarts.ts"),
    ]);
    expect(page).to.equal("large.js");
    expect(bytes).to.be.within(7_000, 10_500);
  });

  it("says that a file's folder is missing before it measures anything, with exit code 1", () => {
    const { status, stdout, stderr } = bench("--json", "no/such/folder/portal.json");
    expect(status).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.equal("no/such/folder/portal.json cannot be written: its folder must exist and take files.\n");
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
