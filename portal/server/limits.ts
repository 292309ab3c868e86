/** How much one address may ask for, and who asks. */
import type { IncomingMessage } from "node:http";
import type { Context, MiddlewareHandler } from "hono";
import { sentence } from "./sentence.ts";

/** What the server hands on of the connection. */
export interface Bindings {
  readonly incoming: IncomingMessage;
}

export type Asked = Context<{ Bindings: Bindings }>;

const MINUTE = 60_000;
const LONGEST_ADDRESS = 2_000;

/**
 * Who asks. Behind a proxy of one's own (TONGDUI_TRUSTED_PROXY=1) it is whom that proxy names, last in the list; anybody else could
 * write there what they like.
 */
export function addressOf(context: Asked): string {
  const named = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (process.env["TONGDUI_TRUSTED_PROXY"] === "1" && named) return named;
  return context.env.incoming.socket.remoteAddress ?? "";
}

/** Counts by whole minutes, which forgets everybody at once and so never grows. @param most requests of one address a minute. */
export function rateLimit(most: number): MiddlewareHandler<{ Bindings: Bindings }> {
  let minute = 0;
  let counts = new Map<string, number>();
  return async (context, next) => {
    if (context.req.url.length > LONGEST_ADDRESS) {
      return context.json(sentence({ en: "The address is too long.", zh: "网址过长。" }), 414);
    }
    const now = Math.floor(Date.now() / MINUTE);
    if (now !== minute) {
      minute = now;
      counts = new Map();
    }
    const who = household(addressOf(context));
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    if (count <= most) return next();
    context.header("Retry-After", String(60 - Math.floor((Date.now() % MINUTE) / 1_000)));
    return context.json(sentence({ en: "Too many requests in this minute.", zh: "本分钟内请求过多。" }), 429);
  };
}

/** Of IPv6, a connection has all addresses that share the first 64 bits. */
function household(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address;
  return address.split(":").slice(0, 4).join(":");
}
