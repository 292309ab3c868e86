/** One node, asked for itself: within a time limit, and no other node answers in its stead. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { hostOf, reasonOf, withoutCredentials } from "../../client/nodes.ts";
import type { Rpc } from "../../client/replay/logs.ts";

/** How long a node may take for an answer. */
const SECONDS = 5;
/** Besu takes up to 1,024 questions in one request; a header has about a kilobyte. */
const AT_ONCE = 100;

/** The node answered, and what it said is no: it does not serve the method, or refuses what it was asked to do. */
export class NodeRefusal extends Error {}

/** The node did not answer, or not as nodes do. */
export class NodeSilent extends Error {}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown };
}

type Question = readonly [method: string, params: readonly unknown[]];

export class OneNode implements Rpc {
  readonly url: string;
  /** What may be printed of its address. */
  readonly host: string;
  readonly #milliseconds: number;

  constructor(url: string, seconds = SECONDS) {
    this.url = url;
    this.host = hostOf(url);
    this.#milliseconds = seconds * 1_000;
  }

  /** @throws NodeRefusal, NodeSilent. */
  async send(method: string, params: unknown[]): Promise<unknown> {
    const [answer] = await this.#ask([[method, params]]);
    return resultOf(answer);
  }

  /**
   * Asks several things at once.
   *
   * @returns the results in the order of the questions; undefined for each that the node refuses.
   * @throws NodeSilent.
   */
  async sendAll(questions: readonly Question[]): Promise<unknown[]> {
    const answers = await this.#ask(questions);
    return answers.map((answer) => ("error" in answer ? undefined : answer.result));
  }

  /**
   * Asks the same of many things, by the hundred.
   *
   * @throws NodeRefusal if it refuses one of them; NodeSilent.
   */
  async sendMany(method: string, params: readonly (readonly unknown[])[]): Promise<unknown[]> {
    const results: unknown[] = [];
    for (let at = 0; at < params.length; at += AT_ONCE) {
      const answers = await this.#ask(params.slice(at, at + AT_ONCE).map((some) => [method, some]));
      results.push(...answers.map(resultOf));
    }
    return results;
  }

  async #ask(questions: readonly Question[]): Promise<Answer[]> {
    const requests = questions.map(([method, params], id) => ({ jsonrpc: "2.0", id, method, params }));
    let body: unknown;
    try {
      const { href, headers } = withoutCredentials(this.url);
      const response = await fetch(href, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(requests.length === 1 ? requests[0] : requests),
        signal: AbortSignal.timeout(this.#milliseconds),
      });
      // What a node refuses it may say with a number of HTTP's; the answer is in the body all the same.
      if (!response.ok && response.status !== 400) throw new Error(`HTTP ${response.status}`);
      body = await response.json();
    } catch (error) {
      throw new NodeSilent(reasonOf(error), { cause: error });
    }
    const answers = (Array.isArray(body) ? body : [body]).filter(isAnswer);
    return requests.map(({ id }) => {
      const answer = answers.find((one) => one.id === id);
      if (!answer) throw new NodeSilent("an answer is missing");
      return answer;
    });
  }
}

/** What a node says or fails to say in the middle of the work is no fault of the whole. */
export async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof NodeSilent || error instanceof NodeRefusal || error instanceof TongduiError) return undefined;
    throw error;
  });
}

function resultOf(answer: Answer | undefined): unknown {
  if (answer && !("error" in answer)) return answer.result;
  const message = answer?.error?.message;
  throw new NodeRefusal(typeof message === "string" ? message : "no reason was given");
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "id" in value && ("result" in value || "error" in value);
}
