import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder for each test of a file, removed after it. */
export function ownFolder(): () => string {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "keys-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));
  return () => folder;
}
