/**
 * Personal data in what everybody will read: a phone, a mainland ID number, a mail address. It is looked for, not found out: words
 * can tell of a person in ways that no pattern knows, so whoever posts reads the text all the same.
 */
import type { Text } from "../text/text.ts";
import { halfWidth } from "../text/width.ts";

export const PERSONAL_PATTERNS = ["mobile", "landline", "idNumber", "mail"] as const;
export type PersonalPattern = (typeof PERSONAL_PATTERNS)[number];

export interface PersonalFinding {
  /** Which of the fields that were looked through. */
  readonly field: string;
  readonly pattern: PersonalPattern;
  /** What looks like it, with its middle left out: a warning is not to spread it. */
  readonly found: string;
}

/** What a warning calls them. */
export const PERSONAL_NAMES: Readonly<Record<PersonalPattern, Text>> = {
  mobile: { en: "a mobile phone number", zh: "手机号码" },
  landline: { en: "a telephone number", zh: "固定电话号码" },
  idNumber: { en: "a resident's ID number", zh: "居民身份证号码" },
  mail: { en: "a mail address", zh: "电子邮箱" },
};

/** Groups of digits may stand apart, as people write them. Every repetition is bounded, so that no text takes long. */
const PATTERNS: Readonly<Record<PersonalPattern, RegExp>> = {
  mobile: /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g,
  landline: /(?<!\d)\(?0\d{2,3}\)?[- ]?\d{7,8}(?!\d)/g,
  idNumber: /(?<![\dA-Za-z])\d{6}[- ]?\d{8}[- ]?\d{3}[\dXx](?![\dA-Za-z])/g,
  mail: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
};

/** What of some fields looks like personal data, in their order; each once. */
export function personalDataIn(fields: Readonly<Record<string, string>>): PersonalFinding[] {
  const found = Object.entries(fields).flatMap(([field, text]) =>
    PERSONAL_PATTERNS.flatMap((pattern) =>
      (halfWidth(text).match(PATTERNS[pattern]) ?? [])
        .filter((match) => pattern !== "idNumber" || isIdNumber(match.replaceAll(/[- ]/g, "")))
        .map((match): PersonalFinding => ({ field, pattern, found: middleLeftOut(match) })),
    ),
  );
  return found.filter((one, i) => found.findIndex((other) => isSame(one, other)) === i);
}

function isSame(a: PersonalFinding, b: PersonalFinding): boolean {
  return a.field === b.field && a.pattern === b.pattern && a.found === b.found;
}

/** GB 11643-1999: six digits of a place, a day of birth, three in their order, and a check character by ISO 7064 MOD 11-2. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  const born = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  const isDay = born.getUTCMonth() + 1 === month && born.getUTCDate() === day;
  if (!isDay || year === undefined || year < 1_900 || year > 2_099) return false;
  // The weight of each place is the power of two by which it stands from the last one.
  const sum = [...text].reduce((left, digit) => (left * 2 + valueOf(digit)) % 11, 0);
  return sum === 1;
}

function valueOf(digit: string): number {
  return /[Xx]/.test(digit) ? 10 : Number(digit);
}

function middleLeftOut(text: string): string {
  return `${text.slice(0, 3)}…${text.slice(-2)}`;
}
