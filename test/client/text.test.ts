import { expect } from "chai";
import { districtText, dutyText, roleText, shortHex } from "../../client/text/ids.ts";
import { halfWidth } from "../../client/text/width.ts";

describe("Text", () => {
  it("turns full-width forms and the ideographic space into half-width, and nothing else", () => {
    expect(halfWidth("ＡＢｃ　１２３－（～！")).to.equal("ABc 123-(~!");
    expect(halfWidth("①ﬁ￥、。ｱ")).to.equal("①ﬁ￥、。ｱ");
  });

  it("names districts, duties and roles in both languages", () => {
    expect([districtText(2n, "en"), districtText(2n, "zh")]).to.deep.equal(["district 2", "第 2 区"]);
    expect([districtText(0n, "en"), districtText(0n, "zh")]).to.deep.equal(["the consortium", "联盟"]);
    expect([dutyText(3n, "en"), dutyText(3n, "zh")]).to.deep.equal(["Finance", "财政局"]);
    expect(dutyText(9n, "en")).to.equal("duty 9");
    expect([roleText((2n << 8n) | 1n, "en"), roleText((2n << 8n) | 1n, "zh")]).to.deep.equal([
      "Bureau of district 2",
      "第 2 区科技局",
    ]);
    expect(roleText(0n, "en")).to.equal("Administrator of the consortium");
    expect(roleText(2n ** 64n - 1n, "en")).to.equal("everybody");
  });

  it("shortens hashes and leaves selectors whole", () => {
    expect(shortHex(`0x${"ab".repeat(32)}`)).to.equal("0xabababab…abab");
    expect(shortHex("0x12345678")).to.equal("0x12345678");
  });
});
