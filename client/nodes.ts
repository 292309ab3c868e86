/**
 * One provider over the nodes of several districts. Requests go to one node for as long as it answers; when it does not, to the
 * next one. A node is asked for its chain before it is trusted with anything, and a node that is behind what was seen already is
 * waited for or passed over, so that nothing that was read goes back in time.
 */
import { JsonRpcApiProvider, Network, type JsonRpcError, type JsonRpcPayload, type JsonRpcResult } from "ethers";
import { TongduiError } from "./errors/tongduiError.ts";
import type { Watch } from "./observing/watch.ts";
import type { Receipt } from "./outcome.ts";
import { leftBehind, NO_ANSWER, otherChain, unreachable, type ChainIdentity } from "./nodeWords.ts";
import type { Text } from "./text/text.ts";

export { otherChain, unreachable, type ChainIdentity } from "./nodeWords.ts";

export interface NodesOptions {
  /** JSON-RPC over HTTP. */
  readonly urls: readonly string[];
  readonly chain: ChainIdentity;
  /** How long one request may take. */
  readonly requestSeconds?: number;
  /** How long to go on asking when no node answers. */
  readonly patienceSeconds?: number;
  readonly note?: (text: Text) => void;
  readonly watch?: Watch;
  readonly signal?: AbortSignal;
}

type Answer = JsonRpcResult | JsonRpcError;

/** A receipt as nodes write it. */
interface RawReceipt extends Pick<Receipt, "logs"> {
  readonly blockNumber: string;
  readonly status: string;
  readonly gasUsed: string;
}

const PAUSE_MILLISECONDS = 500;
const BEGINNING_MILLISECONDS = 1_000;
/** Nodes hear of a block one after the other. */
const USUAL_DISTANCE = 2;
const REQUESTS_AT_ONCE = 100;
const GOES_AT_ONCE = 4;

export class Nodes extends JsonRpcApiProvider {
  readonly #urls: readonly string[];
  readonly #chain: ChainIdentity;
  readonly #requestMilliseconds: number;
  readonly #patienceMilliseconds: number;
  readonly #note: (text: Text) => void;
  readonly #watch: Watch;
  readonly #signal: AbortSignal | undefined;
  readonly #known = new Set<string>();
  #current = 0;
  #height = 0;
  #begun: Promise<void> | undefined;

  constructor({ urls, chain, requestSeconds = 20, patienceSeconds = 60, note, watch, signal }: NodesOptions) {
    const network = Network.from(chain.chainId);
    super(network, {
      staticNetwork: network,
      batchStallTime: 0,
      batchMaxCount: REQUESTS_AT_ONCE,
      // What a node said a moment ago may be wrong now, and money hangs on it.
      cacheTimeout: -1,
    });
    this.#urls = urls;
    this.#chain = chain;
    this.#requestMilliseconds = requestSeconds * 1_000;
    this.#patienceMilliseconds = patienceSeconds * 1_000;
    this.#note = note ?? (() => undefined);
    this.#watch = watch ?? (() => undefined);
    this.#signal = signal;
    this._start();
  }

  /** The host of the node that answers at the moment; a URL may hold a password. */
  get host(): string {
    return hostOf(this.#urls[this.#current] ?? "");
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<Answer[]> {
    await (this.#begun ??= this.#begin());
    const requests = Array.isArray(payload) ? payload : [payload];
    const began = Date.now();
    const deadline = began + this.#patienceMilliseconds;
    const reasons = new Map<string, string>();
    let isTold = false;
    for (;;) {
      for (let tries = 0; tries < this.#urls.length; tries += 1) {
        const url = this.#urls[this.#current] ?? "";
        try {
          await this.#demandUsable(url);
          const answers = await this.#ask(url, requests);
          this.#remember(requests, answers);
          if (isTold) this.#watch("waited for nodes", { ms: Date.now() - began });
          return answers;
        } catch (error) {
          if (error instanceof TongduiError) throw error;
          this.#known.delete(url);
          const reason = reasonOf(error);
          reasons.set(hostOf(url), reason);
          this.#watch("node away", { node: hostOf(url), why: reason });
          this.#current = (this.#current + 1) % this.#urls.length;
        }
      }
      if (this.#signal?.aborted || Date.now() > deadline) {
        this.#watch("waited for nodes", { ms: Date.now() - began });
        throw unreachable(reasons);
      }
      if (!isTold) this.#note(NO_ANSWER);
      isTold = true;
      await pause(PAUSE_MILLISECONDS);
    }
  }

  /** The receipt of a transaction that is in a block, without what ethers makes of each of its logs. */
  async receiptOf(hash: string): Promise<Receipt | undefined> {
    const answer = (await this.send("eth_getTransactionReceipt", [hash])) as RawReceipt | null;
    if (!answer) return undefined;
    const { blockNumber, status, gasUsed, logs } = answer;
    return { hash, blockNumber: Number(blockNumber), status: Number(status), gasUsed: BigInt(gasUsed), logs };
  }

  /**
   * Asks the same of many things: by the hundred, and without what ethers does for each single question.
   *
   * @returns the nodes' results as they gave them, in the order of the parameters.
   * @throws as any other question.
   */
  async sendMany(method: string, params: readonly (readonly unknown[])[]): Promise<unknown[]> {
    const results: unknown[] = new Array(params.length);
    let next = 0;
    const go = async (): Promise<void> => {
      while (next < params.length) {
        const first = next;
        next += REQUESTS_AT_ONCE;
        const payloads = params
          .slice(first, next)
          .map((some, i): JsonRpcPayload => ({ jsonrpc: "2.0", id: first + i, method, params: [...some] }));
        for (const answer of await this._send(payloads)) {
          if (!("result" in answer)) throw this.getRpcError(payloads[answer.id - first] as JsonRpcPayload, answer);
          results[answer.id] = answer.result;
        }
      }
    };
    await Promise.all(Array.from({ length: GOES_AT_ONCE }, go));
    return results;
  }

  /**
   * Goes over to the node that is furthest, where one is further than the one that answers: who is cut off from the others answers
   * all the same, and has no new block.
   *
   * @returns whether it has gone over.
   */
  async goOver(): Promise<boolean> {
    const from = this.#current;
    const heights = await Promise.all(this.#urls.map(async (url) => this.#heightOf(url)));
    return this.#current !== from || this.#goOverFrom(from, heights, 0);
  }

  /** Who begins with a node that is cut off, or is catching up, would be told of a ledger that is long past. */
  async #begin(): Promise<void> {
    if (this.#urls.length === 1) return;
    const heights: (number | undefined)[] = this.#urls.map(() => undefined);
    const asked = this.#urls.map(async (url, i) => {
      heights[i] = await this.#heightOf(url);
    });
    // One that is down is not waited for long.
    await Promise.race([Promise.all(asked), pause(BEGINNING_MILLISECONDS)]);
    this.#goOverFrom(this.#current, heights, USUAL_DISTANCE);
  }

  #goOverFrom(from: number, heights: readonly (number | undefined)[], distance: number): boolean {
    const here = heights[from];
    const furthest = Math.max(...heights.map((height) => height ?? 0));
    if (here === undefined || furthest <= here + distance) return false;
    const left = this.host;
    this.#known.delete(this.#urls[from] ?? "");
    this.#current = heights.indexOf(furthest);
    this.#note(leftBehind({ host: left, height: here }, { host: this.host, height: furthest }));
    this.#watch("node behind", { node: left, block: here, newest: furthest });
    return true;
  }

  /** Undefined where it does not answer, or is on another chain. */
  async #heightOf(url: string): Promise<number | undefined> {
    try {
      await this.#demandChain(url);
      const [height] = await this.#results(url, [["eth_blockNumber", []]]);
      return Number(height);
    } catch {
      return undefined;
    }
  }

