/** The colours that a chart takes, by the names of the style sheet's. */
export const NAMES = [
  ...(["ink", "soft", "line", "sheet", "sunk", "heat-low", "heat-high"] as const),
  ...(["series-1", "series-2", "series-3", "series-4"] as const),
] as const;

export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;
