import { expect } from "chai";
import fc from "fast-check";
import { checkCharacter, creditCode } from "../../../client/documents/creditCode.ts";
import { refusal } from "../refusal.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Any seventeen characters that may stand before a check character. */
const bodies = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 2, maxLength: 2 }),
    fc.string({ unit: fc.constantFrom(...ALPHABET.slice(0, 10)), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.join(""));

describe("Credit codes", () => {
  it("end in the check character that the standard's rule gives", () => {
    // 9·1 + 1·3 + 3·9 + 1·27 + 1·26 + M·10 + A·30 = 602 = 19·31 + 13 with M = 21 and A = 10, and 31 − 13 = 18 = J.
    expect(checkCharacter("91310100000000MA0")).to.equal("J");
    expect(checkCharacter("00000000000000000")).to.equal("0");
  });

  it("are accepted however they were typed, and given back in one form", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const code = body + checkCharacter(body);
        const wide = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
        expect(creditCode(code)).to.equal(code);
        expect(creditCode(code.toLowerCase())).to.equal(code);
        expect(creditCode(wide)).to.equal(code);
        expect(creditCode(` ${code.slice(0, 6)} ${code.slice(6)}\t`)).to.equal(code);
      }),
    );
  });

  it("are refused with any one character changed", () => {
    fc.assert(
      fc.property(bodies, fc.nat(17), fc.constantFrom(...ALPHABET), (body, place, other) => {
        const code = body + checkCharacter(body);
        fc.pre(code[place] !== other);
        expect(() => creditCode(code.slice(0, place) + other + code.slice(place + 1))).to.throw();
      }),
    );
  });

  it("are refused with the wrong length, saying how long they are", () => {
    expect(refusal(() => creditCode("9131"), "CreditCodeLength").message).to.equal(
      'The credit code "9131" has 4 characters, not 18.',
    );
  });

  it("are refused with letters that the standard leaves out, saying where", () => {
    const error = refusal(() => creditCode("9131010000000OMA0X"), "CreditCodeCharacter");
    expect(error.message).to.equal('The credit code "9131010000000OMA0X" cannot have "O" as character 14.');
  });

  it("are refused with a letter in the administrative division", () => {
    refusal(() => creditCode("91A10100000000MA0X"), "CreditCodeCharacter");
  });

  it("are refused with a wrong check character, without the right one being offered", () => {
    const body = "91310100000000MA0";
    const right = checkCharacter(body);
    const wrong = right === "0" ? "1" : "0";
    const error = refusal(() => creditCode(body + wrong), "CreditCodeCheck");
    expect(error.message).to.equal(`The credit code "${body}${wrong}" does not check: a character of it is wrong.`);
  });
});
