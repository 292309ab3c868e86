import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { PAGE, pageOf, readSnapshot } from "../../bench/gas/files.ts";
import { withFigures } from "../../bench/gas/page.ts";
import { asText, tablesOf } from "../../bench/gas/tables.ts";
import { resultWith } from "./result.ts";

const report = (result = resultWith()) => tablesOf(result).map(asText).join("\n");

describe("The gas bench's report", () => {
  it("has a figure with its floor, its aim and whether it is met in one line", () => {
    expect(report()).to.match(/issue100 +40,000 +37,500 +≤ 42,000 +met /);
    expect(report(resultWith({ issue100: 45_000 }))).to.match(/issue100 +45,000 +37,500 +≤ 42,000 +missed /);
  });

  it("says what is not measured", () => {
    expect(report(resultWith({ at100k: null }))).to.match(/at100k +not measured/);
  });

  it("says what part of a peer's cost ours is", () => {
    expect(report()).to.match(/OpenZeppelin ERC-721, bare mint +48,000 +not measured +83 % of it/);
  });

  it("tells the code's own work from the floor", () => {
    expect(report()).to.match(/issue100 +500 +32,000 +5,000 +0 +2,500/);
  });

  it("has as many cells in each row as columns", () => {
    for (const { head, rows } of tablesOf(resultWith({ at100k: null }))) {
      for (const row of rows) expect(row, row[0]).to.have.length(head.length);
    }
  });
});

describe("docs/gas.md", () => {
  it("has the snapshot's figures; npm run bench:gas -- --update renews both", async () => {
    expect(await readFile(PAGE, "utf8")).to.equal(await pageOf(await readSnapshot()));
  });

  it("says of a missed aim whether any code could reach it", async () => {
    const page = withFigures(await readFile(PAGE, "utf8"), resultWith({ pay50: 48_000, life50: 220_000 }));
    expect(page).to.include("`pay50` is 26,000 above its aim of 22,000. Its floor of 37,500 is above the aim already");
    expect(page).to.match(/`life50` is 10,000 above .* leaves 172,500 for the code's own work, which is 182,500/);
  });

  it("says so where every aim is met", async () => {
    expect(withFigures(await readFile(PAGE, "utf8"), resultWith())).to.include("### Aims that are missed\n\nNone.");
  });
});
