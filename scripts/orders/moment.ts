/** The last second at which a signature is good, as files and people write it. The ledger counts such moments in Unix seconds. */
import { dayOf, dayOfIso, firstSecondOf, isoOfDay, lastValidSecond, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";

const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\+08:00$/;

/** `2030-06-30T23:59:59+08:00`, Shanghai's time. */
export function isoOfMoment(unixSecond: bigint): string {
  const day = dayOf(unixSecond);
  const second = Number(unixSecond) - firstSecondOf(day);
  const parts = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60];
  return `${isoOfDay(day)}T${parts.map((part) => String(part).padStart(2, "0")).join(":")}+08:00`;
}

/**
 * Reads a moment, or a day, which stands for its last second.
 *
 * @throws TongduiError `DateUnreadable`, `DayOutOfRange`.
 */
export function momentOf(text: string): bigint {
  const [, date, hours, minutes, seconds] = MOMENT.exec(text) ?? [];
  if (date === undefined) return BigInt(lastValidSecond(dayOfIso(text)));
  return BigInt(firstSecondOf(dayOfIso(date)) + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
}

/** `2030-06-30`, and the time only where it is not the day's last second. */
export function sayMoment(unixSecond: bigint): string {
  const day = dayOf(unixSecond);
  if (unixSecond === BigInt(lastValidSecond(day))) return isoOfDay(day);
  return isoOfMoment(unixSecond).slice(0, 19).replace("T", " ");
}

/** How long a signature is good where nobody says otherwise. */
export const DAYS_GOOD = 30;

/**
 * The deadline of a signature that is given now.
 *
 * @param through the last day on which it is good; {@link DAYS_GOOD} days from now if it is not given.
 * @param now milliseconds since 1970, this machine's: whoever signs has no other clock.
 * @throws TongduiError `DeadlineOver`.
 */
export function deadlineFrom(through: Day | undefined, now: number): bigint {
  const today = dayOf(Math.floor(now / 1_000));
  const deadline = BigInt(lastValidSecond(through ?? today + DAYS_GOOD));
  demandAhead(deadline, now);
  return deadline;
}

/** @throws TongduiError `DeadlineOver`. */
export function demandAhead(deadline: bigint, now: number): void {
  if (deadline * 1_000n > BigInt(now)) return;
  throw new TongduiError(
    "DeadlineOver",
    {
      en: `The signature would be good through ${sayMoment(deadline)}, which is over by this computer's clock.`,
      zh: `签名有效期至 ${sayMoment(deadline)}，按本机时钟已过期。`,
    },
    { hint: { en: "Choose a later day, or set the clock right.", zh: "请选择更晚的日期，或校准本机时钟。" } },
  );
}
