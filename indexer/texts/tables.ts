/**
 * The tables of words. What is in them can be fetched from the offices at any time: so other tables than this program's, or another
 * ledger's, are thrown away. PostgreSQL keeps no log of what is in them, so that what is erased is in no backup of that log either.
 */
import { createHash } from "node:crypto";
import type { TextsDatabase } from "./database.ts";

/** A number of our own, by which one process at a time does this on a server. */
const LOCK = 7_414_002;

const TABLES = [
  `CREATE UNLOGGED TABLE texts.posts (
    id text PRIMARY KEY,
    kind text NOT NULL,
    district integer NOT NULL,
    class integer NOT NULL,
    sought integer NOT NULL,
    through integer NOT NULL,
    posted_on integer NOT NULL,
    provider bigint,
    terms tsvector NOT NULL,
    runs text[],
    keys text[]
  )`,
  // Entries that wait to be put in their place would be looked through at each question.
  "CREATE INDEX posts_terms ON texts.posts USING gin (terms) WITH (fastupdate = off)",
  "CREATE INDEX posts_keys ON texts.posts USING gin (keys) WITH (fastupdate = off) WHERE kind = 'offer'",
  "CREATE INDEX posts_order ON texts.posts (kind, posted_on DESC, id DESC)",
  "CREATE INDEX posts_district ON texts.posts (district)",
  `CREATE UNLOGGED TABLE texts.providers (
    id bigint PRIMARY KEY,
    district integer NOT NULL,
    terms tsvector NOT NULL,
    keys text[] NOT NULL
  )`,
  "CREATE INDEX providers_terms ON texts.providers USING gin (terms) WITH (fastupdate = off)",
  "CREATE INDEX providers_keys ON texts.providers USING gin (keys) WITH (fastupdate = off)",
  "CREATE INDEX providers_district ON texts.providers (district)",
  "CREATE UNLOGGED TABLE texts.offices (district integer PRIMARY KEY, list text, names text)",
];

/** @param ledger what tells it apart from every other. */
export async function prepareTexts(database: TextsDatabase, ledger: string): Promise<void> {
  const version = createHash("sha256")
    .update([ledger, ...TABLES].join("\n"))
    .digest("hex")
    .slice(0, 16);
  await database.together(async ({ ask }) => {
    await ask("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const [there] = await ask<{ said: string | null }>(
      "SELECT obj_description(oid, 'pg_namespace') AS said FROM pg_namespace WHERE nspname = 'texts'",
    );
    if (there?.said === version) return;
    await ask("DROP SCHEMA IF EXISTS texts CASCADE");
    await ask("CREATE SCHEMA texts");
    for (const table of TABLES) await ask(table);
    await ask(`COMMENT ON SCHEMA texts IS '${version}'`);
  });
}
