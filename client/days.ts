/**
 * Calendar days in Asia/Shanghai, counted as the ledger counts them: day 0 is 1970-01-01 there, and
 * day = floor((unix seconds + 8 h) / 24 h). The offset is UTC+8 all year; the summer time that China kept from 1986 to
 * 1991 is left out, as on the ledger.
 */
import { TongduiError } from "./errors/tongduiError.ts";

/** A Shanghai day number: an integer from 0 (1970-01-01) to {@link LAST_DAY}. */
export type Day = number;

const SECONDS_A_DAY = 86_400;
const UTC_PLUS_8 = 8 * 3_600;

/** 9999-12-31, the last day that an ISO date of ten characters can name. */
export const LAST_DAY: Day = 2_932_896;

/**
 * The day on which a moment falls.
 *
 * @param unixSeconds seconds since 1970-01-01T00:00Z, a block's timestamp for instance.
 * @throws TongduiError `DayOutOfRange`.
 */
export function dayOf(unixSeconds: number | bigint): Day {
  return checked(Math.floor((Number(unixSeconds) + UTC_PLUS_8) / SECONDS_A_DAY));
}

/**
 * The day that a date names.
 *
 * @param date exactly `YYYY-MM-DD`, a date that exists, from 1970-01-01 on.
 * @throws TongduiError `DateUnreadable`, `DayOutOfRange`.
 */
export function dayOfIso(date: string): Day {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // The round trip catches the 30th of February, which Date.parse takes for a day in March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) {
    throw new TongduiError(
      "DateUnreadable",
      { en: `"${date}" is not a date.`, zh: `“${date}”不是日期。` },
      { hint: { en: "Write dates as in 2026-06-30.", zh: "请按 2026-06-30 的格式书写日期。" } },
    );
  }
  return checked(midnight / 1_000 / SECONDS_A_DAY);
}

/** 2149-06-06, the last day that fits into the 16 bits in which the ledger holds days. */
export const LAST_LEDGER_DAY: Day = 65_535;

/**
 * The day that a date names, if it is one that the ledger can hold.
 *
 * @throws TongduiError `DateUnreadable`, `DayOutOfRange`.
 */
export function ledgerDayOfIso(date: string): Day {
  const day = dayOfIso(date);
  if (day <= LAST_LEDGER_DAY) return day;
  const last = isoOfDay(LAST_LEDGER_DAY);
  throw new TongduiError("DayOutOfRange", {
    en: `${date} is after ${last}, the last day that the ledger can hold.`,
    zh: `${date} 晚于账本可记录的最后一天 ${last}。`,
  });
}

/**
 * `YYYY-MM-DD` of a day.
 *
 * @throws TongduiError `DayOutOfRange`.
 */
export function isoOfDay(day: Day): string {
  return new Date(checked(day) * SECONDS_A_DAY * 1_000).toISOString().slice(0, 10);
}

/** The calendar year of a day, in which a group's yearly cap counts. */
export function yearOf(day: Day): number {
  return Number(isoOfDay(day).slice(0, 4));
}

/** The Unix second at which a day begins in Shanghai. */
export function firstSecondOf(day: Day): number {
  return checked(day) * SECONDS_A_DAY - UTC_PLUS_8;
}

/**
 * The last Unix second at which something "valid through `day`" is valid: the day itself counts in full, and the first
 * second of the next day is too late.
 */
export function lastValidSecond(day: Day): number {
  return firstSecondOf(day) + SECONDS_A_DAY - 1;
}

function checked(day: number): Day {
  if (!Number.isInteger(day) || day < 0 || day > LAST_DAY) {
    throw new TongduiError("DayOutOfRange", {
      en: `Day ${day} is not between 1970-01-01 and 9999-12-31.`,
      zh: `日序 ${day} 不在 1970-01-01 至 9999-12-31 之间。`,
    });
  }
  return day;
}
