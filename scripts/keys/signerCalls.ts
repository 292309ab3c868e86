import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { signerAddress } from "./signerAddress.ts";

/** A signed transaction of the largest batch is far below this; what is longer is no answer to us. */
const MOST_BYTES = 8 * 1_024 * 1_024;

/** As much of a signer's own words as is shown. */
const MOST_WORDS = 200;

const answerForm = z.object({
  id: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).nullish(),
});

/**
 * Speaks JSON-RPC over HTTP with a signer. The user name and the password that the URL may hold go to the signer and nowhere else:
 * they are in no error, and what a signer says is not shown with them.
 */
export class SignerCalls {
  /** The address without whatever may be secret in it. */
  readonly shown: string;
  readonly #url: URL;
  readonly #headers: Record<string, string>;
  readonly #secrets: readonly string[];
  readonly #waitSeconds: number;
  #lastId = 0;

  /**
   * @param waitSeconds how long one answer may take; a signer may have to ask a device, or a person.
   * @throws TongduiError as {@link signerAddress}.
   */
  constructor(address: string, waitSeconds = 30) {
    this.#url = signerAddress(address);
    this.shown = this.#url.origin;
    const { username, password } = this.#url;
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const token = Buffer.from(pair).toString("base64");
    const authorised = username !== "" || password !== "";
    this.#headers = {
      "content-type": "application/json",
      ...(authorised ? { authorization: `Basic ${token}` } : {}),
    };
    const secrets = [this.#url.search.slice(1), password, decodeURIComponent(password), authorised ? token : ""];
    this.#secrets = secrets.filter((secret) => secret !== "");
    // fetch() refuses an address with a password in it, and quotes it in its error.
    this.#url.username = "";
    this.#url.password = "";
    this.#waitSeconds = waitSeconds;
  }

  /**
   * Asks for one thing, once.
   *
   * @throws TongduiError `SignerUnreachable`, `SignerSilent`, `SignerFault`, `SignerRefused`, `SignerAnswerUnreadable`.
   */
  async ask(method: string, params: readonly unknown[]): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const { status, text } = await this.#post(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const answer = parse(text);
    // A refusal comes with a status of its own; its words say more than the number.
    if (answer?.error) throw this.#refused(method, answer.error.message);
    if (status < 200 || status > 299) throw this.#fault(status);
    if (answer?.id !== id) throw this.unreadable(method);
    return answer.result;
  }

  /** For an answer that has not the form that it should have. */
  unreadable(method: string): TongduiError {
    return new TongduiError(
      "SignerAnswerUnreadable",
      {
        en: `The signer at ${this.shown} gave an answer to ${method} that cannot be read.`,
        zh: `${this.shown} 的签名服务对 ${method} 的应答无法识别。`,
      },
      {
        hint: {
          en: "Check that the address is that of a Web3Signer for transactions (mode eth1).",
          zh: "请确认该地址是用于交易签名的 Web3Signer（eth1 模式）。",
        },
      },
    );
  }

  async #post(body: string): Promise<{ status: number; text: string }> {
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        headers: this.#headers,
        body,
        // A request to sign goes to the address that was agreed on and to no other.
        redirect: "manual",
        signal: AbortSignal.timeout(this.#waitSeconds * 1_000),
      });
      return { status: response.status, text: await whole(response) };
    } catch (error) {
      // What fetch throws is not passed on: it may hold the request.
      throw isTimeout(error) ? this.#silent() : this.#unreachable(codeOf(error));
    }
  }

  #silent(): TongduiError {
    return new TongduiError(
      "SignerSilent",
      {
        en: `The signer at ${this.shown} did not answer within ${this.#waitSeconds} seconds; nothing was signed for us.`,
        zh: `${this.shown} 的签名服务在 ${this.#waitSeconds} 秒内未应答，未取得签名。`,
      },
      {
        hint: {
          en: "Check that it runs and is not waiting for a device or a person, then run the command again.",
          zh: "请检查其是否正常运行、是否正在等待设备或人工确认，然后重新运行命令。",
        },
      },
    );
  }

  #unreachable(code: string): TongduiError {
    const certificate = /CERT|LEAF_SIGNATURE/.test(code);
    const hint = certificate
      ? {
          en: "Its certificate is not trusted: it must be for this address, and NODE_EXTRA_CA_CERTS must name its authority's file.",
          zh: "其证书不受信任：证书应与该地址相符，并用环境变量 NODE_EXTRA_CA_CERTS 指定签发机构的证书文件。",
        }
      : {
          en: "Check that it runs and that the profile has the right address.",
          zh: "请检查其是否正在运行，以及配置中的地址是否正确。",
        };
    return new TongduiError(
      "SignerUnreachable",
      {
        en: `The signer at ${this.shown} cannot be reached (${code}).`,
        zh: `无法连接 ${this.shown} 的签名服务（${code}）。`,
      },
      { hint },
    );
  }

  #fault(status: number): TongduiError {
    const denied = status === 401 || status === 403;
    return new TongduiError(
      "SignerFault",
      {
        en: `The signer at ${this.shown} answered with HTTP status ${status}; nothing was signed.`,
        zh: `${this.shown} 的签名服务返回 HTTP 状态 ${status}，未签名。`,
      },
      {
        hint: denied
          ? {
              en: "It does not admit this user name and password.",
              zh: "该服务不接受所配置的用户名和密码。",
            }
          : { en: "Look into the signer's own log.", zh: "请查看签名服务自身的日志。" },
      },
    );
  }

  #refused(method: string, message: string): TongduiError {
    const words = this.#harmless(message);
    return new TongduiError("SignerRefused", {
      en: `The signer at ${this.shown} refused ${method}: ${words}.`,
      zh: `${this.shown} 的签名服务拒绝了 ${method}：${words}。`,
    });
  }

  /** A stranger's words: without our secrets, without what a terminal would obey, and not many of them. */
  #harmless(message: string): string {
    let words = message;
    for (const secret of this.#secrets) words = words.replaceAll(secret, "…");
    return words
      .replace(/\p{C}+/gu, " ")
      .slice(0, MOST_WORDS)
      .trim()
      .replace(/[.。]$/, "");
  }
}

function parse(text: string): z.infer<typeof answerForm> | undefined {
  try {
    return answerForm.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function whole({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) return "";
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

/** What the system calls it; fetch hides it in the cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" && /^\w+$/.test(code) ? code : "no connection";
}
