/**
 * A file of enciphered frames: a first line in plain JSON, then frames of length (4 bytes, big-endian) ‖ nonce (12) ‖ AES-256-GCM text ‖
 * tag (16). With each frame its place, whether it is the last, and the first line's hash are authenticated: none can be changed, left out,
 * doubled, moved, or come from another file.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Beyond this a file is none of ours. */
const MOST_FRAME_BYTES = 64 * 1_024 * 1_024;
const MOST_HEADER_BYTES = 64 * 1_024;

/** A file that does not hold what was written. */
export class FramesDamaged extends Error {}

export class FrameWriter {
  readonly #file: FileHandle;
  readonly #key: Uint8Array;
  readonly #header: string;
  #place = 0;

  private constructor(file: FileHandle, key: Uint8Array, header: string) {
    this.#file = file;
    this.#key = key;
    this.#header = hashOf(header);
  }

  /** Begins a file that does not exist yet, for the owner alone. */
  static async create(name: string, key: Uint8Array, header: object): Promise<FrameWriter> {
    const file = await open(name, "wx", 0o600);
    const line = `${JSON.stringify(header)}\n`;
    await file.writeFile(line);
    return new FrameWriter(file, key, line);
  }

  async add(content: Uint8Array, isLast: boolean): Promise<void> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(vouchedFor(this.#header, this.#place, isLast));
    const text = Buffer.concat([cipher.update(content), cipher.final()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    await this.#file.writeFile(Buffer.concat([length, nonce, text, cipher.getAuthTag()]));
    this.#place += 1;
  }

  /** What was written is on the disk when this returns. */
  async close(): Promise<void> {
    await this.#file.sync();
    await this.#file.close();
  }
}

/** The first line of a file. @throws FramesDamaged. */
export async function readHeader(name: string): Promise<{ value: unknown; line: string }> {
  const file = await open(name, "r");
  try {
    const bytes = Buffer.alloc(MOST_HEADER_BYTES);
    const { bytesRead } = await file.read(bytes, 0, MOST_HEADER_BYTES, 0);
    const end = bytes.subarray(0, bytesRead).indexOf("\n");
    if (end < 0) throw new FramesDamaged("no first line");
    const line = bytes.subarray(0, end + 1).toString("utf8");
    return { value: JSON.parse(line) as unknown, line };
  } catch (error) {
    throw error instanceof SyntaxError ? new FramesDamaged("no first line") : error;
  } finally {
    await file.close();
  }
}

/** The frames in their order, up to the last one. @throws FramesDamaged. */
export async function* readFrames(name: string, key: Uint8Array, line: string): AsyncGenerator<Buffer> {
  const file = await open(name, "r");
  try {
    const header = hashOf(line);
    const { size } = await file.stat();
    let at = Buffer.byteLength(line);
    for (let place = 0; ; place += 1) {
      const length = (await exactly(file, 4, at)).readUInt32BE();
      if (length > MOST_FRAME_BYTES) throw new FramesDamaged("a frame is too long");
      const frame = await exactly(file, NONCE_BYTES + length + TAG_BYTES, at + 4);
      at += 4 + frame.length;
      const isLast = at === size;
      yield opened(frame, key, vouchedFor(header, place, isLast));
      if (isLast) return;
    }
  } finally {
    await file.close();
  }
}

function opened(frame: Buffer, key: Uint8Array, vouched: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, frame.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(vouched);
  decipher.setAuthTag(frame.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(frame.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new FramesDamaged("a frame was changed");
  }
}

async function exactly(file: FileHandle, length: number, at: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  if (bytesRead === length) return bytes;
  throw new FramesDamaged("the file ends too early");
}

function vouchedFor(header: string, place: number, isLast: boolean): Buffer {
  return Buffer.from(`${header} ${place} ${isLast ? "last" : "more"}`);
}

function hashOf(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}
