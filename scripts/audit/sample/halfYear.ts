/** A half of a calendar year, over which an audit sample is drawn. */
import { dayOfIso, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { halfWidth } from "../../../client/text/width.ts";

export interface HalfYear {
  /** `2026-H1`. */
  readonly name: string;
  readonly from: Day;
  /** The last day. */
  readonly through: Day;
}

/**
 * Reads `2026-H1`, also `2026H1` and `2026年上半年`.
 *
 * @throws TongduiError `HalfYearUnreadable`.
 */
export function parseHalfYear(text: string): HalfYear {
  const [, year = "", half = ""] =
    /^(\d{4})年?-?(H1|H2|上半年|下半年)$/i.exec(halfWidth(text).replaceAll(/\s/g, "")) ?? [];
  if (year === "" || Number(year) < 1_970) {
    throw new TongduiError(
      "HalfYearUnreadable",
      { en: `"${text}" is not a half-year.`, zh: `“${text}”不是半年度。` },
      {
        hint: {
          en: "Write 2026-H1 for January to June, 2026-H2 for July to December.",
          zh: "上半年写作 2026-H1，下半年写作 2026-H2。",
        },
      },
    );
  }
  const isFirst = half === "上半年" || half.toUpperCase() === "H1";
  return isFirst
    ? { name: `${year}-H1`, from: dayOfIso(`${year}-01-01`), through: dayOfIso(`${year}-06-30`) }
    : { name: `${year}-H2`, from: dayOfIso(`${year}-07-01`), through: dayOfIso(`${year}-12-31`) };
}
