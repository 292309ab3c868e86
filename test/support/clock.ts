import { dayOfIso, firstSecondOf, lastValidSecond, yearOf } from "../../client/days.ts";
import { goToDay, networkHelpers, today } from "./world.ts";

/** The next block is of this second; nothing comes between. */
export async function atSecond(second: number): Promise<void> {
  await networkHelpers.time.setNextBlockTimestamp(second);
}

/** The next block is of the last second of a Shanghai day. */
export async function atTheEndOf(day: number): Promise<void> {
  await atSecond(lastValidSecond(day));
}

/** The next block is of the first second of a Shanghai day. */
export async function atTheStartOf(day: number): Promise<void> {
  await atSecond(firstSecondOf(day));
}

/** Goes on to the first of March of the next year, far from its turn, and says which year that is. */
export async function goToSpring(): Promise<number> {
  const year = yearOf(await today()) + 1;
  await goToDay(dayOfIso(`${year}-03-01`));
  return year;
}
