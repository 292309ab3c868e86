/** A desk to try: with a portal behind it that remembers what it was asked, and a page that speaks to it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "node:http";
import type { Context, Io } from "../../../scripts/cli/context.ts";
import { openDesk } from "../../../scripts/desk/desk.ts";
import { contextOf } from "../support/context.ts";
import type { Name, Office } from "../support/office.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
}

export interface PortalBehind {
  readonly url: string;
  readonly asked: Asked[];
  /** By the district: what its office gives to be signed to sign in. */
  readonly challenges: Map<string, string>;
  readonly close: () => Promise<void>;
}

/** Says which ledger it shows, and gives every office's caller a session. */
export async function openPortal(of: { readonly chainId: number; readonly genesis: string }): Promise<PortalBehind> {
  const asked: Asked[] = [];
  const challenges = new Map<string, string>();
  const server = createServer((incoming, response) => {
    const { method = "", url: path = "", headers } = incoming;
    asked.push({ method, path, origin: headers.origin, cookie: headers.cookie });
    response.setHeader("content-type", "application/json");
    const district = /^\/office\/(\d+)\/sign-in$/.exec(path)?.[1];
    if (district) response.setHeader("set-cookie", `tongdui_${district}=session-${district}; HttpOnly; Path=/; Secure`);
    const message = challenges.get(/^\/office\/(\d+)\/sign-in\/challenge$/.exec(path)?.[1] ?? "");
    if (message !== undefined) return void response.end(JSON.stringify({ message }));
    response.end(JSON.stringify(path === "/index/head" ? { chainId: of.chainId, genesis: of.genesis } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    challenges,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Page {
  readonly url: string;
  readonly token: string;
  /** What the window showed, in English. */
  readonly notes: () => string;
  /** What was told for log and figures, as JSON. */
  readonly told: readonly string[];
  /** Asks the wallet, as the desk's own page does; `over` changes headers. */
  readonly wallet: (method: string, params?: readonly unknown[], over?: Record<string, string>) => Promise<Said>;
  /** Any request, with exactly these headers. */
  readonly ask: (method: string, path: string, headers: Record<string, string>, body?: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Said {
  readonly status: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly name?: string };
}

/** Opens somebody's desk in this process. */
export async function openPage(
  office: Office,
  name: Name,
  portal: string,
  /** What the officer answers in the window; without it nothing is asked there. */
  confirm?: Io["confirm"],
): Promise<Page> {
  const stopping = new AbortController();
  const context = contextOf(await office.profile(name), { signal: stopping.signal, yes: confirm === undefined });
  const told: string[] = [];
  const watch: Context["watch"] = (what, facts) => void told.push(JSON.stringify({ what, ...facts }));
  const io = confirm ? { ...context.io, confirm } : context.io;
  const ended = openDesk({ portal, port: 0 }, { ...context, io, watch });
  const link = await Promise.race([linkIn(context.notes), ended.then(() => Promise.reject(new Error("It ended.")))]);
  const { url, token } = link;
  const ask: Page["ask"] = async (method, path, headers, body) => askDesk(url, method, path, headers, body);
  return {
    url,
    token,
    told,
    notes: () => context.notes.map(({ en }) => en).join("\n"),
    ask,
    wallet: async (method, params = [], headers = {}) => {
      const own = { "content-type": "application/json", origin: url, "x-tongdui-desk": token };
      const answer = await ask("POST", "/wallet", { ...own, ...headers }, JSON.stringify({ method, params }));
      return { status: answer.status, ...(JSON.parse(answer.text) as object) };
    },
    close: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** The link that a desk's window shows. */
export function linkOf(shown: string): { readonly url: string; readonly token: string } | undefined {
  const [, url, token] = /(http:\/\/127\.0\.0\.1:\d+)\/desk\?lang=\w+#desk=([\w-]+)/.exec(shown) ?? [];
  return url !== undefined && token !== undefined ? { url, token } : undefined;
}

async function linkIn(notes: readonly { readonly en: string }[]): Promise<{ url: string; token: string }> {
  for (;;) {
    const link = linkOf(notes.map(({ en }) => en).join("\n"));
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** `fetch` sets Host and Origin by itself; this says what it is told to. */
export async function askDesk(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers }, (response) => {
      let text = "";
      response.on("data", (piece: Buffer) => (text += piece.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.on("error", reject);
    asking.end(body);
  });
}
