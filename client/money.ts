/**
 * Money is integer fen (0.01 yuan) in a `bigint`, never a float. Rates are integer basis points (0.01 %) in a `number`.
 */
import { TongduiError } from "./errors/tongduiError.ts";
import { halfWidth } from "./text/width.ts";

/** The greatest amount the ledger can hold, in fen: its figures are `uint48`. About ¥2.8 trillion. */
export const MAX_FEN = 2n ** 48n - 1n;

/** 100 % in basis points. */
export const WHOLE = 10_000;

/**
 * Reads an amount in yuan as people type it: `1234.5`, `1,234.50`, `¥1,234.50`, `１，２３４．５０`.
 *
 * @returns fen, from 0 to {@link MAX_FEN}.
 * @throws TongduiError `AmountMissing`, `AmountUnit` (a unit such as 万 or 元: ten thousand times too much is too near),
 * `AmountNegative`, `AmountUnreadable`, `AmountGrouping`, `AmountDecimals`, `AmountTooLarge`.
 */
export function parseYuan(text: string): bigint {
  const amount = halfWidth(text)
    .trim()
    .replace(/^[¥￥]\s*/, "");

  if (amount === "") {
    throw new TongduiError("AmountMissing", { en: "The amount is empty.", zh: "金额为空。" });
  }
  if (/[万萬亿億千百元圆圓角分]/.test(amount)) {
    throw new TongduiError(
      "AmountUnit",
      { en: `The amount "${text}" has a unit in it.`, zh: `金额“${text}”带有单位。` },
      { hint: { en: "Write yuan in digits only, as in 12,000.00.", zh: "请只用数字书写，单位为元，例如 12,000.00。" } },
    );
  }
  if (/^[-−(]/.test(amount)) {
    throw new TongduiError("AmountNegative", { en: `The amount "${text}" is negative.`, zh: `金额“${text}”为负数。` });
  }
  if (!/^(0|[1-9][\d,]*)(\.\d+)?$/.test(amount)) {
    throw new TongduiError(
      "AmountUnreadable",
      { en: `"${text}" is not an amount.`, zh: `“${text}”不是金额。` },
      { hint: { en: "Write yuan as in 1,234.50.", zh: "请按 1,234.50 的格式书写，单位为元。" } },
    );
  }

  const [whole = "", decimals = ""] = amount.split(".");
  if (whole.includes(",") && !/^\d{1,3}(,\d{3})+$/.test(whole)) {
    throw new TongduiError("AmountGrouping", {
      en: `The commas in "${text}" do not part groups of three digits.`,
      zh: `“${text}”中的逗号没有按三位分组。`,
    });
  }
  if (decimals.length > 2) {
    throw new TongduiError("AmountDecimals", {
      en: `The amount "${text}" has more than two decimals.`,
      zh: `金额“${text}”的小数超过两位。`,
    });
  }

  const fen = BigInt(whole.replaceAll(",", "") + decimals.padEnd(2, "0"));
  if (fen > MAX_FEN) throw tooLarge(fen);
  return fen;
}

/** Shows fen as `¥1,234.50`; a difference below zero as `-¥1,234.50`. */
export function formatFen(fen: bigint): string {
  const [whole = "", decimals = ""] = plainYuan(fen < 0n ? -fen : fen).split(".");
  const sign = fen < 0n ? "-" : "";
  return `${sign}¥${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals}`;
}

/** Shows fen as `1234.50`, the form that spreadsheets and bank files read. */
export function plainYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * The share of an amount, rounded down to the fen as the ledger rounds.
 *
 * @param fen 0 to {@link MAX_FEN}.
 * @param basisPoints an integer from 0 to 10,000.
 * @throws TongduiError `AmountNegative`, `AmountTooLarge`, `RateOutOfRange`.
 */
export function shareOf(fen: bigint, basisPoints: number): bigint {
  if (fen < 0n) {
    throw new TongduiError("AmountNegative", {
      en: `The amount ${formatFen(fen)} is negative.`,
      zh: `金额 ${formatFen(fen)} 为负数。`,
    });
  }
  if (fen > MAX_FEN) throw tooLarge(fen);
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > WHOLE) {
    throw new TongduiError("RateOutOfRange", {
      en: `A rate is a whole number of basis points from 0 to ${WHOLE}, not ${basisPoints}.`,
      zh: `比率须为 0 至 ${WHOLE} 之间的整数基点，而不是 ${basisPoints}。`,
    });
  }
  return (fen * BigInt(basisPoints)) / BigInt(WHOLE);
}

/** Shows basis points as a percentage without trailing zeros: 5000 is `50%`, 3333 is `33.33%`. */
export function formatRate(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

function tooLarge(fen: bigint): TongduiError {
  return new TongduiError("AmountTooLarge", {
    en: `${formatFen(fen)} is more than the ledger can hold, ${formatFen(MAX_FEN)}.`,
    zh: `${formatFen(fen)} 超过账本可记录的最大金额 ${formatFen(MAX_FEN)}。`,
  });
}
