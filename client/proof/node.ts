/** What a proof asks a node: JSON-RPC as Besu and Hardhat speak it. */
import { TongduiError } from "../errors/tongduiError.ts";
import { quantity, type Rpc } from "../replay/logs.ts";
import { contradiction } from "./faults.ts";

/** A block's header as JSON-RPC gives it; later fields only where the chain has them. */
export interface RawBlock {
  readonly hash: string;
  readonly number: string;
  readonly timestamp: string;
  readonly stateRoot: string;
  readonly receiptsRoot: string;
  readonly extraData: string;
  readonly transactions: readonly string[];
  readonly [field: string]: unknown;
}

export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
}

export interface RawReceipt {
  /** Absent or 0 for the first kind of transaction. */
  readonly type?: string;
  readonly status: string;
  readonly cumulativeGasUsed: string;
  readonly logsBloom: string;
  readonly transactionIndex: string;
  readonly logs: readonly RawLog[];
}

/** An account and some of its slots, each with the nodes that lead there from the state's root. */
export interface RawProof {
  readonly accountProof: readonly string[];
  readonly storageProof: readonly { readonly proof: readonly string[] }[];
}

/** Errors of the way to the node; every other one is the node's own answer. */
const TROUBLE = new Set(["NETWORK_ERROR", "TIMEOUT", "SERVER_ERROR", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND"]);

/** A node's answer, or undefined where it refuses to give one or has none; trouble on the way to the node is thrown. */
export async function answerOf<Answer>(rpc: Rpc, method: string, params: unknown[]): Promise<Answer | undefined> {
  try {
    return ((await rpc.send(method, params)) as Answer | null) ?? undefined;
  } catch (error) {
    if (isTrouble(error)) throw error;
    return undefined;
  }
}

/** Whether an error is of the way to the node, and not the node's refusal. */
export function isTrouble(error: unknown): boolean {
  if (error instanceof TongduiError) return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && TROUBLE.has(code);
}

/** @param which a number, or the newest. @throws TongduiError `NodeContradictsItself` where there is no such block. */
export async function blockOf(rpc: Rpc, which: number | "latest"): Promise<RawBlock> {
  const tag = which === "latest" ? which : quantity(which);
  const block = (await rpc.send("eth_getBlockByNumber", [tag, false])) as RawBlock | null;
  if (block !== null) return block;
  throw contradiction({ en: `it has no block ${which}, which it told of`, zh: `其提到的区块 ${which} 又称不存在` });
}

/** All receipts of a block in their order, at once where the node can, else one by one. */
export async function receiptsOf(rpc: Rpc, block: RawBlock): Promise<RawReceipt[]> {
  const all = await answerOf<RawReceipt[]>(rpc, "eth_getBlockReceipts", [block.number]);
  if (all !== undefined) return all;
  const ask = async (hash: string) => (await rpc.send("eth_getTransactionReceipt", [hash])) as RawReceipt | null;
  const each = await Promise.all(block.transactions.map(ask));
  return each.filter((receipt) => receipt !== null);
}

/** undefined where the node keeps no state of that block. */
export async function proofOf(
  rpc: Rpc,
  address: string,
  slots: readonly string[],
  block: number,
): Promise<RawProof | undefined> {
  return answerOf<RawProof>(rpc, "eth_getProof", [address, slots, quantity(block)]);
}
