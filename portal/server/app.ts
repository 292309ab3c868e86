/** What the public's server answers, by address. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import type { Figures } from "../../client/observing/figures.ts";
import { faultOf, type Log } from "../../client/observing/log.ts";
import { areaOf, indexPath, officePath } from "./addresses.ts";
import { securityHeaders } from "./headers.ts";
import { rateLimit, type Bindings } from "./limits.ts";
import { passOn } from "./passOn.ts";
import { sentence } from "./sentence.ts";
import { giveFrom, type Site } from "./site.ts";

/** An office itself takes 64 KiB, documents 1 MiB. */
/** A paper of an application, as base64. */
const LARGEST_BODY = 6 * 1_024 * 1_024;
/** Of an office. */
const TAKEN = ["GET", "HEAD", "POST", "PUT"];

export interface Served {
  readonly site: Site;
  readonly index: string;
  readonly offices: ReadonlyMap<number, string>;
  readonly trustRoot: Uint8Array<ArrayBuffer> | undefined;
  readonly log: Log;
  readonly figures: Figures | undefined;
  /** Requests of one address a minute. */
  readonly mostAMinute: number;
}

export function portalApp({ site, index, offices, trustRoot, log, figures, mostAMinute }: Served) {
  const app = new Hono<{ Bindings: Bindings }>();
  const away = (code: string): void => {
    figures?.failed(code);
    log.warn("no answer", { code });
  };

  app.use(async (context, next) => {
    const begun = performance.now();
    await next();
    const milliseconds = performance.now() - begun;
    const route = areaOf(new URL(context.req.url).pathname);
    const { status } = context.res;
    figures?.answered(route, status, milliseconds);
    log.info("request", { method: context.req.method, route, status, ms: Math.round(milliseconds) });
  });
  app.use(securityHeaders());
  app.use(rateLimit(mostAMinute));

  app.on(["GET", "HEAD"], "/index/*", compress(), async (context) => {
    const path = indexPath(new URL(context.req.url).pathname);
    return path === undefined ? context.json(NOTHING, 404) : passOn({ url: index, path }, context, away);
  });

  const tooLarge = sentence({ en: "The message is larger than 2 MiB.", zh: "提交内容超过 2 MiB。" });
  // Before anything looks for a message, which these have not.
  app.use("/office/*", async (context, next) => {
    return TAKEN.includes(context.req.method) ? next() : context.json(NOT_TAKEN, 405);
  });
  app.use("/office/*", bodyLimit({ maxSize: LARGEST_BODY, onError: (context) => context.json(tooLarge, 413) }));
  app.on(TAKEN, "/office/*", async (context) => {
    const asked = officePath(new URL(context.req.url).pathname);
    if (asked === undefined) return context.json(NOTHING, 404);
    const { district, path } = asked;
    const url = offices.get(district);
    if (url === undefined) return context.json(NO_OFFICE, 404);
    return passOn({ url, path, cookie: `tongdui_${district}` }, context, away);
  });

  app.on(["GET", "HEAD"], "/trust-root.json", (context) => {
    if (trustRoot === undefined) return context.json(NO_TRUST_ROOT, 404);
    return context.body(trustRoot, 200, { "Content-Type": "application/json", "Cache-Control": "no-cache" });
  });

  app.on(["GET", "HEAD"], "*", (context) => giveFrom(site, context));
  app.all("*", (context) => context.json(NOT_TAKEN, 405));
  app.onError((error, context) => {
    log.error("fault", faultOf(error));
    figures?.failed("Fault");
    return context.json(sentence({ en: "The server could not answer.", zh: "服务器未能答复。" }), 500);
  });
  return app;
}

const NOT_TAKEN = sentence({ en: "This is not taken here.", zh: "此处不受理。" });
const NOTHING = sentence({ en: "There is nothing at this address.", zh: "此网址没有内容。" });
const NO_OFFICE = sentence({ en: "This site knows no office of that district.", zh: "本网站未接入该区的办公系统。" });
const NO_TRUST_ROOT = sentence({ en: "No trust root is published here.", zh: "本网站未公布信任根文件。" });
