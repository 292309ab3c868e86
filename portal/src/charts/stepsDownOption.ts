/** Bars that lie one below the other, each with its amount: how much of the first is left at each step. */
import type { EChartsCoreOption } from "echarts/core";
import type { Lang } from "../../../client/text/text.ts";
import type { Colours } from "./palette.ts";
import { shortYuan, yuanOf } from "./yuan.ts";

interface Steps {
  readonly steps: readonly { readonly name: string; readonly fen: string; readonly lost?: boolean }[];
  readonly lang: Lang;
  readonly colours: Colours;
}

export function stepsDownOption({ steps, lang, colours }: Steps): EChartsCoreOption {
  const amounts = steps.map(({ fen }) => yuanOf(BigInt(fen)));
  return {
    grid: { left: 4, right: 84, top: 8, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", show: false, max: Math.max(1, ...amounts) },
    yAxis: {
      ...{ type: "category", inverse: true, data: steps.map(({ name }) => name) },
      ...{ axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 13 } },
    },
    series: [
      {
        ...{ type: "bar", barMaxWidth: 34, barCategoryGap: "28%", itemStyle: { borderRadius: 4 } },
        label: {
          ...{ show: true, position: "right", color: colours.ink, fontWeight: 600 },
          formatter: ({ value }: { value: number }) => shortYuan(value, lang),
        },
        data: steps.map(({ lost = false }, place) => ({
          value: amounts[place],
          itemStyle: { color: lost ? colours["series-2"] : colours["series-3"] },
        })),
      },
    ],
  };
}