  /** A node that is met for the first time, or again, says which chain it is on and how far. */
  async #demandUsable(url: string): Promise<void> {
    if (this.#known.has(url)) return;
    await this.#demandChain(url);
    await this.#demandNotBehind(url);
    this.#known.add(url);
  }

  async #demandChain(url: string): Promise<void> {
    const [chainId, genesis] = await this.#results(url, [
      ["eth_chainId", []],
      ["eth_getBlockByNumber", ["0x0", false]],
    ]);
    const found = { chainId: Number(chainId), genesis: String((genesis as { hash?: unknown } | null)?.hash) };
    const { chain } = this;
    if (found.chainId !== chain.chainId || found.genesis.toLowerCase() !== chain.genesis.toLowerCase()) {
      throw otherChain(hostOf(url), chain, found);
    }
  }

  get chain(): ChainIdentity {
    return this.#chain;
  }

  async #demandNotBehind(url: string): Promise<void> {
    const deadline = Date.now() + this.#requestMilliseconds;
    for (;;) {
      const [height] = await this.#results(url, [["eth_blockNumber", []]]);
      if (Number(height) >= this.#height) return;
      if (Date.now() > deadline) throw new Error(`block ${Number(height)}, behind block ${this.#height}`);
      await pause(PAUSE_MILLISECONDS);
    }
  }

  async #results(url: string, calls: readonly [method: string, params: unknown[]][]): Promise<unknown[]> {
    const requests = calls.map(([method, params], id) => ({ jsonrpc: "2.0" as const, id, method, params }));
    const answers = await this.#ask(url, requests);
    return requests.map(({ id }) => {
      const answer = answers.find((one) => one.id === id);
      if (answer && "result" in answer) return answer.result as unknown;
      throw new Error(`the node refused: ${JSON.stringify(answer?.error)}`);
    });
  }

  async #ask(url: string, requests: readonly JsonRpcPayload[]): Promise<Answer[]> {
    const { href, headers } = withoutCredentials(url);
    const response = await fetch(href, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(requests.length === 1 ? requests[0] : requests),
      signal: AbortSignal.timeout(this.#requestMilliseconds),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const body: unknown = await response.json();
    const answers = (Array.isArray(body) ? body : [body]) as Answer[];
    const answered = new Set(answers.filter(isAnswer).map(({ id }) => id));
    if (requests.every(({ id }) => answered.has(id))) return answers;
    throw new Error("an answer is missing");
  }

  /** How far the chain was seen to be. */
  #remember(requests: readonly JsonRpcPayload[], answers: readonly Answer[]): void {
    for (const { id, method } of requests) {
      if (method !== "eth_blockNumber" && method !== "eth_getTransactionReceipt") continue;
      const answer = answers.find((one) => one.id === id);
      if (!answer || !("result" in answer)) continue;
      const result = answer.result as string | { blockNumber?: string } | null;
      const block = Number(typeof result === "string" ? result : result?.blockNumber);
      if (block > this.#height) this.#height = block;
    }
  }
}

/** What may be printed of a node's address. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url.replace(/^.*@/, "");
}

/** `fetch` takes no user name and password in an address; they go into a header. */
export function withoutCredentials(url: string): { href: string; headers: Record<string, string> } {
  const parsed = new URL(url);
  const { username, password } = parsed;
  parsed.username = "";
  parsed.password = "";
  if (username === "" && password === "") return { href: parsed.href, headers: {} };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { href: parsed.href, headers: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` } };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "id" in value && ("result" in value || "error" in value);
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === "string" ? cause.code : error.message;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
