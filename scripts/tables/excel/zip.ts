import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { broken } from "./broken.ts";

/** Marks of the records of a ZIP archive, after its specification APPNOTE 6.3. */
const END = 0x06054b50;
const END_64_PLACE = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** A figure that did not fit in 32 bits and stands elsewhere. */
const ELSEWHERE = 0xffff_ffff;

/** The last record is followed by a comment of at most 65,535 bytes. */
const LONGEST_TAIL = 22 + 0xffff;

/** A workbook has a few dozen parts; a directory of more bytes than this is not one's. */
const LONGEST_DIRECTORY = 8 * 1024 * 1024;

interface ZipEntry {
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly offset: number;
}

/** The parts of a ZIP archive, each read only when it is asked for and never held as a whole. */
export class Zip {
  private readonly handle: FileHandle;
  private readonly entries: ReadonlyMap<string, ZipEntry>;

  private constructor(handle: FileHandle, entries: ReadonlyMap<string, ZipEntry>) {
    this.handle = handle;
    this.entries = entries;
  }

  /** Reads the directory, which stands at the end. The handle stays the caller's to close. */
  static async open(handle: FileHandle): Promise<Zip> {
    const { size } = await handle.stat();
    const from = Math.max(0, size - LONGEST_TAIL);
    const tail = await bytesAt(handle, from, size - from);
    const end = lastIndexOf(tail, END);
    if (end < 0 || end + 22 > tail.length) throw broken("no end of the directory");
    let directorySize = tail.readUInt32LE(end + 12);
    let directoryOffset = tail.readUInt32LE(end + 16);
    const place = end - 20;
    if (place >= 0 && tail.readUInt32LE(place) === END_64_PLACE) {
      const end64 = await bytesAt(handle, Number(tail.readBigUInt64LE(place + 8)), 56);
      if (end64.readUInt32LE(0) !== END_64) throw broken("no 64-bit end of the directory");
      directorySize = Number(end64.readBigUInt64LE(40));
      directoryOffset = Number(end64.readBigUInt64LE(48));
    }
    if (directorySize > LONGEST_DIRECTORY) throw broken("too long a directory");
    return new Zip(handle, entriesOf(await bytesAt(handle, directoryOffset, directorySize)));
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The unpacked bytes of a part, piece by piece; at its end its checksum has been compared. */
  async *part(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw broken(`no part ${name}`);
    if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) throw broken(`${name} cannot be unpacked`);
    const local = await bytesAt(this.handle, entry.offset, 30);
    if (local.readUInt32LE(0) !== LOCAL) throw broken(`no ${name} where it should be`);
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    let crc = 0;
    for await (const piece of this.unpacked(entry, start)) {
      crc = crc32(piece, crc);
      yield piece;
    }
    if (crc !== entry.crc) throw broken(`the checksum of ${name} is wrong`);
  }

  private unpacked(entry: ZipEntry, start: number): AsyncIterable<Buffer> {
    if (entry.packedSize === 0) return nothing();
    const packed = this.handle.createReadStream({ start, end: start + entry.packedSize - 1, autoClose: false });
    if (entry.method === 0) return packed as AsyncIterable<Buffer>;
    const inflate = createInflateRaw();
    // An error of either stream reaches whoever reads the second; ending early stops both.
    pipeline(packed, inflate, () => undefined);
    return inflate as AsyncIterable<Buffer>;
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}

function entriesOf(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const nameEnd = at + 46 + nameLength;
    const name = directory
      .toString("utf8", at + 46, nameEnd)
      .replaceAll("\\", "/")
      .toLowerCase();
    const size = directory.readUInt32LE(at + 24);
    const wide = wideFigures(directory.subarray(nameEnd, nameEnd + extraLength));
    // The wide figures stand in this order, and only those that did not fit.
    if (size === ELSEWHERE) wide.shift();
    const packedSize = figure(directory.readUInt32LE(at + 20), wide);
    const offset = figure(directory.readUInt32LE(at + 42), wide);
    entries.set(name, {
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedSize,
      offset,
    });
    at = nameEnd + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The 64-bit figures among the extra fields of an entry. */
function wideFigures(extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const field = extra.subarray(at + 4, at + 4 + length);
      return Array.from({ length: Math.floor(field.length / 8) }, (_, i) => Number(field.readBigUInt64LE(i * 8)));
    }
    at += 4 + length;
  }
  return [];
}

function figure(narrow: number, wide: number[]): number {
  if (narrow !== ELSEWHERE) return narrow;
  const value = wide.shift();
  if (value === undefined || !Number.isSafeInteger(value)) throw broken("a 64-bit figure is missing");
  return value;
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await handle.stat();
  if (!Number.isSafeInteger(position + length) || position + length > size)
    throw broken("a record lies outside the file");
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(bytes, read, length - read, position + read);
    if (bytesRead === 0) throw broken("the file ends too early");
    read += bytesRead;
  }
  return bytes;
}

function lastIndexOf(bytes: Buffer, mark: number): number {
  const pattern = Buffer.alloc(4);
  pattern.writeUInt32LE(mark);
  return bytes.lastIndexOf(pattern);
}
