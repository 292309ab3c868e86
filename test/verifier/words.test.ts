import { expect } from "chai";
import fc from "fast-check";
import { isoOfDay } from "../../client/days.ts";
import { formatFen } from "../../client/money.ts";
import { decodeOrder } from "../../client/orderWord.ts";
import { decodeVoucher } from "../../client/voucherWord.ts";
import { dayText, minuteText } from "../../verifier/ledger/days.ts";
import { readFreeze } from "../../verifier/ledger/freeze.ts";
import { readOrder } from "../../verifier/ledger/orderWord.ts";
import { readClawBack, readPayment } from "../../verifier/ledger/payment.ts";
import { readBudget, readProgramStatus, readTerms } from "../../verifier/ledger/program.ts";
import { readProvider } from "../../verifier/ledger/provider.ts";
import { readVoucher } from "../../verifier/ledger/voucherWord.ts";
import { Refusal } from "../../verifier/refusal.ts";
import { yuan } from "../../verifier/sentences/words.ts";

const ID = (1n << 32n) | 1n;
const WHAT = { en: "a word", zh: "某字段" };
const MAX_48 = (1n << 48n) - 1n;

/** Any word, and words near those that the ledger writes. */
const words = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }),
  fc.bigInt({ min: 0n, max: (1n << 16n) - 1n }),
  fc.array(fc.nat(255), { maxLength: 8 }).map((bits) => bits.reduce((word, bit) => word | (1n << BigInt(bit)), 0n)),
);

/** What is read, or undefined where it is refused; whatever else is thrown is a fault. */
function readOr<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

describe("A word of the ledger's storage", () => {
  it("is read or refused, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 5, maxLength: 5 }), ([a = 0n, b = 0n, c = 0n, d = 0n, e = 0n]) => {
        readOr(() => readVoucher(ID, a));
        readOr(() => readOrder(a, WHAT));
        readOr(() => readFreeze(a, WHAT));
        readOr(() => readClawBack(a, WHAT));
        readOr(() => readBudget(1n, a));
        readOr(() => readProgramStatus(1n, a));
        readOr(() => readPayment(1n, [a, b]));
        readOr(() => readProvider(ID, [a, b, c, d]));
        readOr(() => readTerms(1n, [a, b, c, d, e]));
      }),
      { numRuns: 3_000 },
    );
  });

  it("says of a voucher what the client reads in it", () => {
    const amounts = fc.bigInt({ min: 1n, max: MAX_48 / 3n });
    const days = fc.bigInt({ min: 1n, max: 30_000n });
    fc.assert(
      fc.property(
        amounts,
        amounts,
        amounts,
        days,
        fc.nat(2),
        fc.nat(3),
        (rest, locked, redeemed, day, status, flags) => {
          const face = rest + locked + redeemed;
          const amountsOf = ID | (face << 48n) | (locked << 96n) | (redeemed << 144n);
          const others = (day << 192n) | ((day + 9n) << 208n) | (BigInt(status + 1) << 224n) | (BigInt(flags) << 232n);
          const word = amountsOf | others | (7n << 240n);
          const theirs = decodeVoucher(word);
          expect(readVoucher(ID, word)).to.deep.equal({ ...theirs, status: theirs.status.toLowerCase() });
        },
      ),
    );
  });

  it("says of an order what the client reads in it", () => {
    const word = ID | ((ID + 1n) << 48n) | (500n << 96n) | (20_000n << 144n) | (20_009n << 160n) | (3n << 176n);
    const order = word | (2n << 192n) | (1n << 200n) | (4n << 208n) | (1n << 212n) | (12n << 224n);
    const { frozenDays, stage, payment, ...theirs } = decodeOrder(order);
    expect(frozenDays).to.equal(3);
    const expected = { ...theirs, stage: stage.toLowerCase(), payment: BigInt(payment) };
    expect(readOrder(order, WHAT)).to.deep.equal(expected);
  });
});

describe("Amounts and days in a verdict", () => {
  it("are written as everywhere else, to the fen", () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: MAX_48 }), (fen) => yuan(fen) === formatFen(fen)));
    expect([0n, 1n, 99n, 100n, 123_456n, MAX_48].map(yuan)).to.deep.equal([
      "¥0.00",
      "¥0.01",
      "¥0.99",
      "¥1.00",
      "¥1,234.56",
      "¥2,814,749,767,106.55",
    ]);
  });

  it("are of Shanghai", () => {
    fc.assert(fc.property(fc.nat(65_535), (day) => dayText(day) === isoOfDay(day)));
    expect(minuteText(Date.parse("2030-03-12T15:59:59Z") / 1_000)).to.equal("2030-03-12 23:59");
    expect(minuteText(Date.parse("2030-03-12T16:00:00Z") / 1_000)).to.equal("2030-03-13 00:00");
  });
});
