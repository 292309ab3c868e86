import { expect } from "chai";
import { aimsOf, ratiosOf } from "../../bench/gas/aims.ts";
import { resultWith } from "./result.ts";

const missed = (figures: Parameters<typeof resultWith>[0]) =>
  aimsOf(resultWith(figures)).flatMap(({ figure, met }) => (met === false ? [figure] : []));

describe("The gas bench's aims", () => {
  it("are met up to the very figure", () => {
    expect(missed({ issue100: 42_000, at100k: 42_000, redeem50: 65_000, pay50: 22_000 })).to.deep.equal([]);
    expect(missed({ expire100: 15_000, life50: 210_000 })).to.deep.equal([]);
  });

  it("are missed by one gas more", () => {
    expect(missed({ issue100: 42_001, at100k: 42_001 })).to.deep.equal(["issue100"]);
    expect(missed({ redeem50: 65_001, pay50: 22_001 })).to.deep.equal(["redeem50", "pay50"]);
    expect(missed({ expire100: 15_001, life50: 210_001 })).to.deep.equal(["expire100", "life50"]);
  });

  it("hold issue100 to nine tenths of OpenZeppelin's mint, whatever that costs", () => {
    expect(missed({ issue100: 43_200, at100k: 43_200 })).to.deep.equal(["issue100"]);
    expect(missed({ issue100: 43_210, at100k: 43_210 })).to.deep.equal(["issue100", "issue100ToOpenZeppelin"]);
  });

  it("ask that history costs nothing: more and less are both told", () => {
    expect(missed({ at100k: 40_040 })).to.deep.equal([]);
    expect(missed({ at100k: 40_050 })).to.deep.equal(["at100kToIssue100"]);
    expect(missed({ at100k: 39_950 })).to.deep.equal(["at100kToIssue100"]);
  });

  it("are neither met nor missed where nothing was measured", () => {
    const [history] = aimsOf(resultWith({ at100k: null })).filter(({ figure }) => figure === "at100kToIssue100");
    expect(history).to.include({ value: null, met: null });
  });

  it("stand beside one EAS attestation", () => {
    expect(ratiosOf(resultWith()).life50ToEasAttest).to.equal(0.82);
  });
});
