/** How the cells of tables are read: each reader takes a cell that is not blank and gives a value, or says what is wrong with it. */
import { getAddress } from "ethers";
import { ledgerDayOfIso, type Day } from "../../client/days.ts";
import { creditCode as checkedCreditCode } from "../../client/documents/creditCode.ts";
import { normalise } from "../../client/documents/normalise.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { parseEnterprise, parseProgram, parseProvider, parseVoucher } from "../../client/ids.ts";
import { parseYuan } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { halfWidth } from "../../client/text/width.ts";
import { EXCEL_DIGITS, type Cell } from "./cell.ts";
import type { ReadCell } from "./column.ts";
import { dayWritten } from "./date.ts";

/** What Excel makes of a long number that was typed into a cell that is not text: `9.13E+17`. */
const SCIENTIFIC = /^\d(\.\d+)?E\+\d+$/i;

/**
 * Words as they stand, without the blanks around them.
 *
 * @throws TongduiError `NumberLosesDigits`, `ValueIsDate`.
 */
export const text: ReadCell<string> = (cell) => {
  const words = cell.text.trim();
  if (cell.kind === "number" && words.replace(/\D/g, "").length > EXCEL_DIGITS) throw losesDigits(words);
  if (cell.kind === "text" && SCIENTIFIC.test(words)) throw losesDigits(words);
  return words;
};

/**
 * A number that names something: of an invoice, a contract, an account, a bank's transaction. It is text, because numbers lose their
 * leading zeros and, in Excel, the digits after the fifteenth. Half-width, without blanks, in capitals.
 *
 * @throws TongduiError `NumberLosesDigits`.
 */
export const code: ReadCell<string> = (cell) => {
  if (cell.kind === "number" || cell.kind === "date") throw losesDigits(cell.text);
  return normalise(text(cell));
};

/**
 * A unified social credit code.
 *
 * @throws TongduiError `NumberLosesDigits`, `CreditCodeLength`, `CreditCodeCharacter`, `CreditCodeCheck`.
 */
export const creditCode: ReadCell<string> = (cell) => checkedCreditCode(code(cell));

/**
 * Yuan, in fen: `1,234.50`, `¥1,234.50`, `1234.5元`. Never rounded.
 *
 * @throws TongduiError as {@link parseYuan}.
 */
export const amount: ReadCell<bigint> = (cell) => {
  // 元 alone says what the column says anyway; what remains, 万 for instance, is refused.
  return parseYuan(
    halfWidth(cell.text)
      .trim()
      .replace(/\s*[元圆圓]$/, ""),
  );
};

/**
 * A day: `2026-06-30`, `2026/6/30`, `2026.6.30`, `2026年6月30日`, `20260630`, or a date of Excel. A time of day after it is left out.
 *
 * @throws TongduiError `DateUnreadable`, `DayOutOfRange`.
 */
export const day: ReadCell<Day> = ({ text: written, kind }) => {
  // A number may be a date that lost its format, but also anything else.
  const isNumber = kind === "number" && written.replaceAll(/\s/g, "").length !== 8;
  return isNumber ? ledgerDayOfIso(written.trim()) : dayWritten(written);
};

/**
 * A whole number.
 *
 * @throws TongduiError `NumberUnfit`.
 */
export function whole(least: number, most: number): ReadCell<number> {
  return ({ text: written }) => {
    const digits = halfWidth(written).trim();
    const number = /^\d{1,15}$/.test(digits) ? Number(digits) : NaN;
    if (number >= least && number <= most) return number;
    throw new TongduiError("NumberUnfit", {
      en: `"${written}" is not a whole number from ${least} to ${most}.`,
      zh: `“${written}”不是 ${least} 至 ${most} 之间的整数。`,
    });
  };
}

/** `2-15`. @throws TongduiError `IdBecameDate`, `EnterpriseIdUnreadable`. */
export const enterprise: ReadCell<bigint> = (cell) => parseEnterprise(id(cell));

/** `P2-1`. @throws TongduiError `IdBecameDate`, `ProviderIdUnreadable`. */
export const provider: ReadCell<bigint> = (cell) => parseProvider(id(cell));

