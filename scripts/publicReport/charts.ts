/** The portal's charts, drawn here without a browser as SVG that stands in the page. */
import { BarChart, HeatmapChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Colours } from "../../portal/src/charts/palette.ts";

use([...[BarChart, HeatmapChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, SVGRenderer]]);

/** What fits between the margins of A4, in pixels. */
export const WIDTH = 680;

/** The portal's in the light, for white paper. */
export const ON_PAPER: Colours = {
  ink: "#17211f",
  soft: "#4b5a57",
  line: "#d5dcda",
  sheet: "#ffffff",
  sunk: "#eef1f0",
  "heat-low": "#dcefeb",
  "heat-high": "#45ab9b",
  "series-1": "#3b76b8",
  "series-2": "#d08a1d",
  "series-3": "#0b7a6c",
  "series-4": "#8a6bb5",
};

export function svgOf(option: EChartsCoreOption, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ ...option, animation: false, textStyle: { fontFamily: "sans-serif" } });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
