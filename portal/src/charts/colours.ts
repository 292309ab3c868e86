/** The style sheet's colours as a chart takes them, in light and dark as the page is at the moment. */
const NAMES = [
  ...(["ink", "soft", "line", "sheet", "sunk", "heat-low", "heat-high"] as const),
  ...(["series-1", "series-2", "series-3", "series-4"] as const),
] as const;

export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

export function coloursNow(): Colours {
  const probe = document.body.appendChild(document.createElement("span"));
  try {
    const pairs = NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    });
    return Object.fromEntries(pairs) as Colours;
  } finally {
    probe.remove();
  }
}
