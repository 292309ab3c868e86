/**
 * From the bytes of a file to the text of a proof.
 *
 * RULES: a packed proof (gzip) has a head of one form, in which stands the hash of all that follows; so no byte of it can change
 * unnoticed. At most 4 MiB packed and 8 MiB of text are taken, and no more than that is ever unpacked. The text is UTF-8.
 */
import { keccak, sameBytes } from "./bytes.ts";
import { refuse } from "./refusal.ts";
import { textOf } from "./shape.ts";

export const LARGEST_PACKED = 4 << 20;
export const LARGEST_TEXT = 8 << 20;

/** gzip with one extra field, without time and system; the field is named TD and holds 32 bytes. */
const HEAD = Uint8Array.of(0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 36, 0, 0x54, 0x44, 32, 0);
const BODY = HEAD.length + 32;

/** A browser unpacks all of a piece before it asks whether more is wanted; the most that a piece can become is 4 MiB. */
const PIECE = 4096;

/** @throws Refusal */
export async function unpacked(file: Uint8Array): Promise<string> {
  const isPacked = file[0] === 0x1f && file[1] === 0x8b;
  if (isPacked && file.length > LARGEST_PACKED) refuse("FileTooLarge", LARGEST_PACKED);
  if (!isPacked && file.length > LARGEST_TEXT) refuse("FileTooLarge", LARGEST_TEXT);
  const bytes = isPacked ? await inflated(file) : file;
  return textOf(bytes) ?? refuse("NotAProof");
}

async function inflated(file: Uint8Array): Promise<Uint8Array> {
  if (!sameBytes(file.subarray(0, HEAD.length), HEAD)) refuse("PackingDamaged", isOfAnotherProgram(file));
  if (!sameBytes(file.subarray(HEAD.length, BODY), keccak(file.subarray(BODY)))) refuse("PackingDamaged", false);

  const reader = inPieces(file).pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => refuse("PackingDamaged", false));
    if (done) return joined(pieces, length);
    pieces.push(value);
    length += value.length;
    if (length > LARGEST_TEXT) {
      await reader.cancel();
      return refuse("FileTooLargeUnpacked", LARGEST_TEXT);
    }
  }
}

/** Whether a head neither announces a field nor has ours where it would stand: more than a damaged byte makes of ours. */
function isOfAnotherProgram(file: Uint8Array): boolean {
  const hasField = ((file[3] ?? 0) & 4) !== 0 || sameBytes(file.subarray(10, HEAD.length), HEAD.subarray(10));
  return file.length > BODY && !hasField;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function inPieces(file: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(file.slice(at, at + PIECE));
      at += PIECE;
      if (at >= file.length) controller.close();
    },
  });
}
