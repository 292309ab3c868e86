/** How a route is answered: who asks is found out, the rule held, the input read, and the access logged. */
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { Fault, parseStrictJson } from "../../client/documents/strictJson.ts";
import type { Text } from "../../client/text/text.ts";
import { logAccess, type Access } from "../log/accesses.ts";
import type { Office, Queryable } from "../office.ts";
import { accountOf } from "../people/sessions.ts";
import { personOf, type Person } from "../people/person.ts";
import { Refusal, notSignedIn, notYours } from "./refusal.ts";
import type { Asked, Given, Route } from "./route.ts";
import { Throttle } from "./throttle.ts";

/** A screen that is open asks all the time; the same again within this time is one access. */
const ONE_ACCESS_MILLISECONDS = 60_000;
const MOST_REMEMBERED = 10_000;

/** Of one account, so many a minute. */
const MOST_A_MINUTE = 1_200;

/** The name of the cookie of a district's office. */
export function cookieName(district: number): string {
  return `tongdui_${district}`;
}

export class Answering {
  readonly #office: Office;
  readonly #seen = new Map<string, number>();
  readonly #throttle: Throttle;

  constructor(office: Office) {
    this.#office = office;
    this.#throttle = new Throttle(MOST_A_MINUTE, 60, office.now);
  }

  /** @throws Refusal, TongduiError; anything else is a fault of the program. */
  async answer(route: Route, context: Context): Promise<Response> {
    const office = this.#office;
    const token = getCookie(context, cookieName(office.district)) ?? "";
    const person = await this.#whoIs(token);
    let access: Omit<Access, "outcome"> = {
      account: person?.account,
      what: `${route.method} ${route.path}`,
      about: "",
    };
    let isLogged = route.logged !== undefined;
    const logIt = async (within: Queryable, outcome: number): Promise<void> => {
      // What nobody has signed in for is not written down: anybody could fill the log with it.
      if (isLogged || access.account === undefined) return;
      await logAccess(within, office.vault, { ...access, outcome }, office.now());
    };
    const logAlone = async (outcome: number): Promise<void> => {
      if (!isLogged) await office.database.transaction(async (within) => logIt(within, outcome));
    };
    const asked: Asked<unknown, unknown, unknown, unknown> = {
      office,
      person,
      params: undefined,
      query: undefined,
      body: undefined,
      request: context.req.raw,
      token,
      about: (id) => {
        access = { ...access, about: [...id].slice(0, 200).join("") };
        if (route.logged === "named") isLogged = false;
      },
      by: (account) => {
        access = { ...access, account };
      },
      change: async (work) => {
        const result = await office.database.transaction(async (within) => {
          const done = await work(within);
          await logIt(within, 200);
          return done;
        });
        isLogged = true;
        return result;
      },
    };
    try {
      demandRule(route, person);
      const whole = { ...asked, ...(await inputOf(route, context)) };
      const given = await route.give(whole as Asked<never, never, never, never>);
      const response = responseOf(given);
      if (!this.#isAgain(route, access, response.status)) await logAlone(response.status);
      return response;
    } catch (error) {
      const outcome = error instanceof Refusal ? error.status : error instanceof TongduiError ? 400 : 500;
      if (!this.#isAgain(route, access, outcome)) await logAlone(outcome);
      throw error;
    }
  }

  async #whoIs(token: string): Promise<Person | undefined> {
    if (token === "") return undefined;
    const { database, district, at, parties, now } = this.#office;
    const account = await accountOf(database, token, now());
    if (account === undefined) return undefined;
    const wait = this.#throttle.take(account);
    if (wait > 0) throw tooMany();
    return personOf(account, district, at, parties, database);
  }

  #isAgain(
    { method, once = ONE_ACCESS_MILLISECONDS }: Route,
    { account, what, about }: Omit<Access, "outcome">,
    status: number,
  ): boolean {
    if (method !== "GET") return false;
    const key = `${account ?? ""} ${what} ${about} ${status}`;
    const now = this.#office.now();
    const last = this.#seen.get(key);
    if (last !== undefined && now - last < once) return true;
    this.#seen.delete(key);
    this.#seen.set(key, now);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MOST_REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
    return false;
  }
}

function demandRule({ who }: Route, person: Person | undefined): void {
  if (who === "everybody") return;
  if (!person) throw notSignedIn();
  if (who !== "signed in" && !who.some((kind) => person.kinds.has(kind))) throw notYours();
}

const NOTHING = z.strictObject({});

async function inputOf(route: Route, context: Context): Promise<{ params: unknown; query: unknown; body: unknown }> {
  const params = taken(route.params ?? z.object({}), context.req.param(), { en: "address", zh: "地址" });
  const query = taken(route.query ?? NOTHING, queryOf(context), { en: "query", zh: "查询条件" });
  if (route.method === "GET") return { params, query, body: undefined };
  const body = taken(route.body ?? NOTHING, await jsonOf(context), { en: "request", zh: "请求内容" }, route.wrong);
  return { params, query, body };
}

async function jsonOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text === "") return {};
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { what, offset } = error;
    throw new Refusal(400, "NotJson", {
      en: `The request is not JSON: at character ${offset + 1}, ${what.en}.`,
      zh: `请求不是有效的 JSON：第 ${offset + 1} 个字符处，${what.zh}。`,
    });
  }
}

function queryOf(context: Context): Record<string, string> {
  const pairs = Object.entries(context.req.queries()).map(([name, [value = "", second]]): [string, string] => {
    if (second !== undefined) throw wrong(name.slice(0, 40), { en: "query", zh: "查询条件" });
    return [name, value];
  });
  return Object.fromEntries(pairs);
}

/** @throws Refusal which names the field. */
function taken(schema: z.ZodType, value: unknown, what: Text, more?: Route["wrong"]): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = unknown?.slice(0, 40) ?? issue?.path.map(String).join(".") ?? "";
  const sentence = unknown === undefined ? more?.(field) : undefined;
  if (sentence) throw new Refusal(400, "RequestWrong", sentence, field);
  throw wrong(field, what);
}

function wrong(field: string, what: Text): Refusal {
  const en =
    field === "" ? `The ${what.en} is not as it should be.` : `In the ${what.en}, "${field}" is not as it should be.`;
  const zh = field === "" ? `${what.zh}不正确。` : `${what.zh}中的“${field}”不正确。`;
  return new Refusal(400, "RequestWrong", { en, zh });
}

export function tooMany(): Refusal {
  return new Refusal(429, "TooMany", {
    en: "Too many requests in a short time. Wait a minute.",
    zh: "短时间内请求过多，请等待一分钟。",
  });
}

function responseOf(given: Given): Response {
  return given instanceof Response ? given : Response.json(given);
}
