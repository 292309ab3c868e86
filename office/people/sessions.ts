/** Who is signed in. The browser holds a random token in a cookie; the office keeps its hash. */
import { createHash, randomBytes } from "node:crypto";
import type { Queryable } from "../database/database.ts";

export const IDLE_MINUTES = 30;
export const MOST_HOURS = 8;

/** So often a session is said to be in use. */
const SEEN_SECONDS = 60;
/** Longer than any challenge is good, so that each serves once. */
const KEPT_HOURS = 24;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @returns the token; undefined where a session was begun with this nonce before. */
export async function beginSession(
  within: Queryable,
  account: string,
  nonce: string,
  now: number,
): Promise<string | undefined> {
  const token = randomBytes(32).toString("base64url");
  await within.query("DELETE FROM sessions WHERE since < $1", [new Date(now - KEPT_HOURS * HOUR)]);
  const { rows } = await within.query(
    `INSERT INTO sessions (token, nonce, account, since, seen) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (nonce) DO NOTHING RETURNING token`,
    [hashOf(token), nonce, account, new Date(now)],
  );
  return rows.length === 1 ? token : undefined;
}

/** The account of a session that goes on. */
export async function accountOf(database: Queryable, token: string, now: number): Promise<string | undefined> {
  const { rows } = await database.query<{ account: string; since: Date; seen: Date; ended: Date | null }>(
    "SELECT account, since, seen, ended FROM sessions WHERE token = $1",
    [hashOf(token)],
  );
  const [session] = rows;
  if (!session || session.ended !== null) return undefined;
  if (now - session.since.getTime() >= MOST_HOURS * HOUR || now - session.seen.getTime() >= IDLE_MINUTES * MINUTE) {
    return undefined;
  }
  if (now - session.seen.getTime() > SEEN_SECONDS * 1_000) {
    await database.query("UPDATE sessions SET seen = $2 WHERE token = $1", [hashOf(token), new Date(now)]);
  }
  return session.account;
}

export async function endSession(within: Queryable, token: string, now: number): Promise<void> {
  await within.query("UPDATE sessions SET ended = $2 WHERE token = $1 AND ended IS NULL", [
    hashOf(token),
    new Date(now),
  ]);
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
