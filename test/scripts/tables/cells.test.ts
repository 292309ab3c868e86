import { expect } from "chai";
import { dayOfIso } from "../../../client/days.ts";
import { MAX_FEN } from "../../../client/money.ts";
import type { Cell } from "../../../scripts/tables/cell.ts";
import {
  address,
  amount,
  choice,
  code,
  creditCode,
  day,
  enterprise,
  hash,
  program,
  provider,
  text,
  voucher,
  whole,
} from "../../../scripts/tables/cells.ts";
import type { ReadCell } from "../../../scripts/tables/column.ts";
import { refusal } from "../../client/refusal.ts";
import { XIYUAN } from "./firms.ts";

const ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

/** A cell of CSV, or one of Excel as `[kind, text]`. */
type Written = string | readonly [Cell["kind"], string];

function cellOf(written: Written): Cell {
  const [kind, shown] = typeof written === "string" ? (["text", written] as const) : written;
  return { kind, text: shown };
}

function suite<T>(
  name: string,
  read: ReadCell<T>,
  good: readonly (readonly [Written, T])[],
  bad: readonly (readonly [Written, string])[],
): void {
  describe(name, () => {
    for (const [written, value] of good) {
      it(`reads ${JSON.stringify(written)}`, () => expect(read(cellOf(written))).to.equal(value));
    }
    for (const [written, why] of bad) {
      it(`refuses ${JSON.stringify(written)}: ${why}`, () => void refusal(() => read(cellOf(written)), why));
    }
  });
}

describe("A cell", () => {
  suite(
    "of text",
    text,
    [
      [" 江南 烯元 ", "江南 烯元"],
      ["2-15\t", "2-15"],
      [["number", "1234.5"], "1234.5"],
      [["number", "123456789012345"], "123456789012345"],
      [["date", "2026-06-30"], "2026-06-30"],
    ],
    [
      [["number", "1234567890123460"], "NumberLosesDigits"],
      ["9.13205E+17", "NumberLosesDigits"],
    ],
  );

  suite(
    "with a number that names something",
    code,
    [
      ["２５３１２ 000-ａ ", "25312000-A"],
      ["00123456\t", "00123456"],
    ],
    [
      [["number", "123456"], "NumberLosesDigits"],
      [["date", "2026-02-15"], "NumberLosesDigits"],
      ["2.5312E+19", "NumberLosesDigits"],
    ],
  );

  suite(
    "with a credit code",
    creditCode,
    [
      [XIYUAN, XIYUAN],
      [` ${XIYUAN.toLowerCase()}\t`, XIYUAN],
    ],
    [
      [["number", "913204120000000000"], "NumberLosesDigits"],
      ["9.1320412E+17", "NumberLosesDigits"],
      [XIYUAN.slice(1), "CreditCodeLength"],
    ],
  );

  suite(
    "with an amount",
    amount,
    [
      ["1,234.50", 123_450n],
      ["￥１，２３４．５０", 123_450n],
      ["1234.5元", 123_450n],
      [" 1234.5 圆 ", 123_450n],
      [["number", "0.3"], 30n],
      [["number", "2814749767106.55"], MAX_FEN],
    ],
    [
      ["30万元", "AmountUnit"],
      ["元", "AmountMissing"],
      ["1.005", "AmountDecimals"],
      [["number", "1.005"], "AmountDecimals"],
      [["number", "-5"], "AmountNegative"],
      [["number", "2814749767106.56"], "AmountTooLarge"],
      ["1,23", "AmountGrouping"],
      [["truth", "TRUE"], "AmountUnreadable"],
    ],
  );

  const june = dayOfIso("2026-06-30");
  suite(
    "with a day",
    day,
    [
      ["2026-06-30", june],
      ["2026-6-30", june],
      ["2026/6/30", june],
      ["2026.06.30", june],
      ["2026年6月30日", june],
      ["２０２６ 年 ６ 月 ３０ 日", june],
      ["20260630", june],
      [["number", "20260630"], june],
      ["2026-06-30 14:05:33", june],
      ["2026/6/30 9:05", june],
      ["2026-06-30T23:59:59.999", june],
      [["date", "2026-06-30"], june],
      [["date", "2026-06-30 14:05:33"], june],
    ],
    [
      ["2026年2月30日", "DateUnreadable"],
      ["2026-02-30", "DateUnreadable"],
      ["2026-13-01", "DateUnreadable"],
      ["30/6/2026", "DateUnreadable"],
      ["2026-6/30", "DateUnreadable"],
      ["2026-06", "DateUnreadable"],
      ["2026-06-30 25:00", "DateUnreadable"],
      [["number", "46203"], "DateUnreadable"],
      ["1969-12-31", "DayOutOfRange"],
      ["2149-06-07", "DayOutOfRange"],
      ["9999-12-31", "DayOutOfRange"],
    ],
  );

  suite(
    "with a whole number",
    whole(0, 100),
    [
      ["0", 0],
      ["１００ ", 100],
      [["number", "7"], 7],
    ],
    [
      ["101", "NumberUnfit"],
      ["-1", "NumberUnfit"],
      ["1.0", "NumberUnfit"],
      ["1e1", "NumberUnfit"],
      ["九", "NumberUnfit"],
    ],
  );

  suite(
    "with an enterprise",
    enterprise,
    [["２－１５", (2n << 32n) | 15n]],
    [
      ["P2-15", "EnterpriseIdUnreadable"],
      [["date", "2026-02-15"], "IdBecameDate"],
    ],
  );
  suite("with a provider", provider, [["P2-1", (2n << 32n) | 1n]], [["2-1", "ProviderIdUnreadable"]]);
  suite(
    "with a voucher",
    voucher,
    [
      ["3-000017\t", (3n << 32n) | 17n],
      ["3-17", (3n << 32n) | 17n],
    ],
    [
      ["3", "VoucherIdUnreadable"],
      [["date", "2017-03-01"], "IdBecameDate"],
    ],
  );
  suite(
    "with a program",
    program,
    [
      ["3", 3n],
      [["number", "3"], 3n],
    ],
    [["0", "ProgramIdUnreadable"]],
  );

  suite(
    "with an address",
    address,
    [
      [ADDRESS, ADDRESS],
      [ADDRESS.toLowerCase(), ADDRESS],
      [`0x${ADDRESS.slice(2).toUpperCase()}`, ADDRESS],
    ],
    [
      [ADDRESS.replace("aA", "AA"), "AddressChecksum"],
      [ADDRESS.slice(2), "AddressUnreadable"],
      [`${ADDRESS}0`, "AddressUnreadable"],
      ["XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS", "AddressUnreadable"],
    ],
  );

  const some = `0x${"aB".repeat(32)}`;
  suite("with a hash", hash, [[` ${some}`, some.toLowerCase()]], [[some.slice(0, -1), "HashUnreadable"]]);

  suite(
    "with one of some words",
    choice({ paid: ["已付", "paid"], returned: ["退汇", "returned"] }),
    [
      ["已付", "paid"],
      [" Ｐａｉｄ", "paid"],
      ["退 汇", "returned"],
    ],
    [["未付", "WordUnknown"]],
  );

  it("with an unknown word says which are known", () => {
    const { hint } = refusal(() => choice({ paid: ["已付", "paid"] })(cellOf("?")), "WordUnknown");
    expect(hint).to.deep.equal({ en: "Write one of: 已付, paid.", zh: "请填写以下之一：已付、paid。" });
  });
});
