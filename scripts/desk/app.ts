/**
 * What the desk answers on this computer. Any page in the officer's browser can try to reach it, so it takes nothing that does not
 * come from its own pages: the right host (a name that was pointed at this computer is another), the right origin, and the token of
 * the link that the officer opened.
 */
import { timingSafeEqual } from "node:crypto";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { faultOf } from "../../client/observing/log.ts";
import type { Watch } from "../../client/observing/watch.ts";
import type { Text } from "../../client/text/text.ts";
import { areaOf } from "../../portal/server/addresses.ts";
import { securityHeaders } from "../../portal/server/headers.ts";
import { giveFrom, type Site } from "../../portal/server/site.ts";
import type { PassingOn } from "./passingOn.ts";
import type { Wallet } from "./wallet.ts";

/** By which the pages say that they were opened with the desk's link. */
export const TOKEN_HEADER = "x-tongdui-desk";

export interface Served {
  readonly site: Site;
  /** To the portal. */
  readonly passing: PassingOn;
  readonly token: string;
  readonly wallet: Wallet;
  readonly watch: Watch;
}

/** An office takes documents of 1 MiB. */
/** A paper of an application, as base64. */
const LARGEST_BODY = 6 * 1_024 * 1_024;

const TAKEN = ["GET", "HEAD", "POST", "PUT"];

export function deskApp({ site, passing, token, wallet, watch }: Served): Hono {
  const app = new Hono();
  const isToken = (given: string | undefined): boolean => {
    const [one, other] = [Buffer.from(given ?? ""), Buffer.from(token)];
    return one.length === other.length && timingSafeEqual(one, other);
  };

  app.use(async (context, next) => {
    const began = performance.now();
    await next();
    const { path } = context.req;
    const route = path === "/wallet" ? "wallet" : areaOf(path);
    watch("request", { route, status: context.res.status, ms: Math.round(performance.now() - began) });
  });
  app.use(securityHeaders());
  app.use(async (context, next) => {
    const own = ownHost(context);
    if (own === undefined) return context.json(refused(STRANGE_HOST), 421);
    if (!isOwnPage(context, `http://${own}`)) return context.json(refused(STRANGE_PAGE), 403);
    return next();
  });
  // Before anything looks for a message, which these have not.
  app.use(async (context, next) => {
    return TAKEN.includes(context.req.method) ? next() : context.json(refused(NOT_TAKEN), 405);
  });
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (context) => context.json(refused(TOO_LARGE), 413) }));

  app.post("/wallet", async (context) => {
    if (!isToken(context.req.header(TOKEN_HEADER))) return context.json(refused(NO_TOKEN), 401);
    const isJson = /^application\/json\b/.test(context.req.header("content-type") ?? "");
    const asked: unknown = isJson ? await context.req.json().catch(() => undefined) : undefined;
    return context.json(await wallet(asked, context.req.raw.signal));
  });

  app.on(["GET", "HEAD"], ["/index/*", "/trust-root.json"], async (context) => passing.pass(context, false));
  app.on(TAKEN, "/office/*", async (context) => {
    const given = context.req.header(TOKEN_HEADER);
    // What an office publishes is asked for by every page; only its own session needs the token.
    if (given === undefined && context.req.method === "GET") return passing.pass(context, false);
    if (!isToken(given)) return context.json(refused(NO_TOKEN), 401);
    return passing.pass(context, true);
  });
  app.on(["GET", "HEAD"], "*", (context) => giveFrom(site, context));
  app.all("*", (context) => context.json(refused(NOT_TAKEN), 405));
  app.onError((error, context) => {
    watch("fault", faultOf(error));
    return context.json(refused(FAULT), 500);
  });
  return app;
}

/** `127.0.0.1` with the port that was connected to, if that is what the request is addressed to. */
function ownHost(context: Context): string | undefined {
  const host = context.req.header("host") ?? "";
  const port = (context.env as { incoming?: { socket: { localPort?: number } } }).incoming?.socket.localPort;
  return host === `127.0.0.1:${port}` ? host : undefined;
}

/** Browsers say which page asks; what changes something has to come with its origin. */
function isOwnPage(context: Context, own: string): boolean {
  const origin = context.req.header("origin");
  const site = context.req.header("sec-fetch-site");
  const isRead = ["GET", "HEAD"].includes(context.req.method);
  if (origin !== undefined ? origin !== own : !isRead) return false;
  // Following a link to the desk is no harm; loading parts of it from another page is.
  const isOpened = isRead && context.req.header("sec-fetch-mode") === "navigate";
  return site === undefined || site === "same-origin" || site === "none" || isOpened;
}

function refused(error: Text): { readonly error: Text } {
  return { error };
}

const STRANGE_HOST = {
  en: "The desk answers only at the address that its window shows.",
  zh: "工作台仅在其窗口所显示的地址应答。",
};
const STRANGE_PAGE = { en: "The desk answers only its own pages.", zh: "工作台仅应答其自身的页面。" };
const NO_TOKEN = {
  en: "Open the link that the desk's window shows: this page was not opened with it.",
  zh: "请打开工作台窗口所显示的链接：本页面不是由该链接打开的。",
};
const TOO_LARGE = { en: "The message is larger than 2 MiB.", zh: "提交内容超过 2 MiB。" };
const NOT_TAKEN = { en: "This is not taken here.", zh: "此处不受理。" };
const FAULT = { en: "The desk could not answer.", zh: "工作台未能应答。" };
