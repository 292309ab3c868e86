import { expect } from "chai";
import { asTable, compare, risen, verdictOn } from "../../bench/gas/compare.ts";
import { asText } from "../../bench/gas/tables.ts";
import { resultWith } from "./result.ts";

describe("A run of the gas bench beside the snapshot", () => {
  const before = resultWith({ issue100: 40_000, pay50: 21_000 });

  it("may be half a percent dearer, and not one gas more", () => {
    expect(risen(compare(before, resultWith({ issue100: 40_200 })))).to.deep.equal([]);
    expect(risen(compare(before, resultWith({ issue100: 40_201 })))).to.deep.equal([
      { name: "issue100", before: 40_000, now: 40_201 },
    ]);
  });

  it("may be cheaper by any amount", () => {
    const comparison = compare(before, resultWith({ issue100: 30_000 }));
    expect(risen(comparison)).to.deep.equal([]);
    expect(verdictOn(comparison)).to.match(/^No figure rose/);
  });

  it("is held to the peers' figures and the extras too", () => {
    const now = resultWith();
    now.peers.eas.issue100 = 300_000;
    now.extras.settle50 = 13_000;
    expect(risen(compare(before, now)).map(({ name }) => name)).to.deep.equal([
      "peers.eas.issue100",
      "extras.settle50",
    ]);
  });

  it("says what was not compared: at100k of a short run", () => {
    const comparison = compare(before, resultWith({ at100k: null }));
    expect(comparison.missing).to.deep.equal(["at100k"]);
    expect(verdictOn(comparison)).to.include("Not compared, as one of the two has none: at100k.");
  });

  it("names what rose and how to renew the snapshot", () => {
    const verdict = verdictOn(compare(before, resultWith({ pay50: 22_000, life50: 220_000 })));
    expect(verdict).to.include("pay50, life50");
    expect(verdict).to.include("npm run bench:gas -- --update");
  });

  it("shows each difference in gas and in percent", () => {
    const text = asText(asTable(compare(before, resultWith({ issue100: 40_400, pay50: 18_900 }))));
    expect(text).to.match(/issue100 +40,000 +40,400 +\+400 +\+1\.00/);
    expect(text).to.match(/pay50 +21,000 +18,900 +-2,100 +-10\.00/);
    expect(text).to.match(/redeem50 +64,000 +64,000 +0 +0\.00/);
  });
});