/** `3-000017`. @throws TongduiError `IdBecameDate`, `VoucherIdUnreadable`. */
export const voucher: ReadCell<bigint> = (cell) => parseVoucher(id(cell));

/** `3`. @throws TongduiError `IdBecameDate`, `ProgramIdUnreadable`. */
export const program: ReadCell<bigint> = (cell) => parseProgram(id(cell));

/**
 * An account's address, with its checksum where it has capitals and small letters.
 *
 * @returns the address with its checksum.
 * @throws TongduiError `AddressUnreadable`, `AddressChecksum`.
 */
export const address: ReadCell<string> = ({ text: written }) => {
  const hex = halfWidth(written).trim();
  if (!/^0x[0-9a-f]{40}$/i.test(hex)) {
    throw new TongduiError(
      "AddressUnreadable",
      { en: `"${written}" is not an address.`, zh: `“${written}”不是账户地址。` },
      { hint: { en: "An address is 0x and 40 digits from 0 to f.", zh: "地址以 0x 开头，后接 40 位 0 至 f 的字符。" } },
    );
  }
  try {
    return getAddress(hex);
  } catch (cause) {
    throw new TongduiError(
      "AddressChecksum",
      {
        en: `The address "${hex}" has a wrong character in it: its capitals and small letters do not agree with it.`,
        zh: `地址“${hex}”有误：其大小写与校验规则不符。`,
      },
      { hint: { en: "Copy it again from where it comes from.", zh: "请从来源处重新复制。" }, cause },
    );
  }
};

/**
 * A hash, a commitment or the id of an order: `0x` and 64 digits.
 *
 * @returns in small letters.
 * @throws TongduiError `HashUnreadable`.
 */
export const hash: ReadCell<string> = ({ text: written }) => {
  const hex = halfWidth(written).trim().toLowerCase();
  if (/^0x[0-9a-f]{64}$/.test(hex)) return hex;
  throw new TongduiError(
    "HashUnreadable",
    { en: `"${written}" is not a hash.`, zh: `“${written}”不是哈希值。` },
    { hint: { en: "A hash is 0x and 64 digits from 0 to f.", zh: "哈希值以 0x 开头，后接 64 位 0 至 f 的字符。" } },
  );
};

/**
 * One of some words, each of which may be written in several ways.
 *
 * @param words for each answer what may be written; case, blanks and full-width forms do not matter.
 * @throws TongduiError `WordUnknown`.
 */
export function choice<Answer extends string>(words: Readonly<Record<Answer, readonly string[]>>): ReadCell<Answer> {
  const written = Object.entries<readonly string[]>(words) as [Answer, readonly string[]][];
  const answers = new Map(written.flatMap(([answer, ways]) => ways.map((way) => [normalise(way), answer])));
  const all = written.flatMap(([, ways]) => ways);
  return (cell) => {
    const answer = answers.get(normalise(cell.text));
    if (answer !== undefined) return answer;
    throw new TongduiError(
      "WordUnknown",
      { en: `"${cell.text.trim()}" is not known here.`, zh: `“${cell.text.trim()}”不在可选范围内。` },
      { hint: { en: `Write one of: ${all.join(", ")}.`, zh: `请填写以下之一：${all.join("、")}。` } },
    );
  };
}

/** The text of an id, which Excel likes to turn into a date: 2-15 becomes the fifteenth of February. */
function id(cell: Cell): string {
  if (cell.kind !== "date") return cell.text.trim();
  throw new TongduiError(
    "IdBecameDate",
    { en: `Excel turned this id into the date ${cell.text}.`, zh: `该编号已被 Excel 转换为日期 ${cell.text}。` },
    { hint: AS_TEXT },
  );
}

const AS_TEXT: Text = {
  en: "Format the column as text, and enter it again.",
  zh: "请将该列设置为文本格式后重新录入。",
};

function losesDigits(written: string): TongduiError {
  return new TongduiError(
    "NumberLosesDigits",
    {
      en: `Excel holds ${written} as a number, which loses leading zeros and the digits after the fifteenth.`,
      zh: `Excel 将 ${written} 存为数值，会丢失前导零和第 15 位之后的数字。`,
    },
    { hint: AS_TEXT },
  );
}
