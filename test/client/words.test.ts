import { expect } from "chai";
import fc from "fast-check";
import { availableOf, decodeBudget, encodeBudget, type Budget } from "../../client/budgetWord.ts";
import { decodeOrder, encodeOrder, ORDER_STAGES, type OrderState } from "../../client/orderWord.ts";
import {
  decodeVoucher,
  encodeVoucher,
  remainingOf,
  returnedOf,
  VOUCHER_STATUSES,
  type Voucher,
} from "../../client/voucherWord.ts";

const uint48 = fc.bigInt({ min: 0n, max: 2n ** 48n - 1n });
const uint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });

const vouchers: fc.Arbitrary<Voucher> = fc.record({
  enterprise: uint48,
  face: uint48,
  locked: uint48,
  redeemed: uint48,
  issuedOn: uint(16),
  useBy: uint(16),
  status: fc.constantFrom(...VOUCHER_STATUSES),
  extended: fc.boolean(),
  frozenOnce: fc.boolean(),
  sequence: uint(16),
});
const orders: fc.Arbitrary<OrderState> = fc.record({
  voucher: uint48,
  provider: uint48,
  amount: uint48,
  deliverBy: uint(16),
  waitEnd: uint(16),
  frozenDays: uint(16),
  round: uint(8),
  invoices: uint(8),
  stage: fc.constantFrom(...ORDER_STAGES),
  reopened: fc.boolean(),
  payment: uint(32),
});
const budgets: fc.Arbitrary<Budget> = fc.record({
  approved: uint48,
  outstanding: uint48,
  redeemed: uint48,
  paid: uint48,
  recovered: uint48,
});

/** The bits that no field covers. */
const gaps = (...ranges: [number, number][]) =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => 1n << BigInt(from + i)));

for (const [name, arbitrary, encode, decode, unused] of [
  ["A voucher", vouchers, encodeVoucher, decodeVoucher, gaps([234, 239], [256, 256])],
  ["An order", orders, encodeOrder, decodeOrder, gaps([213, 223], [256, 256])],
  ["A budget", budgets, encodeBudget, decodeBudget, gaps([240, 256])],
] as [string, fc.Arbitrary<object>, (value: object) => bigint, (word: bigint) => object, bigint[]][]) {
  describe(`${name}'s word`, () => {
    it("gives back what was packed, and packs to the same word again", () => {
      fc.assert(
        fc.property(arbitrary, (value) => {
          const word = encode(value);
          expect(decode(word)).to.deep.equal(value);
          expect(encode(decode(word))).to.equal(word);
        }),
      );
    });

    it("is refused with a bit outside its fields", () => {
      for (const bit of unused) expect(() => decode(bit), bit.toString(16)).to.throw(RangeError);
      expect(() => decode(-1n)).to.throw(RangeError);
    });
  });
}

describe("Words", () => {
  const voucher: Voucher = {
    enterprise: (2n << 32n) | 15n,
    face: 30_000_000n,
    locked: 1n,
    redeemed: 2n,
    issuedOn: 20_000,
    useBy: 20_180,
    status: "Active",
    extended: true,
    frozenOnce: false,
    sequence: 7,
  };

  it("lie as the contract's table says", () => {
    const by = (value: bigint, offset: number) => value << BigInt(offset);
    const expected =
      ((2n << 32n) | 15n) +
      by(30_000_000n, 48) +
      by(1n, 96) +
      by(2n, 144) +
      by(20_000n, 192) +
      by(20_180n, 208) +
      by(1n, 224) +
      by(1n, 232) +
      by(7n, 240);
    expect(encodeVoucher(voucher)).to.equal(expected);
  });

  it("do not take what does not fit a field, or a state that does not exist", () => {
    expect(() => encodeVoucher({ ...voucher, face: 2n ** 48n })).to.throw(RangeError, "face");
    expect(() => encodeVoucher({ ...voucher, locked: -1n })).to.throw(RangeError, "locked");
    expect(() => encodeVoucher({ ...voucher, status: "Lost" as never })).to.throw(RangeError, "status");
    expect(() => decodeVoucher(4n << 224n)).to.throw(RangeError);
    expect(() => decodeOrder(8n << 208n)).to.throw(RangeError);
  });

  it("call the rest of a voucher remaining while it lives and returned afterwards", () => {
    const expired: Voucher = { ...voucher, status: "Expired" };
    expect([remainingOf(voucher), returnedOf(voucher)]).to.deep.equal([29_999_997n, 0n]);
    expect([remainingOf(expired), returnedOf(expired)]).to.deep.equal([0n, 29_999_997n]);
  });

  it("say what a budget can still issue", () => {
    const budget = { approved: 100n, outstanding: 30n, redeemed: 20n, paid: 10n, recovered: 5n };
    expect(availableOf(budget)).to.equal(50n);
  });
});
