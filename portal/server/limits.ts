/** How much one address may ask for, and who asks. */
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
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
    const who = householdOf(context);
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    if (count <= most) return next();
    context.header("Retry-After", String(60 - Math.floor((Date.now() % MINUTE) / 1_000)));
    return context.json(sentence({ en: "Too many requests in this minute.", zh: "本分钟内请求过多。" }), 429);
  };
}

/** Who asks, as is counted here and behind: whoever has many addresses is one all the same. */
export function householdOf(context: Asked): string {
  return household(addressOf(context));
}

/** Of IPv6, a connection has all addresses that share the first 64 bits: `2001:db8:0:7::` stands for them. */
export function household(address: string): string {
  if (!isIPv6(address) || address.toLowerCase().startsWith("::ffff:")) return address;
  const [first = [], last = []] = address
    .replace(/%.*$/, "")
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const left = Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: left }, () => "0"), ...last];
  return `${groups
    .map((group) => Number.parseInt(group, 16).toString(16))
    .slice(0, 4)
    .join(":")}::`;
}
