import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of a test's own that is gone afterwards. */
export function ownFolder(): () => string {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tongdui-documents-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));
  return () => folder;
}

/** The files below a folder, by their names within it. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.relative(folder, file), await readFile(file, "latin1"));
  }
  return files;
}

/** All that a folder says to whoever reads every byte and every name of it. */
export async function everyByte(folder: string): Promise<string> {
  return [...(await filesIn(folder))].flat().join("\n");
}

/** The salt in the one file of a folder that has it. */
export async function saltIn(folder: string, commitment: string): Promise<string> {
  const files = [...(await filesIn(folder)).values()].filter((text) => text.includes(commitment));
  const salt = files.length === 1 ? /"salt": "0x([0-9a-f]{64})"/.exec(files[0]!)?.[1] : undefined;
  if (salt === undefined) throw new Error(`${files.length} files have the commitment, and none or not one its salt`);
  return salt;
}
