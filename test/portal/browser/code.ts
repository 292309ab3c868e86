/** QR codes as a camera reads them: from a picture. */
import jsQR from "jsqr";
import type { Page } from "playwright-core";

/** What the code in a part of a page says. @throws Error where no code can be read. */
export async function readCode(page: Page, selector: string): Promise<string> {
  const picture = await page.locator(selector).first().screenshot();
  const { data, width, height } = await pixels(page, picture);
  const read = (jsQR as unknown as typeof jsQR.default)(new Uint8ClampedArray(data), width, height);
  if (!read) throw new Error("No code can be read there.");
  return read.data;
}

interface Pixels {
  readonly data: number[];
  readonly width: number;
  readonly height: number;
}

/** A browser knows how to open pictures. It does so on a page of its own, for the portal's own would not let it. */
async function pixels(page: Page, picture: Buffer): Promise<Pixels> {
  const desk = await page.context().newPage();
  try {
    return await desk.evaluate<Pixels>(`(async () => {
      const bytes = Uint8Array.from(atob("${picture.toString("base64")}"), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context.drawImage(image, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
      return { data: [...data], width, height };
    })()`);
  } finally {
    await desk.close();
  }
}
