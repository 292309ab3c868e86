/**
 * The access log: who asked for what, when, and what came of it; never what was in it. It is only ever added to. Each line's hash is keyed and
 * made of the line and of the hash before it, so that a line that was changed, taken out or put in breaks the chain; lines cut off
 * at the end are noticed by the head of the last backup.
 */
import { canonicalJson } from "../../client/documents/canonical.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { Vault } from "../vault/vault.ts";

export interface Access {
  /** Undefined where nobody is signed in. */
  readonly account: string | undefined;
  /** Method and route: `GET /documents/:commitment`. */
  readonly what: string;
  /** The id that it is about; empty where there is none. */
  readonly about: string;
  /** HTTP status. */
  readonly outcome: number;
}

export interface LoggedAccess extends Access {
  readonly number: number;
  readonly at: Date;
}

interface Line {
  readonly number: number;
  readonly at: Date;
  readonly account: string | null;
  readonly what: string;
  readonly about: string;
  readonly outcome: number;
  readonly hash: string;
}

const LINES_AT_ONCE = 1_000;

/** Adds a line; in the transaction of what it tells of, so that there is never the one without the other. */
export async function logAccess(within: Queryable, vault: Vault, access: Access, now: number): Promise<void> {
  const { rows } = await within.query<{ number: number; hash: string }>(
    "SELECT number, hash FROM accesses_head FOR UPDATE",
  );
  const [head] = rows as [{ number: number; hash: string }];
  const line = { ...access, account: access.account ?? null, number: head.number + 1, at: new Date(now) };
  const hash = hashOf(vault, line, head.hash);
  await within.query("INSERT INTO accesses VALUES ($1, $2, $3, $4, $5, $6, $7)", [
    line.number,
    line.at,
    line.account,
    line.what,
    line.about,
    line.outcome,
    hash,
  ]);
  await within.query("UPDATE accesses_head SET number = $1, hash = $2", [line.number, hash]);
}

/** The number of the line that the transaction will add: nobody else adds one before it is over. */
export async function ownLine(within: Queryable): Promise<number> {
  const { rows } = await within.query<{ number: number }>("SELECT number FROM accesses_head FOR UPDATE");
  return (rows[0] as { number: number }).number + 1;
}

/** The newest first. @param before a line's number; those after it are left out. */
export async function readAccesses(within: Queryable, limit: number, before?: number): Promise<LoggedAccess[]> {
  const { rows } = await within.query<Line>("SELECT * FROM accesses WHERE number < $1 ORDER BY number DESC LIMIT $2", [
    before ?? 2_147_483_647,
    limit,
  ]);
  return rows.map(({ number, at, account, what, about, outcome }) => ({
    number,
    at,
    account: account ?? undefined,
    what,
    about,
    outcome,
  }));
}

export interface Head {
  readonly number: number;
  readonly hash: string;
}

/** How far the log goes. */
export async function headOf(within: Queryable): Promise<Head> {
  const { rows } = await within.query<Head>("SELECT number, hash FROM accesses_head");
  return rows[0] ?? { number: 0, hash: "" };
}

/** The number of the first line that does not follow from the one before, or undefined where all do. */
export async function firstBreak(
  database: Pick<Database, "query">,
  vault: Vault,
  witnessed: readonly Head[],
): Promise<number | undefined> {
  const hashes = new Map(witnessed.map(({ number, hash }) => [number, hash]));
  let last: Head = { number: 0, hash: "" };
  for (;;) {
    const { rows } = await database.query<Line>("SELECT * FROM accesses WHERE number > $1 ORDER BY number LIMIT $2", [
      last.number,
      LINES_AT_ONCE,
    ]);
    for (const { hash, ...line } of rows) {
      const follows = line.number === last.number + 1 && hash === hashOf(vault, line, last.hash);
      if (!follows || (hashes.get(line.number) ?? hash) !== hash) return last.number + 1;
      last = { number: line.number, hash };
    }
    if (rows.length < LINES_AT_ONCE) break;
  }
  const head = await headOf(database);
  const furthest = Math.max(0, ...hashes.keys());
  return head.number === last.number && head.hash === last.hash && furthest <= last.number
    ? undefined
    : last.number + 1;
}

function hashOf(vault: Vault, line: Omit<Line, "hash">, before: string): string {
  const { number, at, account, what, about, outcome } = line;
  return vault.mac("access log", canonicalJson([before, number, at.toISOString(), account, what, about, outcome]));
}
