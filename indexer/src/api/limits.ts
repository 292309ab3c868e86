/** How much one address may ask for. */
import type { HonoRequest, MiddlewareHandler } from "hono";
import type { IncomingMessage } from "node:http";

/** What the server hands on of the connection. */
interface Bindings {
  readonly incoming: IncomingMessage;
}

const MINUTE = 60_000;
/** Words are looked up, and what has them among the ledger's, several times until a page is full. */
const A_SEARCH = 5;
/**
 * Eight questions to the database, among them for all that are admitted for the class and all its open offers: over 10,000 providers as long
 * as some fifteen pages. It counts as less, for whoever has a demand open asks for it anew with each block.
 */
const A_SUGGESTION = 10;
/** A table is as much work as so many pages, during which nothing else is indexed or answered. */
const A_TABLE = 20;
/** Addresses a minute that are told apart; with more, all begin anew, so that nobody can fill the memory with made-up ones. */
const MOST_ADDRESSES = 100_000;

/**
 * Counts by whole minutes, which forgets everybody at once and so never grows.
 *
 * @param most requests of one address a minute.
 * @param trusts whether who sends a request may say, in X-Forwarded-For, for whom it does.
 * @param weight as how many a request counts.
 */
export function rateLimit(
  most: number,
  trusts: (authorization: string | undefined) => boolean,
  weight: (request: HonoRequest) => number = () => 1,
): MiddlewareHandler<{ Bindings: Bindings }> {
  let minute = 0;
  let counts = new Map<string, number>();
  return async (context, next) => {
    const now = Math.floor(Date.now() / MINUTE);
    if (now !== minute || counts.size >= MOST_ADDRESSES) {
      minute = now;
      counts = new Map();
    }
    // The last one is the proxy's own word; those before it are whatever the visitor wrote.
    const said = trusts(context.req.header("Authorization"))
      ? context.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim().slice(0, 64)
      : undefined;
    const address = said ?? context.env.incoming.socket.remoteAddress ?? "";
    const count = (counts.get(address) ?? 0) + weight(context.req);
    counts.set(address, count);
    if (count <= most) return next();
    context.header("Retry-After", String(60 - Math.floor((Date.now() % MINUTE) / 1_000)));
    return context.json({ error: "Too many requests in this minute." }, 429);
  };
}

/**
 * As how many requests one counts: a table of up to 10,000 rows as twenty, a demand's suggested partners as ten, a search as five, but for
 * whoever has the key.
 */
export function weightOf(request: HonoRequest): number {
  if (request.header("Authorization") !== undefined) return 1;
  if (request.query("format") === "csv") return A_TABLE;
  if (request.path.startsWith("/suggestions/")) return A_SUGGESTION;
  return request.query("words") === undefined ? 1 : A_SEARCH;
}
