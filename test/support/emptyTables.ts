/**
 * The folder of a PGlite in which nothing was ever kept. To make one takes more than to copy it: it is made once, in cache/, and laid
 * where an office or an index of the tests begins.
 */
import { cpSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";

const MADE = path.resolve(import.meta.dirname, "../../cache/pglite");
const PACKAGE = fileURLToPath(new URL("../package.json", import.meta.resolve("@electric-sql/pglite")));

const EMPTY = await empty();

/** @param folder is made. */
export function layEmptyTables(folder: string): void {
  cpSync(EMPTY, folder, { recursive: true });
}

/** Makes it beside its place and moves it there whole, so that two who do it at once both end well. */
async function empty(): Promise<string> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8")) as { version: string };
  const place = path.join(MADE, version);
  if (existsSync(place)) return place;
  await mkdir(MADE, { recursive: true });
  const fresh = await mkdtemp(path.join(MADE, "making-"));
  try {
    const tables = path.join(fresh, "tables");
    await (await PGlite.create(tables)).close();
    await rename(tables, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  } finally {
    await rm(fresh, { recursive: true });
  }
  return place;
}
