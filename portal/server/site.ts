/** The built pages, held in memory: what is not in this map cannot be asked for, whatever the address says. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Context } from "hono";
import { isPage } from "../src/app/routes.ts";
import { sentence } from "./sentence.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
const PACKED = new Set([".png", ".woff2"]);

interface Built {
  readonly type: string;
  readonly tag: string;
  readonly cache: string;
  readonly bytes: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export type Site = ReadonlyMap<string, Built>;

/**
 * Reads the built pages.
 *
 * @param folder portal/dist.
 * @param portal the origin at which everybody finds them, if they are served at another: what is printed names it.
 */
export async function readSite(folder: string, portal?: string): Promise<Site> {
  const site = new Map<string, Built>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const type = TYPES[path.extname(file)];
    if (!entry.isFile() || type === undefined) continue;
    const name = `/${path.relative(folder, file).replaceAll(path.sep, "/")}`;
    const content = await readFile(file);
    const isNaming = name === "/index.html" && portal !== undefined;
    site.set(name, built(name, type, isNaming ? naming(portal, content) : content));
  }
  return site;
}

/** @param portal an origin, in which nothing needs escaping. */
function naming(portal: string, page: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(page.toString().replace("<head>", `<head><meta name="portal" content="${portal}" />`));
}

function built(name: string, type: string, plain: Buffer<ArrayBuffer>): Built {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>([["", plain]]);
  if (!PACKED.has(path.extname(name))) {
    bytes.set("gzip", gzipSync(plain, { level: 9 }));
    bytes.set("br", brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
  return {
    type,
    tag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 20)}"`,
    cache: kept(name),
    bytes,
  };
}

/** A built file's name changes with its content; the page that names them is asked for each time. */
function kept(name: string): string {
  if (name.startsWith("/assets/")) return "public, max-age=31536000, immutable";
  return name === "/index.html" ? "no-store" : "public, max-age=3600";
}

/** A file of the site, a page, or that there is none. */
export function giveFrom(site: Site, context: Context): Response {
  const { pathname } = new URL(context.req.url);
  const file = pathname === "/index.html" ? undefined : site.get(pathname);
  if (file) return give(file, 200, context);
  const page = site.get("/index.html");
  const wantsPage = context.req.header("accept")?.includes("text/html") ?? false;
  if (page && isPage(pathname)) return give(page, 200, context);
  if (page && wantsPage) return give(page, 404, context);
  return context.json(sentence({ en: "There is nothing at this address.", zh: "此网址没有内容。" }), 404);
}

function give({ type, tag, cache, bytes }: Built, status: 200 | 404, context: Context): Response {
  const accepted = context.req.header("accept-encoding") ?? "";
  const encoding = ["br", "gzip"].find((one) => bytes.has(one) && new RegExp(`\\b${one}\\b`).test(accepted)) ?? "";
  const headers = {
    "Content-Type": type,
    "Cache-Control": cache,
    Vary: "Accept-Encoding",
    ...(cache !== "no-store" && { ETag: tag }),
    ...(encoding !== "" && { "Content-Encoding": encoding }),
  };
  if (cache !== "no-store" && context.req.header("if-none-match") === tag) return context.body(null, 304, headers);
  return context.body(bytes.get(encoding) ?? new Uint8Array(), status, headers);
}
