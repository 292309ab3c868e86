/** The figures of the services' bench, and what each is to reach. */

export interface Figures {
  /** What 95 of 100 consultations take no longer than, from the question to the index until its whole answer is there. */
  readonly calculatorMs: number;
  /** The same, worked out by itself from facts that are there. */
  readonly calculatorPureMs: number;
  /** Programs among which it looks. */
  readonly calculatorPrograms: number;
  /** What 95 of 100 questions for a demand's partners take no longer than, until the whole answer is there. */
  readonly suggestP95Ms: number;
  /** In the catalogue among which it looks, and beside the demand that is asked for. */
  readonly suggestProviders: number;
  readonly suggestDemands: number;
}

interface Aim {
  readonly said: string;
  readonly isMet: (figure: number) => boolean;
}

const atMost = (most: number): Aim => ({ said: `≤ ${most}`, isMet: (figure) => figure <= most });
const beside: Aim = { said: "", isMet: () => true };

export const AIMS: Readonly<Record<keyof Figures, Aim>> = {
  calculatorMs: atMost(20),
  calculatorPureMs: beside,
  calculatorPrograms: beside,
  suggestP95Ms: atMost(100),
  suggestProviders: beside,
  suggestDemands: beside,
};

const NAMES = Object.keys(AIMS) as (keyof Figures)[];

/** The names of those that miss their aim. */
export function missed(figures: Figures): (keyof Figures)[] {
  return NAMES.filter((name) => !AIMS[name].isMet(figures[name]));
}

/** What 95 of 100 times are no longer than. @throws RangeError where there are none. */
export function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const time = sorted[Math.ceil(sorted.length * 0.95) - 1];
  if (time === undefined) throw new RangeError("Nothing was timed.");
  return time;
}

/** @param judged whether each figure is held against its aim, which is for the full size. */
export function asTable(figures: Figures, judged: boolean): string {
  const rows = NAMES.map((name) => {
    const { said, isMet } = AIMS[name];
    const figure = figures[name];
    const shown = `  ${name.padEnd(20)}${figure.toFixed(figure < 10 ? 2 : 0).padStart(8)}`;
    return judged && said !== "" ? `${shown}   ${said.padEnd(8)}${isMet(figure) ? "met" : "missed"}` : shown;
  });
  return [`  ${"figure".padEnd(20)}${"measured".padStart(8)}${judged ? "   aim" : ""}`, ...rows].join("\n");
}
