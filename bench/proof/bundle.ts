/** What a page has to load to check proofs: the verifier and all that it needs, minified and packed. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const VERIFIER = fileURLToPath(new URL("../../verifier/index.ts", import.meta.url));

/** @returns bytes after `gzip -9`. */
export async function bundleSize(): Promise<number> {
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
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
