/** The tables that a backup holds, and their rows as JSON. */
import type { Queryable, Value } from "../database/database.ts";

/**
 * In an order in which they can be filled; each with what its rows are read by. Who is signed in is left out: after a restore
 * everybody signs in anew.
 */
export const TABLES = {
  office: "only_one",
  documents: "commitment",
  accesses: "number",
  accesses_head: "only_one",
  settings: "version",
  profiles: "party",
  nullifier_keys: "number",
  requests: "id",
  signatures: "request, party",
  applications: "id",
  application_steps: "application, number",
  application_papers: "id",
  application_lists: "id",
  application_list_items: "list, number",
  invitations: "account",
  contacts: "party",
  reminders: "party, deadline",
  handed: "id",
  backups: "id",
} as const;

/** These are in no backup. */
export const LEFT_OUT = ["sessions", "migrations"] as const;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** Rows of a table with their columns as JSON can say them. */
export interface Piece {
  readonly table: TableName;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const ROWS_AT_ONCE = 200;
/** Papers are up to 4 MiB each, documents 1 MiB. */
const FEW_AT_ONCE: Readonly<Partial<Record<TableName, number>>> = { application_papers: 4, documents: 20 };

/** All rows, some at once. Read within one transaction, they are those of one moment. */
export async function* readTables(within: Queryable): AsyncGenerator<Piece> {
  for (const table of TABLE_NAMES) {
    const most = FEW_AT_ONCE[table] ?? ROWS_AT_ONCE;
    for (let offset = 0; ; offset += most) {
      const { rows } = await within.query<Record<string, unknown>>(
        `SELECT * FROM ${table} ORDER BY ${TABLES[table]} LIMIT $1 OFFSET $2`,
        [most, offset],
      );
      if (rows.length > 0) yield { table, rows: rows.map(written) };
      if (rows.length < most) break;
    }
  }
}

export async function writePiece(within: Queryable, { table, rows }: Piece): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row);
    const places = columns.map((_, i) => `$${i + 1}`).join(", ");
    await within.query(
      `INSERT INTO ${table} (${columns.map(named).join(", ")}) VALUES (${places})`,
      columns.map((column) => read(row[column])),
    );
  }
}

function written(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (value instanceof Date) return [column, { time: value.toISOString() }];
      if (value instanceof Uint8Array) return [column, { bytes: Buffer.from(value).toString("base64") }];
      if (typeof value === "object" && value !== null) return [column, { json: JSON.stringify(value) }];
      return [column, value];
    }),
  );
}

function read(value: unknown): Value {
  if (typeof value !== "object" || value === null) return value as Value;
  const { time, bytes, json } = value as { time?: string; bytes?: string; json?: string };
  if (time !== undefined) return new Date(time);
  if (bytes !== undefined) return Buffer.from(bytes, "base64");
  return json ?? null;
}

/** Names come from a file that only this office's key makes, and yet. */
function named(column: string): string {
  if (/^[a-z_]+$/.test(column)) return column;
  throw new RangeError(`No column is called ${JSON.stringify(column)}.`);
}
