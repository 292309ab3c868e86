import { expect } from "chai";
import { Interface } from "ethers";
import { defineSentences, fillIn } from "../../../client/errors/catalogue.ts";
import { FOREIGN_ERRORS, FOREIGN_SENTENCES } from "../../../client/errors/foreignSentences.ts";
import { sentenceGaps } from "./sentenceGaps.ts";

describe("The error catalogue", () => {
  it("fills in each value by its kind, in each language", () => {
    const { Sample } = defineSentences({
      Sample: {
        args: {
          share: "basisPoints",
          order: "hash",
          moment: "moment",
          duty: "duty",
          enterprise: "enterprise",
          reason: "unsaid",
        },
        en: "{duty}: {enterprise} {share} {order} {moment} {share}",
        zh: "{duty}：{enterprise} {share} {order} {moment}",
      },
    });
    const values = {
      share: 3333n,
      order: `0x${"ab".repeat(32)}`,
      moment: 1_782_835_199n,
      duty: 1n,
      enterprise: (2n << 32n) | 15n,
      reason: "0x",
    };
    expect(fillIn(Sample, values, "en")).to.equal("Bureau: 2-15 33.33% 0xabababab…abab 2026-06-30 23:59 33.33%");
    expect(fillIn(Sample, values, "zh")).to.equal("科技局：2-15 33.33% 0xabababab…abab 2026-06-30 23:59");
  });

  it("shows a value that does not fit its kind as it came", () => {
    const { Sample } = defineSentences({ Sample: { args: { day: "day" }, en: "{day}", zh: "{day}" } });
    expect(fillIn(Sample, { day: 2n ** 48n - 1n }, "en")).to.equal("281474976710655");
  });

  it("does not compile with a placeholder that is no argument, or an argument that is not said", () => {
    // Each expected error below fails the type check if the compiler accepts the line.
    // @ts-expect-error {amuont} is not an argument
    defineSentences({ E: { args: { amount: "fen" }, en: "{amount} {amuont}", zh: "{amount}" } });
    // @ts-expect-error {amount} is not said
    defineSentences({ E: { args: { amount: "fen" }, en: "{amount}", zh: "金额" } });
    // @ts-expect-error {amount} is not an argument
    defineSentences({ E: { args: {}, en: "{amount}", zh: "" } });
    // @ts-expect-error "yuan" is not a kind
    defineSentences({ E: { args: { amount: "yuan" }, en: "{amount}", zh: "{amount}" } });
    // @ts-expect-error a language is missing
    defineSentences({ E: { args: {}, en: "" } });
  });

  it("has a sentence, with the right arguments, for every error of others that we know", () => {
    expect(sentenceGaps(FOREIGN_SENTENCES, [FOREIGN_ERRORS])).to.deep.equal([]);
  });

  it("tells where sentences and contracts differ", () => {
    const contract = new Interface(["error Unsaid()", "error Renamed(uint48 asked)", "error Kind(address account)"]);
    const sentences = defineSentences({
      Renamed: { args: { amount: "fen" }, en: "{amount}", zh: "{amount}" },
      Kind: { args: { account: "fen" }, en: "{account}", zh: "{account}" },
      Gone: { args: {}, en: "", zh: "" },
    });
    expect(sentenceGaps(sentences, [contract])).to.deep.equal([
      "Kind: account is address, its kind fen",
      "Renamed takes (asked), its sentence (amount)",
      "Unsaid has no sentence",
      "Gone is no error of a contract",
    ]);
  });
});
