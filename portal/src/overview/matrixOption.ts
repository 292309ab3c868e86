/** How the matrix is drawn: a square a pair, with the amount in it; a pair that is not shown is marked, not left empty. */
import type { EChartsCoreOption } from "echarts/core";
import type { Crossing } from "../app/answers.ts";
import type { Lang } from "../../../client/text/text.ts";
import type { Colours } from "../charts/palette.ts";
import { shortYuan, yuanOf } from "../charts/yuan.ts";

interface Member {
  readonly district: number;
  readonly name: string;
}

const HIDDEN: Readonly<Record<Lang, string>> = { en: "not\nshown", zh: "不显示" };

/** Below this width names stand slantwise and amounts are small. */
const NARROW = 560;

export function matrixOption(
  members: readonly Member[],
  crossings: readonly Crossing[],
  lang: Lang,
  colours: Colours,
  width: number,
): EChartsCoreOption {
  const places = new Map(members.map(({ district }, place) => [district, place]));
  const pairs = crossings.flatMap(({ district, providerDistrict, redeemed }) => {
    const [x, y] = [places.get(providerDistrict), places.get(district)];
    return x === undefined || y === undefined ? [] : [{ x, y, redeemed }];
  });
  const shown = pairs.flatMap(({ x, y, redeemed }) => (redeemed === null ? [] : [[x, y, yuanOf(BigInt(redeemed))]]));
  const hidden = new Set(pairs.filter(({ redeemed }) => redeemed === null).map(({ x, y }) => `${x} ${y}`));
  const ground = members.flatMap((_, y) => members.map((__, x) => [x, y, 0]));
  const names = members.map(({ name }) => name);
  const few = members.length <= 6;
  const narrow = width < NARROW || !few;
  const square = { borderColor: colours.sheet, borderWidth: 3, borderRadius: 4 };
  const label = { show: few, color: colours.ink, fontSize: narrow ? 10 : 13 };
  const lettering = {
    color: colours.ink,
    interval: 0,
    fontSize: narrow ? 11 : 12,
    width: narrow ? 72 : 110,
    overflow: "break",
  };
  const axis = { type: "category", data: names, axisTick: { show: false }, axisLine: { show: false } };
  return {
    grid: {
      left: 4,
      right: narrow ? 24 : 4,
      top: 8,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: { ...axis, position: "top", axisLabel: { ...lettering, rotate: narrow ? 38 : 0 } },
    yAxis: { ...axis, inverse: true, axisLabel: lettering },
    tooltip: {
      ...{ renderMode: "richText", backgroundColor: colours.sheet, borderColor: colours.line },
      textStyle: { color: colours.ink },
      formatter: ({ value }: { value: [number, number, number] }) => {
        const [x, y, yuan] = value;
        return `${names[y] ?? ""} → ${names[x] ?? ""}\n${shortYuan(yuan, lang)}`;
      },
    },
    visualMap: [
      // No heatmap is drawn without one.
      { ...{ show: false, min: 0, max: 1, seriesIndex: 0 }, inRange: { color: [colours.sunk, colours.sunk] } },
      {
        ...{ show: false, min: 0, max: Math.max(1, ...shown.map(([, , yuan = 0]) => yuan)), seriesIndex: 1 },
        inRange: { color: [colours["heat-low"], colours["heat-high"]] },
      },
    ],
    series: [
      {
        ...{ type: "heatmap", data: ground, silent: true, itemStyle: { ...square, color: colours.sunk } },
        label: {
          ...label,
          color: colours.soft,
          formatter: ({ value: [x, y] }: { value: [number, number] }) => (hidden.has(`${x} ${y}`) ? HIDDEN[lang] : ""),
        },
      },
      {
        ...{ type: "heatmap", data: shown, itemStyle: square },
        label: {
          ...label,
          fontWeight: 600,
          formatter: ({ value }: { value: [number, number, number] }) => shortYuan(value[2], lang),
        },
      },
    ],
  };
}
