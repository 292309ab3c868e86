/**
 * What is asked of a district's office, through the portal. The session's cookie is in this process alone: it stands in no argument,
 * log or file, and is worth nothing once the run has signed out.
 */
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { interrupted } from "../chain/accountLock.ts";

const LONGEST_MS = 120_000;
const PARTING_MS = 5_000;

export interface OfficeAt {
  /** The portal's origin. */
  readonly portal: string;
  readonly district: number;
  /** Aborted when the person asks to stop. */
  readonly signal: AbortSignal;
}

const refusal = z.object({
  error: z.object({ en: z.string(), zh: z.string() }),
  code: z.string().optional(),
  hint: z.object({ en: z.string(), zh: z.string() }).optional(),
});

export class OfficeCalls {
  readonly #at: OfficeAt;
  #cookie = "";

  constructor(at: OfficeAt) {
    this.#at = at;
  }

  /** @throws TongduiError as {@link send}. */
  async get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
    return this.#read(path, await this.#ask("GET", path), answer);
  }

  /**
   * @throws TongduiError `OfficeUnreachable`; `OfficeAnswerUnfit` for what no office of ours says; `OfficeUnknown`; `Interrupted`; with
   * the office's own code and sentence, what it refuses.
   */
  async send<T>(method: "POST" | "PUT", path: string, body: object, answer: z.ZodType<T>): Promise<T> {
    return this.#read(path, await this.#ask(method, path, body), answer);
  }

  /** A file as it was sent. @throws TongduiError as {@link send}. */
  async file(path: string): Promise<Uint8Array> {
    return this.#ask("GET", path);
  }

  /** Ends the session, also where the person has asked to stop. @throws TongduiError as {@link send}. */
  async signOut(): Promise<void> {
    await this.#ask("POST", "/sign-out", {}, AbortSignal.timeout(PARTING_MS));
  }

  #read<T>(path: string, bytes: Uint8Array, answer: z.ZodType<T>): T {
    const result = answer.safeParse(jsonIn(bytes));
    if (result.success) return result.data;
    throw this.#unfit(`${path} ${result.error.issues[0]?.path.join(".") ?? ""}`.trim());
  }

  async #ask(method: string, path: string, body?: object, signal = this.#at.signal): Promise<Uint8Array> {
    const { portal, district } = this.#at;
    const headers = new Headers({ accept: "application/json" });
    if (this.#cookie !== "") headers.set("cookie", `${this.#name}=${this.#cookie}`);
    if (body) {
      headers.set("origin", portal);
      headers.set("content-type", "application/json");
    }
    let answer: Response;
    let bytes: Uint8Array;
    try {
      answer = await fetch(`${portal}/office/${district}${path}`, {
        method,
        headers,
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
        ...(body && { body: JSON.stringify(body) }),
      });
      bytes = new Uint8Array(await answer.arrayBuffer());
    } catch {
      if (this.#at.signal.aborted) throw interrupted();
      throw this.#away();
    }
    this.#remember(answer);
    if (answer.ok) return bytes;
    throw this.#refused(answer.status, path, bytes);
  }

  get #name(): string {
    return `tongdui_${this.#at.district}`;
  }

  #remember(answer: Response): void {
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value = ""] = /^([^=;\s]+)=([^;]*)/.exec(set) ?? [];
      if (name === this.#name) this.#cookie = value;
    }
  }

  #refused(status: number, path: string, bytes: Uint8Array): TongduiError {
    const { success, data: said } = refusal.safeParse(jsonIn(bytes));
    if (!success) return [502, 503, 504].includes(status) ? this.#away() : this.#unfit(`${path} ${status}`);
    const { error: sentence, code, hint } = said;
    const more = hint ? { hint } : {};
    // What the office needs to answer is away, or what stands between does not reach it.
    if ([502, 503, 504].includes(status)) return code === undefined ? this.#away(sentence) : away(sentence, more.hint);
    // The portal refuses without a code.
    if (code === undefined) return new TongduiError(status === 404 ? "OfficeUnknown" : "OfficeRefused", sentence, more);
    return new TongduiError(code, sentence, more);
  }

  #away(why?: Text): TongduiError {
    const { district, portal } = this.#at;
    const [en, zh] = why ? [`: ${why.en.replace(/\.$/, "")}`, `：${why.zh.replace(/。$/, "")}`] : ["", ""];
    return away({
      en: `The office of district ${district} cannot be reached through ${portal}${en}.`,
      zh: `目前无法通过 ${portal} 连接第 ${district} 区的办公系统${zh}。`,
    });
  }

  #unfit(what: string): TongduiError {
    const { portal, district } = this.#at;
    return new TongduiError(
      "OfficeAnswerUnfit",
      {
        en: `What ${portal} answers for the office of district ${district} is not what an office says (${what}).`,
        zh: `${portal} 就第 ${district} 区办公系统所返回的内容与办公系统的应答不符（${what}）。`,
      },
      {
        hint: {
          en: "Check the portal's address; the office may also be of another version than this command.",
          zh: "请检查门户网站地址；也可能是办公系统与本命令的版本不同。",
        },
      },
    );
  }
}

function away(sentence: Text, hint: Text = LATER): TongduiError {
  return new TongduiError("OfficeUnreachable", sentence, { hint });
}

const LATER: Text = {
  en: "Check the network and run it again: what is done already is not done twice.",
  zh: "请检查网络后重新运行，已办理的不会重复办理。",
};

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // The schema says that it is nothing.
    return undefined;
  }
}
