/** A holiday calendar's file, as policies/holidays-2019-2020.yaml shows it. */
import { z } from "zod";
import { readHolidays, type Holidays } from "../../client/workingDays.ts";
import { list, words } from "../../client/yaml/fields.ts";
import { readYaml } from "../../client/yaml/readYaml.ts";

export const HOLIDAYS = z.strictObject({
  source: words,
  from: words,
  through: words,
  holidays: list(words, 0, 366),
  makeUpDays: list(words, 0, 366),
});

/**
 * Reads a holiday calendar.
 *
 * @throws TongduiError as {@link readYaml} and client/workingDays.ts.
 */
export async function readHolidayFile(file: string): Promise<Holidays> {
  return readHolidays(await readYaml(file, HOLIDAYS));
}
