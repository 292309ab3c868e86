/** What a browser loads before the first page stands: the scripts of the built portal, packed. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";

const CONFIG = fileURLToPath(new URL("../../portal/vite.config.ts", import.meta.url));

type Chunk = Pick<Rolldown.OutputChunk, "fileName" | "facadeModuleId" | "isEntry" | "imports" | "code">;
/** How the portal names the module of a page. */
const PAGE = /Page\.tsx$/;

export interface FirstLoad {
  readonly bytes: number;
  /** The script of the page that loads most. */
  readonly page: string;
}

/** Builds the portal anew, in memory. */
export async function measureFirstLoad(): Promise<FirstLoad> {
  const built = await build({ configFile: CONFIG, logLevel: "error", build: { write: false } });
  if (!("output" in built)) throw new Error("The portal is built in one go, and was not.");
  return firstLoadOf(built.output.filter((one) => one.type === "chunk"));
}

/**
 * The most that any page loads: what `index.html` names with all that it imports, and the page's own script with all of its. Charts
 * come when the page stands, and do not count.
 */
export function firstLoadOf(chunks: readonly Chunk[]): FirstLoad {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const loaded = (names: readonly string[], all = new Set<Chunk>()): Set<Chunk> => {
    for (const name of names) {
      const chunk = byName.get(name);
      if (chunk === undefined || all.has(chunk)) continue;
      all.add(chunk);
      loaded(chunk.imports, all);
    }
    return all;
  };
  const first = loaded(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  const pages = chunks.filter(({ facadeModuleId }) => PAGE.test(facadeModuleId ?? ""));
  const sizes = pages.map(({ fileName }) => ({ page: fileName, bytes: sizeOf(loaded([fileName], new Set(first))) }));
  const shell = { page: "index.html", bytes: sizeOf(first) };
  return sizes.reduce((most, one) => (one.bytes > most.bytes ? one : most), shell);
}

function sizeOf(chunks: Iterable<Chunk>): number {
  return [...chunks].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}
