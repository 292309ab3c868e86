/** Amounts in words, as printed beside figures so that no digit can be slipped in: `壹拾万元整`, `one hundred thousand yuan`. */
import type { Text } from "./text.ts";

/** @param fen from 0 on. */
export function amountWords(fen: bigint): Text {
  return { en: inEnglish(fen), zh: inChinese(fen) };
}

const DIGITS = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const STEPS: readonly (readonly [size: bigint, unit: string])[] = [
  [100_000_000n, "亿"],
  [10_000n, "万"],
  [1_000n, "仟"],
  [100n, "佰"],
  [10n, "拾"],
];

function inChinese(fen: bigint): string {
  const [yuan, jiao, cents] = [fen / 100n, (fen / 10n) % 10n, fen % 10n];
  const whole = yuan > 0n ? `${chinese(yuan)}元` : "";
  if (jiao === 0n && cents === 0n) return `${whole === "" ? "零元" : whole}整`;
  const tenths = jiao > 0n ? `${digit(jiao)}角` : "";
  const gap = jiao === 0n && whole !== "" ? "零" : "";
  return `${whole}${tenths}${gap}${cents > 0n ? `${digit(cents)}分` : ""}`;
}

/** One 零 stands for however many places are skipped before what follows. */
function chinese(number: bigint): string {
  const step = STEPS.find(([size]) => number >= size);
  if (!step) return digit(number);
  const [size, unit] = step;
  const rest = number % size;
  const gap = rest > 0n && rest < size / 10n ? "零" : "";
  return `${chinese(number / size)}${unit}${gap}${rest > 0n ? chinese(rest) : ""}`;
}

function digit(number: bigint): string {
  return DIGITS[Number(number)] ?? "";
}

const UP_TO_NINETEEN = [
  ...["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
  ...["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
];
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: readonly (readonly [size: bigint, name: string])[] = [
  [1_000_000_000_000n, "trillion"],
  [1_000_000_000n, "billion"],
  [1_000_000n, "million"],
  [1_000n, "thousand"],
  [100n, "hundred"],
];

function inEnglish(fen: bigint): string {
  const [yuan, rest] = [fen / 100n, fen % 100n];
  const parts = [
    ...(yuan > 0n || rest === 0n ? [`${english(yuan)} yuan`] : []),
    ...(rest > 0n ? [`${english(rest)} fen`] : []),
  ];
  return parts.join(" and ");
}

function english(number: bigint): string {
  const scale = SCALES.find(([size]) => number >= size);
  if (scale) {
    const [size, name] = scale;
    const rest = number % size;
    return `${english(number / size)} ${name}${rest > 0n ? ` ${english(rest)}` : ""}`;
  }
  if (number < 20n) return UP_TO_NINETEEN[Number(number)] ?? "";
  const unit = number % 10n;
  return `${TENS[Number(number / 10n)] ?? ""}${unit > 0n ? `-${UP_TO_NINETEEN[Number(unit)] ?? ""}` : ""}`;
}
