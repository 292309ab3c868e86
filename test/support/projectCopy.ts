/** A copy of the project whose build stays apart: other contracts are built there, and the project's own stay as they are. */
import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import path from "node:path";

/** What is made of the rest, and what tests have no use for. */
const LEFT_OUT = new Set(["node_modules", "artifacts", "cache", "coverage", "typechain-types", "run", ".git", ".ci"]);
const BUILT = new Set(["artifacts", "cache", "typechain-types"]);
/** Wherever they are: somebody may be making them anew at this moment. */
const IN_THE_MAKING = new Set(["dist", ".ponder"]);

/** Makes `folder` the same as the project at `root`; what was built there before stays. */
export async function copyProject(root: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (!BUILT.has(name)) await rm(path.join(folder, name), { recursive: true });
  const filter = (file: string): boolean => !IN_THE_MAKING.has(path.basename(file));
  for (const name of await readdir(root)) {
    if (LEFT_OUT.has(name)) continue;
    await cp(path.join(root, name), path.join(folder, name), { recursive: true, filter });
  }
  await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
}
