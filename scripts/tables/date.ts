/** Dates as people and banks write them. */
import { ledgerDayOfIso, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { halfWidth } from "../../client/text/width.ts";

/** A date, and perhaps a time of day after it, as people and banks write them. */
const DATE =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/;
const TIME = /[T ]+([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/;

/**
 * A day: `2026-06-30`, `2026/6/30`, `2026.6.30`, `2026年6月30日` or `20260630`. A time of day after it is left out.
 *
 * @throws TongduiError `DateUnreadable`, with what was written as it was; `DayOutOfRange`.
 */
export function dayWritten(written: string): Day {
  const date = halfWidth(written).trim().replace(TIME, "").replaceAll(/\s/g, "");
  const [year, month, dayOfMonth] = (DATE.exec(date)?.slice(1) ?? []).filter(
    (part: string | undefined) => part !== undefined,
  );
  if (year === undefined || month === undefined || dayOfMonth === undefined) return ledgerDayOfIso(written.trim());
  try {
    return ledgerDayOfIso(`${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`);
  } catch (error) {
    if (!(error instanceof TongduiError) || error.code !== "DateUnreadable") throw error;
    const { hint } = error;
    const typed = written.trim();
    throw new TongduiError(
      error.code,
      { en: `"${typed}" is not a date.`, zh: `“${typed}”不是日期。` },
      hint === undefined ? {} : { hint },
    );
  }
}
