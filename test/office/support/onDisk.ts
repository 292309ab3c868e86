/** What is found in the files of a folder, as somebody would who has the disk. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** @returns the files that hold these bytes. */
export async function onDisk(folder: string, bytes: Buffer): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
  const found = await Promise.all(names.map(async (name) => ((await readFile(name)).includes(bytes) ? [name] : [])));
  return found.flat();
}

/** Pieces out of the middle of what is enciphered: a long value is cut into several by the database. */
export function piecesOf(sealed: Uint8Array): Buffer[] {
  const bytes = Buffer.from(sealed);
  return [bytes.subarray(20, 60), bytes.subarray(-80, -40)];
}
