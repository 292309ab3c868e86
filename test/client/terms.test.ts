import { expect } from "chai";
import fc from "fast-check";
import { pairsOf, soughtIn, termsOf } from "../../client/text/terms.ts";

/** Letters of both languages, digits, blanks, and what is neither. */
const writing = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."石墨烯粉体制备𠮷Graphene50kg ，。-'\"\\:*&|!()Ａｂé"),
    fc.string({ unit: "binary", maxLength: 1 }),
  ),
  maxLength: 60,
});
const chinese = fc.string({ unit: fc.constantFrom(..."石墨烯粉体制备工艺优化𠮷"), minLength: 1, maxLength: 20 });

describe("The terms that texts are found by", () => {
  it("are pairs of Chinese characters, the last one alone, and other words as they are", () => {
    expect(termsOf("石墨烯粉体（50 kg），Graphene 3D打印")).to.deep.equal([
      ...["石墨", "墨烯", "烯粉", "粉体", "体", "50", "kg", "graphene", "3d", "打印", "印"],
    ]);
  });

  it("are the same whatever the width and the case of what is written", () => {
    expect(termsOf("ＤＲＹ　Ｐｏｗｄｅｒ５０")).to.deep.equal(termsOf("dry powder50"));
    expect(termsOf("Ångström Café")).to.deep.equal(termsOf("ångström café".normalize("NFD")));
  });

  it("begin with each character of a Chinese text once, in its order", () => {
    fc.assert(
      fc.property(chinese, (text) => {
        expect(termsOf(text).map((term) => [...term][0])).to.deep.equal([...text]);
      }),
    );
  });

  it("hold nothing but letters and digits, and none is empty", () => {
    fc.assert(
      fc.property(writing, (text) => {
        for (const term of termsOf(text)) expect(term).to.match(/^[\p{L}\p{N}\p{Script=Han}]{1,64}$/u);
      }),
    );
  });

  it("cut words short that are none", () => {
    expect(termsOf("x".repeat(5_000))).to.deep.equal(["x".repeat(64)]);
  });
});

describe("What somebody looks for among texts", () => {
  /** As the tables do it, but for stems. */
  const isIn = (words: string, text: string): boolean => {
    const sought = soughtIn(words);
    if (sought === undefined) return false;
    const terms = new Set(termsOf(text));
    const begun = [...sought.begun, ...(sought.last === undefined ? [] : [sought.last])];
    return (
      sought.whole.every((term) => terms.has(term)) &&
      begun.every((beginning) => [...terms].some((term) => term.startsWith(beginning)))
    );
  };

  it("is nothing where there is neither letter nor digit", () => {
    for (const words of ["", "  ", "，。！", "\u0000", "\ud800", "*:&|"])
      expect(soughtIn(words), words).to.equal(undefined);
  });

  it("is in each text of which it is a part, wherever that begins and ends", () => {
    fc.assert(
      fc.property(chinese, fc.nat(20), fc.nat(20), (text, from, length) => {
        const part = [...text].slice(from, from + length + 1).join("");
        expect(part === "" || isIn(part, text), part).to.equal(true);
      }),
    );
    fc.assert(
      fc.property(writing, (text) => {
        expect(soughtIn(text) === undefined || isIn(text, `${text} and more`) || isIn(text, text)).to.equal(true);
      }),
    );
  });

  it("takes a word that may be typed in part for the beginning of one, until a blank says that it is whole", () => {
    const text = "Graphene powder preparation 石墨烯";
    for (const words of ["graph", "prep", "powder gra", "石", "烯", "墨烯 pow"])
      expect(isIn(words, text), words).to.equal(true);
    for (const words of ["graph ", "graph powder", "owder", "墨粉", "粉"])
      expect(isIn(words, text), words).to.equal(false);
  });

  it("is its single characters, by what begins with them", () => {
    expect(soughtIn("石 powder")).to.deep.equal({ whole: [], begun: ["石"], last: "powder" });
    expect(pairsOf("石")).to.deep.equal([]);
  });
});
