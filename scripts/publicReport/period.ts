/** The month or the year that a public report is on. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";

export interface Period {
  /** Months, both included, as 2019-12. */
  readonly from: string;
  readonly through: string;
  readonly text: Text;
}

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];

/** Reads `2019-12`. */
export function readMonth(typed: string): Period {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(typed) ?? [];
  if (year === undefined || month === undefined) {
    throw usage({ en: `"${typed}" is not a month, as in 2019-12.`, zh: `“${typed}”不是月份，正确写法如 2019-12。` });
  }
  const name = MONTHS[Number(month) - 1] ?? month;
  return {
    from: typed,
    through: typed,
    text: { en: `${name} ${year}`, zh: `${year} 年 ${Number(month)} 月` },
  };
}

/** Reads `2019`. */
export function readYear(typed: string): Period {
  if (!/^\d{4}$/.test(typed)) {
    throw usage({ en: `"${typed}" is not a year, as in 2019.`, zh: `“${typed}”不是年份，正确写法如 2019。` });
  }
  return { from: `${typed}-01`, through: `${typed}-12`, text: { en: typed, zh: `${typed} 年` } };
}

/** @throws TongduiError `UsageWrong` unless just one of the two was given. */
export function periodOf(month: Period | undefined, year: Period | undefined): Period {
  const [period, other] = [month ?? year, month && year];
  if (period === undefined || other !== undefined) {
    throw usage({
      en: "Say which period the report is on: either --month 2019-12 or --year 2019.",
      zh: "请指明报告期间：--month 2019-12 或 --year 2019，二者选一。",
    });
  }
  return period;
}

/** Whether a day, as 2019-12-13, lies in it. */
export function isIn({ from, through }: Period, day: string): boolean {
  const month = day.slice(0, 7);
  return from <= month && month <= through;
}

/** Its months, in their order. */
export function monthsOf({ from, through }: Period): string[] {
  const year = from.slice(0, 4);
  return Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`).filter(
    (month) => from <= month && month <= through,
  );
}

function usage(sentence: Text): TongduiError {
  return new TongduiError("UsageWrong", sentence);
}
