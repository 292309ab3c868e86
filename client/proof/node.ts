/** What a proof asks a node: JSON-RPC as Besu and Hardhat speak it. */
import { z } from "zod";
import { TongduiError } from "../errors/tongduiError.ts";
import { quantity, type Rpc } from "../replay/logs.ts";
import { contradiction } from "./faults.ts";

const bytes = z.string().regex(/^0x([0-9a-fA-F]{2})*$/);
const number = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/);

/** A block's header as JSON-RPC gives it; its other fields vary with the chain. */
const blockSchema = z.looseObject({
  hash: bytes,
  number,
  timestamp: number,
  stateRoot: bytes,
  receiptsRoot: bytes,
  transactions: z.array(bytes),
});
const logSchema = z.object({ address: bytes, topics: z.array(bytes), data: bytes, blockNumber: number });
const receiptSchema = z.object({
  /** Absent or 0 for the first kind of transaction. */
  type: number.optional(),
  status: number,
  cumulativeGasUsed: number,
  logsBloom: bytes,
  logs: z.array(logSchema),
});
/** An account and some of its slots, each with the nodes that lead there from the state's root. */
const proofSchema = z.object({
  accountProof: z.array(bytes),
  storageProof: z.array(z.object({ proof: z.array(bytes) })),
});

export type RawBlock = z.infer<typeof blockSchema>;
export type RawLog = z.infer<typeof logSchema>;
export type RawReceipt = z.infer<typeof receiptSchema>;
export type RawProof = z.infer<typeof proofSchema>;

/** Errors of the way to the node; every other one is the node's own answer. */
const TROUBLE = new Set(["NETWORK_ERROR", "TIMEOUT", "SERVER_ERROR", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND"]);

/** Whether an error is of the way to the node, and not the node's refusal. */
export function isTrouble(error: unknown): boolean {
  if (error instanceof TongduiError) return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && TROUBLE.has(code);
}

/** The number of the newest block. */
export async function newestOf(rpc: Rpc): Promise<number> {
  return Number(read(number, "eth_blockNumber", await rpc.send("eth_blockNumber", [])));
}

/** @throws TongduiError `NodeContradictsItself` where there is no such block. */
export async function blockOf(rpc: Rpc, number: number): Promise<RawBlock> {
  return readBlock(await rpc.send("eth_getBlockByNumber", [quantity(number), false]), number);
}

/** What a node answered to `eth_getBlockByNumber`. @throws TongduiError `NodeContradictsItself`. */
export function readBlock(answer: unknown, number: number): RawBlock {
  if (answer !== null) return read(blockSchema, "eth_getBlockByNumber", answer);
  throw contradiction({ en: `it has no block ${number}, which it told of`, zh: `其提到的区块 ${number} 又称不存在` });
}

/** All receipts of a block in their order, at once where the node can, else one by one. */
export async function receiptsOf(rpc: Rpc, block: RawBlock): Promise<RawReceipt[]> {
  const all = await answerOf(rpc, "eth_getBlockReceipts", [block.number]);
  if (all !== undefined) return read(z.array(receiptSchema), "eth_getBlockReceipts", all);
  const ask = async (hash: string) => rpc.send("eth_getTransactionReceipt", [hash]);
  const each = await Promise.all(block.transactions.map(ask));
  return read(z.array(receiptSchema), "eth_getTransactionReceipt", each);
}

/** Logs in a range of blocks, the first and the last included. @throws where the node does not search so many. */
export async function logsOf(
  rpc: Rpc,
  filter: { readonly address: string; readonly topics: readonly string[] },
  first: number,
  last: number,
): Promise<RawLog[]> {
  const logs = await rpc.send("eth_getLogs", [{ ...filter, fromBlock: quantity(first), toBlock: quantity(last) }]);
  return read(z.array(logSchema), "eth_getLogs", logs);
}

/** undefined where the node keeps no state of that block. */
export async function proofOf(
  rpc: Rpc,
  address: string,
  slots: readonly string[],
  block: number,
): Promise<RawProof | undefined> {
  const proof = await answerOf(rpc, "eth_getProof", [address, slots, quantity(block)]);
  return proof === undefined ? undefined : read(proofSchema, "eth_getProof", proof);
}

/** A node's answer, or undefined where it refuses to give one or has none; trouble on the way to the node is thrown. */
async function answerOf(rpc: Rpc, method: string, params: unknown[]): Promise<unknown> {
  try {
    return (await rpc.send(method, params)) ?? undefined;
  } catch (error) {
    if (isTrouble(error)) throw error;
    return undefined;
  }
}

function read<Answer>(schema: z.ZodType<Answer>, method: string, answer: unknown): Answer {
  const { success, data } = schema.safeParse(answer);
  if (success) return data;
  throw contradiction({
    en: `what it answers to ${method} is no answer to that question`,
    zh: `其对 ${method} 的回答不成立`,
  });
}
