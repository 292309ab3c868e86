/** Builds the pages into portal/dist, unless they are built of the very same sources: `npm run portal:build`. */
import { createHash } from "node:crypto";
import { globSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "vite";

const HERE = import.meta.dirname;
const ROOT = path.join(HERE, "..");
export const DIST = path.join(HERE, "dist");
const MARK = path.join(DIST, ".built-of");

/** Whatever the pages can be made of. */
const SOURCES = [
  "portal/{index.html,vite.config.ts,tsconfig.json}",
  "portal/{src,public}/**/*.*",
  "{client,verifier}/**/*.ts",
  "typechain-types/abis.ts",
  "package-lock.json",
];

function sources(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort())
    hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file)));
  return hash.digest("hex");
}

/** @returns whether anything was built. */
export async function buildPortal(): Promise<boolean> {
  const now = sources();
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === now) return false;
  await build({ configFile: path.join(HERE, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(MARK, now);
  return true;
}

if (import.meta.main) {
  const built = await buildPortal();
  process.stdout.write(built ? `Built into ${path.relative(ROOT, DIST)}.\n` : "Built before, of the same sources.\n");
}
