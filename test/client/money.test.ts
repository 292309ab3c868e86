import { expect } from "chai";
import fc from "fast-check";
import { formatFen, formatRate, MAX_FEN, parseYuan, plainYuan, shareOf } from "../../client/money.ts";
import { refusal } from "./refusal.ts";

const amounts = fc.bigInt({ min: 0n, max: MAX_FEN });

describe("Money", () => {
  describe("reading yuan", () => {
    for (const [text, fen] of [
      ["0", 0n],
      ["0.01", 1n],
      ["1234.5", 123_450n],
      ["1,234.50", 123_450n],
      ["¥1,234.50", 123_450n],
      [" ￥ 1,234.50 ", 123_450n],
      ["１，２３４．５０", 123_450n],
      ["2814749767106.55", MAX_FEN],
    ] as const) {
      it(`reads "${text}"`, () => expect(parseYuan(text)).to.equal(fen));
    }

    for (const [text, code] of [
      ["", "AmountMissing"],
      ["　", "AmountMissing"],
      ["30万", "AmountUnit"],
      ["300元", "AmountUnit"],
      ["-1", "AmountNegative"],
      ["(100)", "AmountNegative"],
      ["1e5", "AmountUnreadable"],
      ["1.", "AmountUnreadable"],
      [".5", "AmountUnreadable"],
      ["007", "AmountUnreadable"],
      ["1 000", "AmountUnreadable"],
      ["$5", "AmountUnreadable"],
      ["12,34", "AmountGrouping"],
      ["1,2345", "AmountGrouping"],
      ["1234,567", "AmountGrouping"],
      ["1.234", "AmountDecimals"],
      ["2814749767106.56", "AmountTooLarge"],
    ] as const) {
      it(`refuses "${text}" as ${code}`, () => void refusal(() => parseYuan(text), code));
    }

    it("reads back every amount that it shows, grouped or plain", () => {
      fc.assert(
        fc.property(amounts, (fen) => {
          expect(parseYuan(formatFen(fen))).to.equal(fen);
          expect(parseYuan(plainYuan(fen))).to.equal(fen);
        }),
      );
    });
  });

  describe("showing", () => {
    it("groups by three and shows both decimals", () => {
      expect([0n, 5n, 123_450n, 100_000_000n].map(formatFen)).to.deep.equal([
        "¥0.00",
        "¥0.05",
        "¥1,234.50",
        "¥1,000,000.00",
      ]);
    });

    it("shows a difference below zero with its sign", () => {
      expect(formatFen(-123_450n)).to.equal("-¥1,234.50");
      expect(plainYuan(-5n)).to.equal("-0.05");
    });

    it("shows rates as percentages", () => {
      expect([0, 5000, 3333, 10_000, 1].map(formatRate)).to.deep.equal(["0%", "50%", "33.33%", "100%", "0.01%"]);
    });
  });

  describe("a share", () => {
    it("rounds down to the fen", () => expect(shareOf(101n, 5000)).to.equal(50n));

    it("is the greatest amount of fen that does not exceed the rate", () => {
      fc.assert(
        fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (fen, rate) => {
          const exact = fen * BigInt(rate);
          const share = shareOf(fen, rate);
          expect(share * 10_000n <= exact && exact < (share + 1n) * 10_000n).to.equal(true);
        }),
      );
    });

    it("refuses rates that are no basis points and amounts that the ledger cannot hold", () => {
      for (const rate of [-1, 10_001, 0.5, NaN]) refusal(() => shareOf(1n, rate), "RateOutOfRange");
      refusal(() => shareOf(-1n, 1), "AmountNegative");
      refusal(() => shareOf(MAX_FEN + 1n, 1), "AmountTooLarge");
    });
  });
});
