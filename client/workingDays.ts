/**
 * Working days in China: Monday to Friday, except the holidays, and the weekend days that are worked instead (调休).
 * The State Council's General Office announces both each November for the following year
 * (国务院办公厅关于部分节假日安排的通知), so they are data in a file, and a day that the file does not cover is refused
 * instead of guessed.
 */
import { dayOfIso, isoOfDay, type Day } from "./days.ts";
import { TongduiError } from "./errors/tongduiError.ts";

/** The content of a holiday file (JSON). Every date is `YYYY-MM-DD`. */
export type HolidayFile = {
  /** The announcement that the dates were taken from. */
  readonly source: string;
  /** First and last day that the file speaks for, both included. */
  readonly from: string;
  readonly through: string;
  /** Every day off, weekends inside a holiday included or not, as one likes. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpDays: readonly string[];
};

/** A holiday file that has been read and checked. */
export type Holidays = {
  readonly first: Day;
  readonly last: Day;
  readonly off: ReadonlySet<Day>;
  readonly worked: ReadonlySet<Day>;
};

/**
 * Checks a holiday file.
 *
 * @throws TongduiError `DateUnreadable`; `HolidayFileInvalid` if the range is empty, a date lies outside it, a make-up
 * day is no weekend day, or a date is both.
 */
export function readHolidays(file: HolidayFile): Holidays {
  const first = dayOfIso(file.from);
  const last = dayOfIso(file.through);
  const off = new Set(file.holidays.map(dayOfIso));
  const worked = new Set(file.makeUpDays.map(dayOfIso));

  if (first > last) throw invalid(last, { en: "ends before it begins", zh: "早于开始日期" });
  for (const day of [...off, ...worked]) {
    if (day < first || day > last) throw invalid(day, { en: "is outside the file's range", zh: "超出文件范围" });
  }
  for (const day of worked) {
    if (!isWeekend(day))
      throw invalid(day, { en: "is a make-up day but no weekend day", zh: "是调休上班日，但不是周末" });
    if (off.has(day)) throw invalid(day, { en: "is both a holiday and a make-up day", zh: "既是假日又是调休上班日" });
  }
  return { first, last, off, worked };
}

/**
 * Whether a day is worked.
 *
 * @throws TongduiError `HolidaysUnknown` for a day that the file does not cover.
 */
export function isWorkingDay(day: Day, holidays: Holidays): boolean {
  if (day < holidays.first || day > holidays.last) {
    const [date, from, through] = [day, holidays.first, holidays.last].map(isoOfDay);
    throw new TongduiError(
      "HolidaysUnknown",
      {
        en: `The holiday file covers ${from} to ${through}, and ${date} is outside.`,
        zh: `节假日文件涵盖 ${from} 至 ${through}，不包括 ${date}。`,
      },
      { hint: { en: "Add that year's announced holidays.", zh: "请补充该年度公布的节假日安排。" } },
    );
  }
  return holidays.worked.has(day) || (!holidays.off.has(day) && !isWeekend(day));
}

/**
 * The `count`-th working day after `day`, which itself is not counted.
 *
 * @param count an integer from 1.
 * @throws TongduiError `HolidaysUnknown`, `CountInvalid`.
 */
export function addWorkingDays(day: Day, count: number, holidays: Holidays): Day {
  if (!Number.isInteger(count) || count < 1) {
    throw new TongduiError("CountInvalid", {
      en: `A number of working days is a whole number from 1, not ${count}.`,
      zh: `工作日天数须为不小于 1 的整数，而不是 ${count}。`,
    });
  }
  let reached = day;
  for (let left = count; left > 0;) {
    reached += 1;
    if (isWorkingDay(reached, holidays)) left -= 1;
  }
  return reached;
}

/** Day 0 was a Thursday. */
function isWeekend(day: Day): boolean {
  const weekday = (day + 4) % 7;
  return weekday === 0 || weekday === 6;
}

function invalid(day: Day, what: { en: string; zh: string }): TongduiError {
  return new TongduiError("HolidayFileInvalid", {
    en: `In the holiday file, ${isoOfDay(day)} ${what.en}.`,
    zh: `节假日文件中，${isoOfDay(day)} ${what.zh}。`,
  });
}
