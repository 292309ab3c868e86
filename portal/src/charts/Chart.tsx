/** A picture of figures. Beside it stands a table of the same figures, for whoever cannot see the picture or wants the digits. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { EChartsCoreOption } from "echarts/core";
import { useSay } from "../app/language.tsx";
import { coloursNow, type Colours } from "./colours.ts";

interface Props {
  /** What the picture shows, in a sentence. */
  readonly label: string;
  readonly tall?: boolean;
  /** Must be the same function as long as the same is to be drawn. @param width of the picture, in pixels. */
  readonly draw: (colours: Colours, width: number) => EChartsCoreOption;
  /** The figures as a table. */
  readonly children: ReactNode;
}

type Drawn = Awaited<ReturnType<typeof load>>;
type Instance = ReturnType<Drawn["init"]>;

const load = async () => import("./echarts.ts");

export function Chart({ label, tall = false, draw, children }: Props) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (box.current === null) return;
    const chart = drawn(box.current, draw, () => setFailed(true));
    return () => chart.end();
  }, [draw]);
  return (
    <figure className="chart">
      {!failed && (
        <div ref={box} role="img" aria-label={label} className={tall ? "chart-box chart-tall" : "chart-box"} />
      )}
      <details open={failed || undefined}>
        <summary>{say({ en: "The same figures as a table", zh: "以表格查看" })}</summary>
        {children}
      </details>
    </figure>
  );
}

/** Draws as soon as the picture comes into view, and anew when the box or the colours change. */
function drawn(box: HTMLElement, draw: Props["draw"], fail: () => void) {
  let chart: Instance | undefined;
  let ended = false;
  const paint = () => {
    chart?.setOption({ ...still(), ...draw(coloursNow(), box.clientWidth) }, { notMerge: true });
  };
  const size = new ResizeObserver(() => {
    if (chart === undefined || chart.getWidth() === box.clientWidth) return;
    chart.resize();
    paint();
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", paint);
  document.addEventListener("tongdui:theme", paint);
  // Only whoever comes to see the picture needs the library.
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void load().then(({ init }) => {
        if (ended) return;
        chart = init(box, null, { renderer: "canvas" });
        size.observe(box);
        paint();
      }, fail);
    },
    { rootMargin: "100px" },
  );
  near.observe(box);
  return {
    end: () => {
      ended = true;
      near.disconnect();
      size.disconnect();
      dark.removeEventListener("change", paint);
      document.removeEventListener("tongdui:theme", paint);
      chart?.dispose();
    },
  };
}

function still() {
  const { fontFamily } = getComputedStyle(document.body);
  return {
    textStyle: { fontFamily },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
  };
}
