/** What browsers are told beside each answer: nothing runs, loads or frames these pages but this site itself. */
import type { MiddlewareHandler } from "hono";

/** For the pages. The one Trusted Types policy stands in src/app/trustedTypes.ts. */
export const PAGE_CSP = [
  "default-src 'none'",
  ...["script-src", "style-src", "connect-src", "font-src", "worker-src"].map((kind) => `${kind} 'self'`),
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** For what is passed on: opened by itself, a picture or a table is only looked at. */
export const DATA_CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

const SAME = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  // Heeded only where a proxy in front serves https.
  "Strict-Transport-Security": "max-age=31536000",
} as const;

/** Sets them on every answer, errors too. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SAME)) context.header(name, value);
    if (!context.res.headers.has("Content-Security-Policy")) context.header("Content-Security-Policy", PAGE_CSP);
  };
}
