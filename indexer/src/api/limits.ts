/** How much one address may ask for. */
import type { MiddlewareHandler } from "hono";
import type { IncomingMessage } from "node:http";

/** What Ponder's server hands on of the connection. */
interface Bindings {
  readonly incoming: IncomingMessage;
}

const MINUTE = 60_000;
/** Requests of one address a minute; TONGDUI_RATE sets another number, for instances behind a proxy of one's own. */
const MOST = Number(process.env["TONGDUI_RATE"] ?? 600);

/** Counts by whole minutes, which forgets everybody at once and so never grows. */
export function rateLimit(): MiddlewareHandler<{ Bindings: Bindings }> {
  let minute = 0;
  let counts = new Map<string, number>();
  return async (context, next) => {
    const now = Math.floor(Date.now() / MINUTE);
    if (now !== minute) {
      minute = now;
      counts = new Map();
    }
    const address = context.env.incoming.socket.remoteAddress ?? "";
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= MOST) return next();
    context.header("Retry-After", String(60 - Math.floor((Date.now() % MINUTE) / 1_000)));
    return context.json({ error: "Too many requests in this minute." }, 429);
  };
}
