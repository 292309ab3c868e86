/** The style sheet's colours as a chart takes them, in light and dark as the page is at the moment. */
import { NAMES, type Colours } from "./palette.ts";

export type { Colours };

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
