/** The indexer's tables, as they lie in its folder while it does not run, or in PostgreSQL. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { PGlite, types as oids } from "@electric-sql/pglite";
import pg from "pg";

export type Row = Readonly<Record<string, unknown>>;
/** By their names, with the columns as the schema in indexer/schema names them; bigint for numeric. */
export type Tables = Readonly<Record<string, readonly Row[]>>;

type Ask = (statement: string) => Promise<readonly Row[]>;

/** From a folder. */
export async function readTables(data: string): Promise<Tables> {
  return withFolder(data, read);
}

/** The columns of each index in a folder, behind the table's name: `changes: district, block, log_index`. */
export async function readIndexes(data: string): Promise<readonly string[]> {
  return withFolder(data, async (ask) => {
    const all = await ask(
      "select tablename as table, indexdef as made from pg_indexes where schemaname like 'tongdui_%'",
    );
    return all.map(({ table, made }) => `${String(table)}: ${/\(([^)]*)\)$/.exec(String(made))?.[1] ?? ""}`);
  });
}

async function withFolder<T>(data: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const entries = await readdir(data, { withFileTypes: true });
  const chain = entries.find((entry) => entry.isDirectory())?.name ?? "";
  const db = await PGlite.create(path.join(data, chain), { parsers: { [oids.NUMERIC]: BigInt } });
  try {
    return await work(async (statement) => (await db.query<Record<string, unknown>>(statement)).rows);
  } finally {
    await db.close();
  }
}

/** From a PostgreSQL database. */
export async function readDatabase(address: string): Promise<Tables> {
  return withDatabase(address, read);
}

/** Puts something else into the tables, in one statement in which `schema` stands for theirs. */
export async function spoilDatabase(address: string, statement: (schema: string) => string): Promise<void> {
  await withDatabase(address, async (ask) => {
    const [table] = await ask(TABLES);
    // Ponder's triggers note down each change so that it could undo it.
    await ask("set session_replication_role = replica");
    await ask(statement(String(table?.["schema"])));
  });
}

const NUMERIC = 1_700;

async function withDatabase<T>(address: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const getTypeParser = (...[oid, format]: Parameters<typeof pg.types.getTypeParser>): unknown =>
    (oid as number) === NUMERIC ? BigInt : pg.types.getTypeParser(oid, format);
  const types = { getTypeParser };
  const client = new pg.Client({ connectionString: address, types });
  await client.connect();
  try {
    return await work(async (statement) => (await client.query<Record<string, unknown>>(statement)).rows);
  } finally {
    await client.end();
  }
}

const TABLES =
  "select table_schema as schema, table_name as name from information_schema.tables where table_schema like 'tongdui_%' and table_type = 'BASE TABLE' and table_name not like '\\_%' order by 2";

async function read(ask: Ask): Promise<Tables> {
  const tables: Record<string, readonly Row[]> = {};
  for (const { schema, name } of await ask(TABLES)) {
    const rows = await ask(`select * from "${String(schema)}"."${String(name)}" as one order by one::text collate "C"`);
    tables[String(name)] = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), value])),
    );
  }
  return tables;
}

function camel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
