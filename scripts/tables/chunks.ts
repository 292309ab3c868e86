/** How many characters a chunk has at least, but for the last. */
const CHUNK = 64 * 1024;

/** The same text in fewer pieces: a call of the file system or of a packer for every row would take longer than the rows. */
export async function* inChunks(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = "";
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}
