/** The tables of an office, made and changed by numbered files: each is carried out once, whole, in their order. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Database } from "./database.ts";

const FOLDER = path.join(import.meta.dirname, "migrations");

/** A number of our own, by which one process at a time does this on a server. */
const LOCK = 7_414_001;

/** @throws TongduiError `OfficeNewer` where a later edition of the program has changed the tables already. */
export async function migrate(database: Database): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  await database.transaction(async (within) => {
    await within.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await within.query(
      "CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, done timestamptz NOT NULL)",
    );
    const { rows } = await within.query<{ number: number }>("SELECT number FROM migrations ORDER BY number");
    const done = new Set(rows.map(({ number }) => number));
    const known = files.map(numberOf);
    if ([...done].some((number) => !known.includes(number))) throw newer();
    for (const file of files.filter((name) => !done.has(numberOf(name)))) {
      const text = await readFile(path.join(FOLDER, file), "utf8");
      for (const statement of statementsOf(text)) await within.query(statement);
      await within.query("INSERT INTO migrations VALUES ($1, $2, $3)", [numberOf(file), file, new Date()]);
    }
  });
}

function numberOf(file: string): number {
  return Number(file.slice(0, 4));
}

/** A statement ends with a semicolon at the end of a line. */
function statementsOf(text: string): string[] {
  return text
    .replaceAll(/^--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

function newer(): TongduiError {
  return new TongduiError(
    "OfficeNewer",
    {
      en: "A later edition of this program has worked with this office's tables.",
      zh: "该办公系统的数据表已由更新版本的程序使用。",
    },
    { hint: { en: "Start that edition.", zh: "请使用新版本程序。" } },
  );
}
