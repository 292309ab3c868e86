/** A district's office, open at a node of this process, and the people who come to it with their wallets. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import type { Wallet } from "ethers";
import type { ApplicationTold } from "../../../client/applications.ts";
import { startOffice, type OfficeOptions } from "../../../office/serve.ts";
import { openStore, type Store } from "../../../office/store.ts";
import { person, type Office as Practice } from "../../scripts/support/office.ts";
import { layEmptyTables } from "../../support/emptyTables.ts";

export const PORTAL = "https://voucher.example.gov";
export const PASSWORD = "a password of the office";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: never;
}

/** With what an office refuses: its number and code. */
export function code({ status, body }: Reply): unknown[] {
  return [status, (body as { code?: string }).code];
}

/** An application as the office tells it, which has to have done what was asked. */
export function told({ status, body }: Reply): ApplicationTold {
  expect(status, JSON.stringify(body)).to.equal(200);
  return body;
}

/** Somebody at a browser, signed in or not. */
export interface Visitor {
  readonly cookie: string;
  readonly get: (path: string) => Promise<Reply>;
  readonly post: (path: string, body?: unknown) => Promise<Reply>;
  readonly put: (path: string, body?: unknown) => Promise<Reply>;
}

export interface DistrictOffice {
  readonly url: string;
  /** Of its figures, where these were asked for. */
  readonly figures: string | undefined;
  readonly data: string;
  readonly nobody: Visitor;
  /** Signs in. */
  readonly as: (wallet: Wallet | string) => Promise<Visitor>;
  readonly restart: (over?: Partial<OfficeOptions>) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Does something to its tables while it is stopped, and starts it again. */
  readonly inTables: (work: (store: Store) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param origin the office's portal. */
export async function ask(
  url: string,
  method: string,
  cookie: string,
  body?: unknown,
  origin: string = PORTAL,
): Promise<Reply> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(cookie === "" ? {} : { cookie }),
      ...(method === "GET" ? {} : { origin, "content-type": "application/json" }),
    },
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body ?? {}) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as never };
}

export function visitor(address: () => string, cookie: string, origin?: string): Visitor {
  const go = async (method: string, where: string, body?: unknown): Promise<Reply> =>
    ask(`${address()}${where}`, method, cookie, body, origin);
  return {
    cookie,
    get: async (where) => go("GET", where),
    post: async (where, body) => go("POST", where, body),
    put: async (where, body) => go("PUT", where, body),
  };
}

/** Signs what the office asks to be signed. @returns the answer, with the cookie in it. */
export async function signIn(
  address: string,
  wallet: Wallet,
  origin?: string,
): Promise<{ reply: Reply; cookie: string }> {
  const challenge = await ask(`${address}/sign-in/challenge`, "POST", "", { account: wallet.address }, origin);
  const { message } = challenge.body as { message: string };
  const signature = await wallet.signMessage(message);
  const reply = await ask(`${address}/sign-in`, "POST", "", { message, signature }, origin);
  return { reply, cookie: reply.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

export async function openDistrict(
  { deployment, url: node }: Practice,
  over: Partial<OfficeOptions> = {},
): Promise<DistrictOffice> {
  const data = over.data ?? (await mkdtemp(path.join(tmpdir(), "district-")));
  if (over.data === undefined && over.databaseUrl === undefined) layEmptyTables(path.join(data, "tables"));
  const options: OfficeOptions = {
    district: 2,
    deployment,
    nodes: [node],
    data,
    portalOrigin: PORTAL,
    password: PASSWORD,
    scryptCost: 1_024,
    ...over,
  };
  let open = await startOffice(options);
  let isOpen = true;
  const address = (): string => open.url;
  const stop = async (): Promise<void> => {
    if (isOpen) await open.close();
    isOpen = false;
  };
  const restart = async (more: Partial<OfficeOptions> = {}): Promise<void> => {
    await stop();
    open = await startOffice({ ...options, ...more });
    isOpen = true;
  };
  return {
    get url() {
      return open.url;
    },
    get figures() {
      return open.figures;
    },
    data,
    nobody: visitor(address, ""),
    as: async (who) => {
      const wallet = typeof who === "string" ? person(who) : who;
      const { reply, cookie } = await signIn(open.url, wallet, options.portalOrigin);
      if (reply.status !== 200) throw new Error(`Not signed in: ${JSON.stringify(reply.body)}`);
      return visitor(address, cookie, options.portalOrigin);
    },
    restart,
    stop,
    inTables: async (work) => {
      await stop();
      const store = await openStore(options);
      try {
        await work(store);
      } finally {
        await store.database.close();
      }
      await restart();
    },
    close: async () => {
      await stop();
      await rm(data, { recursive: true });
    },
  };
}
