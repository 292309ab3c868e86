/** A reader of QR codes. */
import jsqr from "jsqr";

// Its types say that it stands under its own name; the package's only export is the reader itself.
const read = jsqr as unknown as typeof jsqr.default;

/** What a reader sees in a field of dark and light modules. */
export function seen(isDark: (x: number, y: number) => boolean, size: number): string | undefined {
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      if (isDark(Math.floor(x / scale), Math.floor(y / scale)))
        pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return read(pixels, width, width)?.data;
}

/** What a reader sees in a code that is drawn as an SVG of squares, one a dark module. */
export function drawn(svg: string): string | undefined {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const dark = new Set(Array.from(svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g), ([, x, y]) => `${x} ${y}`));
  return seen((x, y) => dark.has(`${x} ${y}`), size);
}
