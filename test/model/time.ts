import { dayOf, dayOfIso, firstSecondOf, lastValidSecond, yearOf } from "../../client/days.ts";
import { TERM } from "./rules/matters.ts";
import { SECONDS_A_DAY, type Town } from "./rules/town.ts";
import { claimBy } from "./rules/vouchers.ts";
import { ROTATION_DAYS } from "./rules/wallets.ts";
import type { Dice } from "./tries/dice.ts";

const HOUR = 3_600;
/** Waiting goes at most so far ahead. */
const FAR = 40 * SECONDS_A_DAY;

/** The last seconds of everything that is counted in seconds. */
function lastSeconds({ matters, rotations, vouchers }: Town): number[] {
  return [
    ...[...matters.values()].map(({ time }) => time + TERM),
    ...[...rotations.values()].map(({ time }) => time + ROTATION_DAYS * SECONDS_A_DAY - 1),
    ...[...vouchers.values()].flatMap(({ freezes }) => (freezes ? [freezes.until - 1] : [])),
  ];
}

/** The last days of everything that is counted in days: notices, grace, use-by, objections, lists, certificates. */
function lastDays(town: Town): number[] {
  const termsOf = (program: number) => town.programs.get(program)!.terms;
  const living = [...town.vouchers.values()].filter(({ status }) => status === "Active");
  return [
    ...[...town.lists.values()].flatMap(({ noticeEnd, stage }) => (stage === "Announced" ? [noticeEnd] : [])),
    ...[...town.providers.values()].flatMap(({ noticeEnd, status }) => (status === "Countersigned" ? [noticeEnd] : [])),
    ...living.flatMap((voucher) => [voucher.useBy, claimBy(town, voucher)]),
    ...[...town.orders.values()].flatMap(({ terms, stage, waitEnd, deliverBy }) => {
      const { graceDays } = termsOf(town.vouchers.get(terms.voucher)!.program);
      if (stage === "Placed") return [deliverBy + graceDays];
      return stage === "Claimed" || stage === "Redeemed" ? [waitEnd] : [];
    }),
    ...[...town.demands.values(), ...town.offers.values()].flatMap(({ through, state }) =>
      state === "Open" ? [through] : [],
    ),
    ...[...town.objections.values()].flat().flatMap((it) => (it?.open ? [it.day + 3] : [])),
  ];
}

/** How far the clock goes: some hours, some days, to the last day of something, its last second or the next, or over the year. */
export function wait(town: Town, dice: Dice): number {
  const { now } = town;
  const kind = dice.number(100);
  if (kind < 40) return now + (1 + dice.number(12)) * HOUR;
  if (kind < 70) return firstSecondOf(dayOf(now) + 1 + dice.number(2)) + 9 * HOUR;
  const newYear = firstSecondOf(dayOfIso(`${yearOf(dayOf(now)) + 1}-01-01`));
  if (kind >= 97 && newYear - now < FAR) return newYear - dice.number(2);
  const ends = [
    ...lastSeconds(town).map((last) => [last, last, last + 1]),
    ...lastDays(town).map((day) => [firstSecondOf(day) + 9 * HOUR, lastValidSecond(day), firstSecondOf(day + 1)]),
  ];
  const ahead = ends.filter(([first]) => first! > now && first! < now + FAR).sort(([a], [b]) => a! - b!);
  const soonest = ahead[dice.number(Math.min(ahead.length, 2))];
  return soonest?.[dice.number(3)] ?? now + SECONDS_A_DAY;
}
