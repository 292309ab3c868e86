/** A QR code as a picture that stands in the page itself. */
import { encode } from "uqr";

/** Light around it, without which readers do not find it. */
const BORDER = 4;

/** The code's modules, dark ones true, with the light border around them. */
export function modulesOf(text: string): boolean[][] {
  return encode(text, { ecc: "M", border: BORDER }).data;
}

/** An SVG of the code, one unit a module. */
export function codePicture(text: string): string {
  const modules = modulesOf(text);
  const dark = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const size = modules.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join("")}"/></svg>`;
}
