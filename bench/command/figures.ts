/** The figures of the command's bench, and what each is to reach. */

export interface Figures {
  /** Gas a second of planning, announcing, approving and issuing 10,000 rows, in parts of a bare loop's. */
  readonly gasRateRatio10k: number;
  /** Memory above an idle run's at the peak of 100,000 rows. */
  readonly peakMiB100k: number;
  /** Time a row of 100,000, in that of 10,000. */
  readonly rowTimeRatio100k: number;
  /** Time of auditing 100,000 changes, in that of merely fetching the logs. */
  readonly auditRatio100k: number;
  /** Processor time of `tongdui --help`. */
  readonly helpCpuMs: number;
}

const atLeast = (least: number) => ({ said: `≥ ${least}`, isMet: (figure: number) => figure >= least });
const atMost = (most: number) => ({ said: `≤ ${most}`, isMet: (figure: number) => figure <= most });

export const AIMS: Readonly<Record<keyof Figures, { said: string; isMet: (figure: number) => boolean }>> = {
  gasRateRatio10k: atLeast(0.8),
  peakMiB100k: atMost(300),
  rowTimeRatio100k: atMost(1.2),
  auditRatio100k: atMost(3),
  helpCpuMs: atMost(300),
};

/** @param judged whether each figure is held against its aim, which is for the full size. */
export function asTable(figures: Figures, judged: boolean): string {
  const rows = Object.entries(AIMS).map(([name, { said, isMet }]) => {
    const figure = figures[name as keyof Figures];
    const shown = `  ${name.padEnd(18)}${figure.toFixed(figure < 10 ? 2 : 0).padStart(8)}`;
    return judged ? `${shown}   ${said.padEnd(8)}${isMet(figure) ? "met" : "missed"}` : shown;
  });
  return [`  ${"figure".padEnd(18)}${"measured".padStart(8)}${judged ? "   aim" : ""}`, ...rows].join("\n");
}
