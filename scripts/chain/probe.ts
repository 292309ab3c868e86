/** One node is asked who it is, before anything is known of its chain. */
import { hostOf, reasonOf, withoutCredentials, type ChainIdentity } from "../../client/nodes.ts";

/** What a node said, or why it said nothing. */
export type Probe =
  | { readonly url: string; readonly host: string; readonly chain: ChainIdentity; readonly program: string }
  | { readonly url: string; readonly host: string; readonly reason: string };

/** What a node answers that wants a user name and a password first. */
export const WANTS_PASSWORD = "HTTP 401";

const PROBE_SECONDS = 10;

/** Asks a node for its chain; never throws. */
export async function probe(url: string): Promise<Probe> {
  const host = hostOf(url);
  try {
    const chainId = Number(await ask(url, "eth_chainId", []));
    const genesis = (await ask(url, "eth_getBlockByNumber", ["0x0", false])) as { hash?: unknown } | null;
    if (!Number.isSafeInteger(chainId) || typeof genesis?.hash !== "string") throw new Error("no Ethereum node");
    const program = await ask(url, "web3_clientVersion", []);
    return { url, host, chain: { chainId, genesis: genesis.hash }, program: String(program) };
  } catch (error) {
    return { url, host, reason: reasonOf(error) };
  }
}

/** A chain for trying things on: it has a clock of its own, and makes a block when something is sent. */
export function isPractice(program: string): boolean {
  return /hardhat|anvil|ganache/i.test(program);
}

export function isSameChain(one: ChainIdentity, other: ChainIdentity): boolean {
  return one.chainId === other.chainId && one.genesis.toLowerCase() === other.genesis.toLowerCase();
}

async function ask(url: string, method: string, params: unknown[]): Promise<unknown> {
  const { href, headers } = withoutCredentials(url);
  const response = await fetch(href, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(PROBE_SECONDS * 1_000),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return ((await response.json()) as { result?: unknown }).result;
}
