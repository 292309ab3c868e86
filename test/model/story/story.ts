import { isoOfDay, dayOf, type Day } from "../../../client/days.ts";

/** What happened in a run, in sentences. */
export class Story {
  readonly #opening: string;
  readonly #firstDay: Day;
  readonly #lines: (() => string)[] = [];

  constructor(opening: string, firstDay: Day) {
    this.#opening = opening;
    this.#firstDay = firstDay;
  }

  /** "Day 12 (2030-12-12 09:00:01): Wujin's Bureau freezes Firm A." and how it ended, put into words only if it is read. */
  tell(second: number, act: string, ended: () => string): void {
    const day = dayOf(second);
    const clock = new Date((second + 8 * 3_600) * 1_000).toISOString().slice(11, 19);
    const date = `Day ${day - this.#firstDay + 1} (${isoOfDay(day)} ${clock})`;
    this.#lines.push(() => `${date}: ${act}.${ended()}`);
  }

  get acts(): number {
    return this.#lines.length;
  }

  toString(): string {
    return [this.#opening, ...this.#lines.map((line) => line())].join("\n");
  }
}
