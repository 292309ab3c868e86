import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Columns, Row } from "../../../scripts/tables/column.ts";
import type { Complaint } from "../../../scripts/tables/complaint.ts";
import { readTable } from "../../../scripts/tables/readTable.ts";

/** A folder of its own for every test of a suite. */
export function ownFolder(): { file: (name: string, content?: string | Uint8Array) => Promise<string> } {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tables-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));
  return {
    /** The path of a file in it, with some content if that is given. */
    file: async (name, content) => {
      const file = path.join(folder, name);
      if (content !== undefined) await writeFile(file, content);
      return file;
    },
  };
}

/** All that a file says under these columns. */
export async function readAll<C extends Columns>(
  file: string,
  columns: C,
): Promise<{ rows: Row<C>[]; complaints: Complaint[] }> {
  const table = await readTable(file, columns);
  const complaints: Complaint[] = [];
  const rows: Row<C>[] = [];
  for await (const row of table.rows((complaint) => complaints.push(complaint))) rows.push(row);
  return { rows, complaints };
}
