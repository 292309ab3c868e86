/** What a page has to load to check proofs: the verifier and all that it needs, minified and packed. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const VERIFIER = fileURLToPath(new URL("../../verifier/index.ts", import.meta.url));

/** @returns its size in bytes after `gzip -9`. */
export async function bundleSize(): Promise<number> {
  return gzipSync(await bundled(), { level: 9 }).length;
}

/** The bundle itself, a module. */
export async function bundled(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [VERIFIER],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    logLevel: "error",
    write: false,
  });
  const [bundle] = outputFiles;
  if (bundle === undefined || outputFiles.length > 1) throw new Error(`${outputFiles.length} files instead of one.`);
  return bundle.contents;
}
