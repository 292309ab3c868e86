/**
 * A browser for tests. It comes with `npm ci`, packed with the two libraries of its own that a bare system lacks, and is unpacked
 * once; where it does not run, a Debian one does. Nothing is downloaded.
 */
import { existsSync } from "node:fs";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

const PACKAGE = path.resolve(path.dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "..");
const UNPACKED = path.resolve(import.meta.dirname, "../../cache/chromium");
const DEBIAN = "/usr/bin/chromium";
const START_MS = 30_000;

/** The tests' servers are on this machine, and containers lack what the sandbox and the shared memory need. */
const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"];

/** Starts a browser. @returns why there is none, where none starts. */
export async function startBrowser(): Promise<Browser | { readonly why: string }> {
  const why: string[] = [];
  for (const start of [startPacked, startDebian]) {
    try {
      return await start();
    } catch (error) {
      why.push(String(error).split("\n", 4).join(" "));
    }
  }
  return { why: why.join("; ") };
}

async function startPacked(): Promise<Browser> {
  const folder = await unpacked();
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: path.join(folder, "al2023/lib"),
    FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
  };
  return chromium.launch({ executablePath: path.join(folder, "chromium"), args: ARGUMENTS, env, timeout: START_MS });
}

async function startDebian(): Promise<Browser> {
  await access(DEBIAN);
  return chromium.launch({ executablePath: DEBIAN, args: ARGUMENTS, timeout: START_MS });
}

/** Unpacks this version's browser beside its place and moves it there whole, so that two who do it at once both end well. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const place = path.join(UNPACKED, `${version}-${process.arch}`);
  if (existsSync(place)) return place;
  await mkdir(UNPACKED, { recursive: true });
  const fresh = await mkdtemp(path.join(UNPACKED, "unpacking-"));
  try {
    await inflateInto(fresh, ["chromium.br", "al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"]);
    await writeFile(path.join(fresh, "fonts.conf"), fontsOf(place));
    await rename(fresh, place);
  } catch (error) {
    await rm(fresh, { recursive: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}

/** The package unpacks into the folder for temporary files of the moment in which it is asked. */
async function inflateInto(folder: string, packs: readonly string[]): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  const done = packs.map(async (pack) => inflate(path.join(PACKAGE, "bin", pack)));
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  await Promise.all(done);
}

/** The machine's fonts, and the one that comes along for a machine without any. */
function fontsOf(folder: string): string {
  const places = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(folder, "fonts")];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${places.map((place) => `  <dir>${place}</dir>`).join("\n")}
  <cachedir>${path.join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
