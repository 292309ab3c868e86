/** Builds the pages into portal/dist, unless they are built of the very same sources: `npm run portal:build`. */
import { createHash } from "node:crypto";
import { globSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "vite";
import { takeFile } from "../client/files/hold.ts";

const HERE = import.meta.dirname;
const ROOT = path.join(HERE, "..");
export const DIST = path.join(HERE, "dist");
const MARK = path.join(DIST, ".built-of");
/** Who builds. */
const HELD = path.join(HERE, "dist.held");
const POLL_MS = 100;

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

/** One process builds at a time; whoever comes meanwhile waits, and finds it done. @returns whether anything was built. */
export async function buildPortal(): Promise<boolean> {
  const now = sources();
  const isBuilt = (): boolean => existsSync(MARK) && readFileSync(MARK, "utf8") === now;
  for (;;) {
    if (isBuilt()) return false;
    const held = await takeFile(HELD);
    if ("giveUp" in held) {
      try {
        if (isBuilt()) return false;
        await build({ configFile: path.join(HERE, "vite.config.ts"), logLevel: "warn" });
        writeFileSync(MARK, now);
        return true;
      } finally {
        await held.giveUp();
      }
    }
    await pause(POLL_MS);
  }
}

if (import.meta.main) {
  const built = await buildPortal();
  process.stdout.write(built ? `Built into ${path.relative(ROOT, DIST)}.\n` : "Built before, of the same sources.\n");
}
