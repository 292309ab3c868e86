/** The last day of a public notice: as an officer gives it, or counted in working days. */
import type { Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { addWorkingDays } from "../../client/workingDays.ts";
import type { Reading } from "../chain/reading.ts";
import { readHolidayFile } from "./holidays.ts";

export interface NoticeGiven {
  readonly noticeEnd: Day | undefined;
  /** Working days after the ledger's today, which is not counted. */
  readonly noticeDays: number | undefined;
}

/**
 * When a notice that begins today ends. Whether the ledger takes that day, it says itself.
 *
 * @throws TongduiError `UsageWrong` unless just one of the two is given; `HolidaysMissing` if the profile names no calendar;
 * `HolidaysUnknown` for days beyond it; as readHolidayFile.
 */
export async function noticeEndOf(
  { profile, today }: Pick<Reading, "profile" | "today">,
  { noticeEnd, noticeDays }: NoticeGiven,
): Promise<Day> {
  if (noticeEnd !== undefined && noticeDays === undefined) return noticeEnd;
  if (noticeDays === undefined || noticeEnd !== undefined) {
    throw new TongduiError("UsageWrong", {
      en: "Say when the notice ends: --notice-end DATE, or --notice-days NUMBER of working days.",
      zh: "请说明公示结束日：用 --notice-end 给出日期，或用 --notice-days 给出工作日天数（二者择一）。",
    });
  }
  if (profile.holidays === undefined) throw holidaysMissing();
  return addWorkingDays(await today(), noticeDays, await readHolidayFile(profile.holidays));
}

function holidaysMissing(): TongduiError {
  return new TongduiError(
    "HolidaysMissing",
    {
      en: "Working days cannot be counted: the profile names no holiday calendar.",
      zh: "无法计算工作日：配置文件未指定节假日文件。",
    },
    {
      hint: {
        en: "Name one under holidays in the profile, or give the last day itself with --notice-end.",
        zh: "请在配置文件的 holidays 项中指定，或用 --notice-end 直接给出结束日。",
      },
    },
  );
}
