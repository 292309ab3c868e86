/** What each figure of a bench is to reach, and a table that says whether it does. */

export interface Aim {
  /** As `≤ 100`; empty for a figure that only stands beside others. */
  readonly said: string;
  readonly isMet: (figure: number) => boolean;
}

/** By the figures' names, in the order in which they are said. */
export type Aims<Name extends string> = Readonly<Record<Name, Aim>>;
export type FiguresOf<Name extends string> = Readonly<Record<Name, number>>;

export const atLeast = (least: number): Aim => ({ said: `≥ ${least}`, isMet: (figure) => figure >= least });
export const atMost = (most: number): Aim => ({ said: `≤ ${most}`, isMet: (figure) => figure <= most });
/** Of a peer, or of what was measured. */
export const beside: Aim = { said: "", isMet: () => true };

const namesOf = <Name extends string>(aims: Aims<Name>): Name[] => Object.keys(aims) as Name[];

/** The names of those that miss their aim. */
export function missed<Name extends string>(aims: Aims<Name>, figures: FiguresOf<Name>): Name[] {
  return namesOf(aims).filter((name) => !aims[name].isMet(figures[name]));
}

/** A line a figure. @param judged whether each is held against its aim, which is for the full size. */
export function asTable<Name extends string>(aims: Aims<Name>, figures: FiguresOf<Name>, judged: boolean): string {
  const rows = namesOf(aims).map((name) => {
    const { said, isMet } = aims[name];
    const figure = figures[name];
    const shown = `  ${name.padEnd(20)}${figure.toFixed(figure < 10 ? 2 : 0).padStart(8)}`;
    return judged && said !== "" ? `${shown}   ${said.padEnd(8)}${isMet(figure) ? "met" : "missed"}` : shown;
  });
  return [`  ${"figure".padEnd(20)}${"measured".padStart(8)}${judged ? "   aim" : ""}`, ...rows].join("\n");
}
