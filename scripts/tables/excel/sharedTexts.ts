import { broken } from "./broken.ts";
import { withControls } from "./textCollector.ts";

/** All shared texts together may have this many bytes; a workbook that Excel opens has far less. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The texts that the cells of a workbook share. Half a million strings of their own would take ten times the memory of their bytes,
 * so they stand in one row of bytes and are made when a cell asks for one.
 */
export class SharedTexts {
  private bytes = Buffer.alloc(64 * 1024);
  private ends: Uint32Array = new Uint32Array(1024);
  private count = 0;

  add(text: string): void {
    const from = this.end(this.count - 1);
    const end = from + Buffer.byteLength(text);
    if (end > MOST_BYTES) throw broken("too much text");
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], Math.max(end, this.bytes.length * 2));
    if (this.count === this.ends.length) {
      const longer = new Uint32Array(this.count * 2);
      longer.set(this.ends);
      this.ends = longer;
    }
    this.bytes.write(text, from);
    this.ends[this.count] = end;
    this.count += 1;
  }

  /** A text by its place, counted from 0. */
  at(place: number): string {
    if (!Number.isInteger(place) || place < 0 || place >= this.count) throw broken(`no shared text ${place}`);
    return withControls(this.bytes.toString("utf8", this.end(place - 1), this.end(place)));
  }

  private end(place: number): number {
    return this.ends[place] ?? 0;
  }
}
