/**
 * What a transaction did: the events in its receipt.
 *
 * RULES: a receipt stands in the block's trie of receipts under RLP of its transaction's index. It is, behind one byte for its type
 * where it has one, four fields: status, gas, bloom, events. Status must be 1, for a transaction that failed leaves no events. An
 * event has an address of 20 bytes, at most four topics of 32, and data.
 */
import { decodeRlp, encodeRlp, hexOf, isBytes, isList, smallNumber, type Hex, type Rlp } from "./bytes.ts";
import type { Header } from "./header.ts";
import { refuse } from "./refusal.ts";
import { MISSING, type Nodes } from "./tries.ts";

export interface LoggedEvent {
  /** The contract that it comes from. */
  readonly address: Hex;
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
}

/** Types of transactions up to 0x7f; a receipt without one begins as a list does. */
const LAST_TYPE = 0x7f;

/**
 * The events of one transaction, in the receipt's order.
 *
 * @param transaction its index in the block, from 0.
 * @throws Refusal
 */
export async function eventsOf(nodes: Nodes, block: Header, transaction: number): Promise<readonly LoggedEvent[]> {
  const { number, receiptsRoot } = block;
  const value = await nodes.get(receiptsRoot, encodeRlp(indexBytes(transaction)));
  if (value === MISSING) return refuse("ReceiptNotProved", number, transaction);
  if (value === undefined) return refuse("ReceiptAbsent", number, transaction);

  const isTyped = (value[0] ?? 0) <= LAST_TYPE;
  const receipt = decodeRlp(isTyped ? value.subarray(1) : value);
  if (!isList(receipt, 4)) return refuse("ReceiptUnreadable", number, transaction);
  const [status, gas, bloom, logs] = receipt;
  if (isBytes(status, 0)) refuse("TransactionFailed", number, transaction);
  if (smallNumber(status) !== 1) refuse("ReceiptUnreadable", number, transaction);
  if (smallNumber(gas) === undefined || !isBytes(bloom, 256)) refuse("ReceiptUnreadable", number, transaction);
  if (!isList(logs)) return refuse("ReceiptUnreadable", number, transaction);
  return logs.map((log) => readLog(log) ?? refuse("ReceiptUnreadable", number, transaction));
}

function readLog(log: Rlp): LoggedEvent | undefined {
  if (!isList(log, 3)) return undefined;
  const [address, topics, data] = log;
  if (!isBytes(address, 20) || !isBytes(data)) return undefined;
  if (!isList(topics) || topics.length > 4 || !topics.every((topic): topic is Uint8Array => isBytes(topic, 32)))
    return undefined;
  return { address: hexOf(address), topics, data };
}

/** A number in as few bytes as it needs, none for 0. */
function indexBytes(index: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = index; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}
