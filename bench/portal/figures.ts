/** The figures of the portal's bench, and what each is to reach. */

export interface Figures {
  /** Changes of vouchers indexed in a second, in parts of the bare index's. */
  readonly indexRatio: number;
  readonly indexPerSecond: number;
  /** The peer: an index that only stores the same events. */
  readonly barePerSecond: number;
  /** Median of what a voucher's page asks, by itself. */
  readonly voucherPageMs: number;
  /** The same with fifty readers at once: the median, and what one of a hundred takes longer than. */
  readonly readersMedianMs: number;
  readonly readersP99Ms: number;
  readonly p99Ratio: number;
  /** Scripts before the first page stands. */
  readonly firstLoadGzipKiB: number;
}

interface Aim {
  readonly said: string;
  readonly isMet: (figure: number) => boolean;
}

const atLeast = (least: number): Aim => ({ said: `≥ ${least}`, isMet: (figure) => figure >= least });
const atMost = (most: number): Aim => ({ said: `≤ ${most}`, isMet: (figure) => figure <= most });
const beside: Aim = { said: "", isMet: () => true };

export const AIMS: Readonly<Record<keyof Figures, Aim>> = {
  indexRatio: atLeast(0.8),
  indexPerSecond: beside,
  barePerSecond: beside,
  voucherPageMs: atMost(100),
  readersMedianMs: beside,
  readersP99Ms: beside,
  p99Ratio: atMost(5),
  firstLoadGzipKiB: atMost(250),
};

const NAMES = Object.keys(AIMS) as (keyof Figures)[];

/** The names of those that miss their aim. */
export function missed(figures: Figures): (keyof Figures)[] {
  return NAMES.filter((name) => !AIMS[name].isMet(figures[name]));
}

/** @param judged whether each figure is held against its aim, which is for the full size. */
export function asTable(figures: Figures, judged: boolean): string {
  const rows = NAMES.map((name) => {
    const { said, isMet } = AIMS[name];
    const figure = figures[name];
    const shown = `  ${name.padEnd(18)}${figure.toFixed(figure < 10 ? 2 : 0).padStart(8)}`;
    return judged && said !== "" ? `${shown}   ${said.padEnd(8)}${isMet(figure) ? "met" : "missed"}` : shown;
  });
  return [`  ${"figure".padEnd(18)}${"measured".padStart(8)}${judged ? "   aim" : ""}`, ...rows].join("\n");
}
