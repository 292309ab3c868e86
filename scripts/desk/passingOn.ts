/**
 * What the pages ask of the portal is passed on to it, as from its own pages. Sessions with the offices stay in this process: two desks
 * in one browser would share its cookies, and whoever listens on another port of this computer would be shown them.
 */
import type { Context } from "hono";
import { DATA_CSP } from "../../portal/server/headers.ts";
import type { Challenges } from "./challenges.ts";

const LONGEST_MS = 120_000;
const BODILESS: readonly number[] = [204, 304];
/** As an office is asked for a text to sign in with, to the letter. */
const CHALLENGE = /^\/office\/(0|[1-9]\d{0,4})\/sign-in\/challenge$/;
const ASKED = ["accept", "content-type", "if-none-match"];
const ANSWERED = ["content-type", "content-disposition", "cache-control", "etag", "retry-after", "x-next"];

export class PassingOn {
  readonly #portal: string;
  readonly #challenges: Challenges;
  /** The offices' cookies by their names. */
  readonly #cookies = new Map<string, string>();

  /** @param portal its origin. @param challenges are told what offices gave to be signed. */
  constructor(portal: string, challenges: Challenges) {
    this.#portal = portal;
    this.#challenges = challenges;
  }

  /** @param signedIn whether the office's session goes along. */
  async pass(context: Context, signedIn: boolean): Promise<Response> {
    const { method, raw, url } = context.req;
    const { pathname, search } = new URL(url);
    const cookie = `tongdui_${/^\/office\/(\d{1,5})\//.exec(pathname)?.[1] ?? ""}`;
    const headers = new Headers();
    for (const name of ASKED) copy(raw.headers, headers, name);
    const isRead = method === "GET" || method === "HEAD";
    if (!isRead) headers.set("origin", this.#portal);
    const value = this.#cookies.get(cookie);
    if (signedIn && value !== undefined) headers.set("cookie", `${cookie}=${value}`);
    try {
      const answer = await fetch(`${this.#portal}${pathname}${search}`, {
        method,
        headers,
        redirect: "manual",
        signal: AbortSignal.any([raw.signal, AbortSignal.timeout(LONGEST_MS)]),
        ...(isRead ? {} : { body: await context.req.arrayBuffer() }),
      });
      if (signedIn) this.#remember(answer, cookie);
      const given = new Headers({ "Content-Security-Policy": DATA_CSP });
      for (const name of ANSWERED) copy(answer.headers, given, name);
      // Taken whole: a page that is closed in the middle is no fault to be shown in the desk's window.
      const body = BODILESS.includes(answer.status) ? null : await answer.arrayBuffer();
      const district = CHALLENGE.exec(pathname)?.[1];
      if (signedIn && body && district !== undefined) this.#noteChallenge(Number(district), body);
      return new Response(body, { status: answer.status, headers: given });
    } catch {
      return context.json({ error: AWAY }, 502);
    }
  }

  #noteChallenge(district: number, body: ArrayBuffer): void {
    const { message } = readObject(body);
    if (typeof message === "string") this.#challenges.remember(district, message);
  }

  #remember(answer: Response, cookie: string): void {
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value = ""] = /^([^=;\s]+)=([^;]*)/.exec(set) ?? [];
      if (name !== cookie) continue;
      if (value === "" || /;\s*max-age=0\b/i.test(set)) this.#cookies.delete(cookie);
      else this.#cookies.set(cookie, value);
    }
  }
}

const AWAY = { en: "The portal cannot be reached at the moment.", zh: "目前无法连接门户网站。" };

function readObject(body: ArrayBuffer): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(new TextDecoder().decode(body))) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function copy(from: Headers, to: Headers, name: string): void {
  const value = from.get(name);
  if (value !== null) to.set(name, value);
}
