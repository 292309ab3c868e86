import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** A list of a hundred thousand vouchers has a tenth of it. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The bytes of a file that somebody handed over. A pipe, on which one would wait for ever, or a device, which has no end, is none.
 *
 * @throws Error as the file system, and for what is no file or has more than 64 MiB; the caller says which file.
 */
export async function wholeFile(file: string): Promise<Buffer> {
  // What is behind the name is looked at once it is open, so that nothing else can be put there in between.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new Error("a folder");
    if (!found.isFile()) throw new Error("neither a file nor a folder");
    if (found.size > MOST_BYTES) throw new Error("too long to be read");
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** The text of such a file. @throws as {@link wholeFile}. */
export async function wholeText(file: string): Promise<string> {
  return (await wholeFile(file)).toString("utf8");
}
