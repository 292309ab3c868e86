/** As the WHATWG's Encoding Standard calls them. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/**
 * Tells UTF-8 from GB18030 by all the bytes of a file. What is not UTF-8 is GB18030; but a few bad bytes in a file of UTF-8 stay what
 * they are, and do not turn every other character into a wrong one.
 */
export class EncodingGuess {
  private readonly decoder = new TextDecoder("utf-8");
  private lost = 0;
  private kept = 0;

  add(bytes: Uint8Array): void {
    const text = this.decoder.decode(bytes, { stream: true });
    this.lost += text.split("\uFFFD").length - 1;
    // A Chinese character has three bytes in UTF-8, and one code unit in a string.
    this.kept += (bytes.length - text.length) / 2;
  }

  get encoding(): Encoding {
    return this.lost > this.kept ? "gb18030" : "utf-8";
  }
}
