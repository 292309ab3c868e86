/** Bars side by side, one group a month. */
import type { EChartsCoreOption } from "echarts/core";
import type { Lang } from "../../../client/text/text.ts";
import type { Colours } from "./palette.ts";
import { shortYuan, yuanOf } from "./yuan.ts";

interface Bars {
  readonly places: readonly string[];
  readonly series: readonly { readonly name: string; readonly fen: readonly string[] }[];
  readonly lang: Lang;
  readonly colours: Colours;
}

export function barsOption({ places, series, lang, colours }: Bars): EChartsCoreOption {
  return {
    color: [colours["series-1"], colours["series-2"], colours["series-3"], colours["series-4"]],
    ...frame(lang, colours),
    xAxis: axisOf(places, colours),
    series: series.map(({ name, fen }) => ({
      ...{ type: "bar", name, barMaxWidth: 28, barMinHeight: 0, itemStyle: { borderRadius: [3, 3, 0, 0] } },
      data: fen.map((digits) => yuanOf(BigInt(digits))),
    })),
  };
}

/** What every chart over time has: a legend, yuan up the side, and what stands at the finger in words. */
export function frame(lang: Lang, colours: Colours): EChartsCoreOption {
  return {
    grid: { left: 4, right: 12, top: 44, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: { top: 4, left: 0, textStyle: { color: colours.ink }, icon: "roundRect", itemWidth: 14 },
    tooltip: {
      ...{ trigger: "axis", renderMode: "richText", backgroundColor: colours.sheet, borderColor: colours.line },
      ...{ textStyle: { color: colours.ink }, axisPointer: { type: "shadow" } },
      valueFormatter: (yuan: unknown) => shortYuan(Number(yuan), lang),
    },
    yAxis: {
      type: "value",
      axisLabel: { color: colours.soft, formatter: (yuan: number) => shortYuan(yuan, lang) },
      splitLine: { lineStyle: { color: colours.line } },
    },
  };
}

export function axisOf(places: readonly string[], colours: Colours) {
  return {
    ...{ type: "category", data: places, axisTick: { show: false } },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: { color: colours.soft, hideOverlap: true },
  };
}
