import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Columns, Row } from "../../../scripts/tables/column.ts";
import type { Complaint } from "../../../scripts/tables/complaint.ts";
import { readTable } from "../../../scripts/tables/readTable.ts";

export interface Folder {
  /** The path of a file in it. */
  readonly at: (name: string) => string;
  /** Writes a file into it and gives its path. */
  readonly put: (name: string, content: string | Uint8Array) => Promise<string>;
  /** What is in it. */
  readonly names: () => Promise<string[]>;
}

/** A folder of its own for every test of a suite. */
export function ownFolder(): Folder {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tables-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));
  const at = (name: string): string => path.join(folder, name);
  return {
    at,
    put: async (name, content) => {
      await writeFile(at(name), content);
      return at(name);
    },
    names: async () => readdir(folder),
  };
}

export interface Read<C extends Columns> {
  readonly rows: Row<C>[];
  readonly complaints: Complaint[];
}

/** All that a file says under these columns. */
export async function readAll<C extends Columns>(file: string, columns: C): Promise<Read<C>> {
  const table = await readTable(file, columns);
  const complaints: Complaint[] = [];
  const rows: Row<C>[] = [];
  for await (const row of table.rows((complaint) => complaints.push(complaint))) rows.push(row);
  return { rows, complaints };
}

/** Where and why a file has complaints: `3:2 AmountUnit`. */
export async function complaintsOf(file: string, columns: Columns): Promise<string[]> {
  const { complaints } = await readAll(file, columns);
  return complaints.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

/** Demands that something is refused with an error of ours, and gives it back. */
export async function refusalOf(act: Promise<unknown>, code: string): Promise<TongduiError> {
  const outcome = await act.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (!(outcome instanceof TongduiError)) return expect.fail(`expected ${code}, got ${String(outcome)}`);
  expect(outcome.code).to.equal(code);
  return outcome;
}
