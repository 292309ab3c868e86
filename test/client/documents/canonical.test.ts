import { expect } from "chai";
import fc from "fast-check";
import { canonicalJson, parseCanonical, type Json } from "../../../client/documents/canonical.ts";
import { refusal } from "../refusal.ts";
import { texts } from "../texts.ts";

const documents = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>;

describe("Canonical JSON", () => {
  it("orders names by their UTF-16 units, at every depth, and keeps arrays in order", () => {
    // U+1F600 is written with the units D83D DE00 and so comes before U+FB33, though its code point is greater.
    const document = { "\u{1F600}": 1, "\uFB33": 2, b: { z: 1, Z: 2, "": 3 }, a: [3, 1, 2], "10": 0, "9": 0 };
    expect(canonicalJson(document)).to.equal(
      '{"10":0,"9":0,"a":[3,1,2],"b":{"":3,"Z":2,"z":1},"\u{1F600}":1,"\uFB33":2}',
    );
  });

  it("escapes only what it must, in the shortest way", () => {
    expect(canonicalJson('\u0000\b\t\n\f\r\u001F"\\/\u007F€合')).to.equal(
      '"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\u007F€合"',
    );
  });

  for (const [number, text] of [
    [-0, "0"],
    [1.0, "1"],
    [1e21, "1e+21"],
    [123456789012345680000, "123456789012345680000"],
    [0.000001, "0.000001"],
    [1e-7, "1e-7"],
    [5e-324, "5e-324"],
    [0.1 + 0.2, "0.30000000000000004"],
  ] as const) {
    it(`writes the number ${text} in one way`, () => expect(canonicalJson(number)).to.equal(text));
  }

  it("does not depend on the order in which a document was put together", () => {
    fc.assert(
      fc.property(fc.dictionary(texts, documents), (document) => {
        const turned = Object.fromEntries(Object.entries(document).reverse());
        expect(canonicalJson(turned)).to.equal(canonicalJson(document));
      }),
    );
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const text = canonicalJson(document);
        expect(canonicalJson(parseCanonical(text))).to.equal(text);
      }),
    );
  });

  describe("refuses, and names the place:", () => {
    const itself: Record<string, unknown> = {};
    itself["child"] = itself;

    for (const [what, value, sentence] of [
      ["undefined", { a: undefined }, "In the document, $.a is of type undefined."],
      ["a bigint", { invoices: [{ amount: 1n }] }, "In the document, $.invoices[0].amount is of type bigint."],
      ["a function", [() => 1], "In the document, $[0] is of type function."],
      ["a symbol", Symbol("s"), "In the document, $ is of type symbol."],
      ["NaN", [NaN], "In the document, $[0] is NaN."],
      ["an infinity", [1, -Infinity], "In the document, $[1] is -Infinity."],
      ["half of a surrogate pair", { a: "\uD800" }, "In the document, $.a has half of a surrogate pair."],
      ["half of a surrogate pair in a name", { "\uDC00": 1 }, "In the document, $ has half of a surrogate pair."],
      ["a date", { when: new Date(0) }, "In the document, $.when is not a plain object."],
      ["a map", new Map(), "In the document, $ is not a plain object."],
      ["a boxed string", new String("a"), "In the document, $ is not a plain object."],
      ["a name that is a symbol", { [Symbol("s")]: 1 }, "In the document, $ is not a plain object."],
      // eslint-disable-next-line no-sparse-arrays
      ["a hole in an array", [1, , 2], "In the document, $[1] is of type undefined."],
    ] as const) {
      it(what, () => {
        expect(refusal(() => canonicalJson(value as unknown as Json), "NotJson").sentence.en).to.equal(sentence);
      });
    }

    it("a document that contains itself", () => {
      expect(refusal(() => canonicalJson(itself as Json), "NotJson").message).to.match(/is nested deeper than 64\.$/);
    });
  });

  it("refuses to read text that is not canonical", () => {
    for (const text of ['{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":2}', "1.0", '"\\u0041"', '{"a":1}\n', "{", ""]) {
      refusal(() => parseCanonical(text), "NotCanonical");
    }
  });
});
