/** Lines that keep their height until a figure moves. */
import type { EChartsCoreOption } from "echarts/core";
import type { Lang } from "../../../client/text/text.ts";
import { dayText } from "../ui/dayText.ts";
import { frame } from "./barsOption.ts";
import type { Colours } from "./colours.ts";
import { yuanOf } from "./yuan.ts";

interface Point {
  readonly day: string;
  readonly fen: string;
}

interface Steps {
  readonly series: readonly { readonly name: string; readonly points: readonly Point[] }[];
  /** The day up to which the last figures hold; undefined where they may not. */
  readonly through: string | undefined;
  readonly lang: Lang;
  readonly colours: Colours;
}

export function stepsOption({ series, through, lang, colours }: Steps): EChartsCoreOption {
  const spoken = (time: number | string | Date) => dayText(new Date(time).toISOString().slice(0, 10), lang);
  const whole = (points: readonly Point[]) => {
    const last = points.at(-1);
    return last && through !== undefined && through > last.day ? [...points, { ...last, day: through }] : points;
  };
  return {
    color: [colours.soft, colours["series-1"], colours["series-2"], colours["series-3"]],
    ...frame(lang, colours),
    useUTC: true,
    xAxis: {
      ...{ type: "time", minInterval: 86_400_000, axisLine: { lineStyle: { color: colours.line } } },
      axisLabel: { color: colours.soft, hideOverlap: true, formatter: (time: number) => shortDay(time, lang) },
      axisPointer: { type: "line", label: { formatter: ({ value }: { value: number }) => spoken(value) } },
    },
    series: series.map(({ name, points }) => ({
      ...{ type: "line", name, step: "end", symbolSize: 6, lineStyle: { width: 2.5 } },
      data: whole(points).map(({ day, fen }) => [day, yuanOf(BigInt(fen))]),
    })),
  };
}

/** `Mar 2020` and `2020年3月` where a month begins, else `16 Mar` and `3月16日`. */
function shortDay(time: number, lang: Lang): string {
  const date = new Date(time);
  const first = date.getUTCDate() === 1;
  const words = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "zh-CN", {
    ...{ month: "short", timeZone: "UTC" },
    ...(first ? { year: "numeric" } : { day: "numeric" }),
  });
  return words.format(date);
}
