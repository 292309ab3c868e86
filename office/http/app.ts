/** The office over HTTP: what holds for every request, and the routes. */
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { matchedRoutes } from "hono/route";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Figures } from "../../client/observing/figures.ts";
import { faultOf, type Log } from "../../client/observing/log.ts";
import type { Text } from "../../client/text/text.ts";
import type { Office } from "../office.ts";
import { Answering } from "./answering.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Route } from "./route.ts";

const KIBIBYTE = 1_024;
const MOST_BYTES = 64 * KIBIBYTE;

/** Codes of errors that are not the asker's: the same may succeed a minute later. */
const NOT_NOW: readonly string[] = ["NodesUnreachable"];

/** Where an office tells of its work. */
export interface Observed {
  readonly log: Log;
  readonly figures: Figures | undefined;
}

export function officeApp(office: Office, routes: readonly Route[], observed: Observed): Hono {
  const app = new Hono();
  const answering = new Answering(office);
  app.use(headers(office.portalOrigin), told(observed));
  for (const route of routes) {
    const limit = bodyLimit({ maxSize: route.most ?? MOST_BYTES, onError: tooLarge });
    const answer = async (context: Context): Promise<Response> => answering.answer(route, context);
    if (route.method === "GET") app.get(route.path, answer);
    else app.on(route.method, route.path, fromPortal(office.portalOrigin), limit, answer);
  }
  app.all("*", () => {
    throw notFound();
  });
  app.onError((error, context) => {
    const { status, body } = refusalOf(error);
    if (status === 500) observed.log.error("fault", faultOf(error));
    observed.figures?.failed(body.code);
    return context.json(body, status);
  });
  return app;
}

function refusalOf(error: Error): {
  status: Refusal["status"] | 500;
  body: { error: Text; code: string; hint?: Text; field?: string };
} {
  if (error instanceof Refusal) {
    const { status, code, sentence, field } = error;
    return { status, body: { error: sentence, code, ...(field === undefined ? {} : { field }) } };
  }
  if (error instanceof TongduiError) {
    const { code, sentence, hint } = error;
    const status = NOT_NOW.includes(code) ? 503 : 400;
    return { status, body: { error: sentence, code, ...(hint ? { hint } : {}) } };
  }
  return { status: 500, body: { error: FAULT, code: "Fault" } };
}

const FAULT: Text = {
  en: "The office could not do this; it is a fault of the program.",
  zh: "办公系统未能完成，属程序故障。",
};

/** Nothing of an answer is kept, shown in a frame, or taken for something else than it says. */
function headers(origin: string): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers: set } = context.res;
    if (!set.has("Cache-Control")) set.set("Cache-Control", "no-store");
    set.set("X-Content-Type-Options", "nosniff");
    set.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    set.set("Referrer-Policy", "no-referrer");
    set.set("Cross-Origin-Resource-Policy", "same-origin");
    if (origin.startsWith("https:")) set.set("Strict-Transport-Security", "max-age=31536000");
  };
}

/** Route, outcome and time; no account, no address, nothing that was said. */
function told({ log, figures }: Observed): MiddlewareHandler {
  return async (context, next) => {
    const began = performance.now();
    await next();
    const milliseconds = performance.now() - began;
    const { status } = context.res;
    const route = routeOf(context);
    figures?.answered(route, status, milliseconds);
    log.info("request", { route, status, ms: Math.round(milliseconds) });
  };
}

/** As it is declared, without what was asked for under it. */
function routeOf(context: Context): string {
  const route = matchedRoutes(context).find(({ path }) => !path.endsWith("*"));
  return route ? `${context.req.method} ${route.path}` : "other";
}

/** What changes something comes from the portal's pages, and is JSON: no other site's form or script can send such a thing. */
function fromPortal(origin: string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header("Origin") !== origin) throw new Refusal(403, "OriginForeign", FOREIGN);
    const type = context.req.header("Content-Type") ?? "";
    if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(415, "NotJson", NOT_JSON);
    await next();
  };
}

const FOREIGN: Text = {
  en: "Changes are taken only from the portal's own pages.",
  zh: "只接受门户网站页面提交的更改。",
};
const NOT_JSON: Text = { en: "The request must be JSON.", zh: "请求须为 JSON 格式。" };

function tooLarge(): never {
  throw new Refusal(413, "TooLarge", { en: "This is too large to be taken.", zh: "内容过大。" });
}
