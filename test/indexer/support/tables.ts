/** The indexer's tables as they lie in its folder, read while it does not run. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { PGlite, types } from "@electric-sql/pglite";

export type Row = Readonly<Record<string, unknown>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

async function openTables(data: string): Promise<PGlite> {
  const [chain = ""] = await readdir(data);
  return PGlite.create(path.join(data, chain), { parsers: { [types.NUMERIC]: BigInt } });
}

/** All tables by their names, with the columns as the schema in indexer/schema names them; bigint for numeric. */
export async function readTables(data: string): Promise<Tables> {
  const db = await openTables(data);
  try {
    const found = await db.query<{ schema: string; name: string }>(
      "select table_schema as schema, table_name as name from information_schema.tables where table_schema like 'tongdui_%' and table_type = 'BASE TABLE' and table_name not like '\\_%' order by 2",
    );
    const tables: Record<string, Row[]> = {};
    for (const { schema, name } of found.rows) {
      const { rows } = await db.query<Record<string, unknown>>(
        `select * from "${schema}"."${name}" as one order by one::text`,
      );
      tables[name] = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), value])),
      );
    }
    return tables;
  } finally {
    await db.close();
  }
}

function camel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
