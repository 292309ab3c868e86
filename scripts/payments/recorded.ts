/** What the ledger recorded of the bank's answers, and what this office's documents tell of them. */
import { dayOf, isoOfDay, type Day } from "../../client/days.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { newestLog } from "../chain/newestLog.ts";
import type { Reading } from "../chain/reading.ts";
import type { DocumentStore } from "../documents/store.ts";
import type { KnownPayment } from "./payment.ts";

/** The purpose of a document that says what the bank did with an order. */
export const BANK_RECEIPT = "bank receipt";

type Result = "paid" | "returned";

export interface Recorded {
  readonly result: Result;
  /** The day of the ledger on which it was settled. */
  readonly settledOn: Day;
  /** The bank's own number and date, where this office keeps the document. */
  readonly receipt: string | undefined;
  /** ISO. */
  readonly day: string | undefined;
}

/** What a line of the bank says. */
export interface Said {
  readonly result: Result;
  readonly receipt: string;
  readonly day: Day;
}

/** Whether a line says what is recorded, as far as this office knows it. */
export function isAsRecorded({ result, receipt, day }: Recorded, said: Said): boolean {
  const sameReceipt = receipt === undefined || receipt === said.receipt;
  return result === said.result && sameReceipt && (day === undefined || day === isoOfDay(said.day));
}

/** The settled orders of a payment, by their ids. */
export async function recordedIn(
  { ledger, nodes, deployment }: Pick<Reading, "ledger" | "nodes" | "deployment">,
  { id, block: from }: Pick<KnownPayment, "id" | "block">,
  store: DocumentStore,
): Promise<Map<string, Recorded>> {
  const { interface: abi } = ledger.payments;
  const event = abi.getEvent("OrderSettled");
  const topics = abi.encodeFilterTopics(event, [id]) as string[];
  const { address } = deployment.contracts.payments;
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  const days = new Map<number, Day>();
  for (const block of new Set(logs.map(({ blockNumber }) => blockNumber))) {
    days.set(block, dayOf((await nodes.getBlock(block))?.timestamp ?? 0));
  }
  const recorded = logs.map(async ({ data, topics: words, blockNumber }): Promise<[string, Recorded]> => {
    const told = abi.decodeEventLog(event, data, words) as unknown as Told;
    const found = await store.find(told.receipt);
    const { receipt, day } = fieldsOf(found?.document);
    const settledOn = days.get(blockNumber) ?? 0;
    return [told.order, { result: told.paid ? "paid" : "returned", settledOn, receipt, day }];
  });
  return new Map(await Promise.all(recorded));
}

interface Told {
  readonly order: string;
  readonly paid: boolean;
  readonly receipt: string;
}

/** An order that was settled with a receipt. */
export interface ReceiptUse {
  readonly payment: number;
  readonly order: string;
  readonly reference: string;
}

/**
 * Which orders the receipts of this office were settled with, by the receipts' numbers. A document alone proves nothing: it is
 * kept before anything is sent, so the ledger is asked for each.
 *
 * @param wanted the numbers that matter.
 */
export async function usesOf(
  { ledger, nodes, deployment }: Pick<Reading, "ledger" | "nodes" | "deployment">,
  store: DocumentStore,
  wanted: ReadonlySet<string>,
): Promise<Map<string, readonly ReceiptUse[]>> {
  const { interface: abi } = ledger.payments;
  const event = abi.getEvent("OrderSettled");
  const { address, block: from } = deployment.contracts.payments;
  const uses = new Map<string, ReceiptUse[]>();
  for (const { purpose, document, commitment } of (await store.list()).kept) {
    if (purpose !== BANK_RECEIPT) continue;
    const { receipt = "", payment = 0, order = "", reference = "" } = fieldsOf(document);
    if (!wanted.has(receipt)) continue;
    const log = await newestLog(nodes, { address, topics: abi.encodeFilterTopics(event, [payment, order]), from });
    const told = log && (abi.decodeEventLog(event, log.data, log.topics) as unknown as Told);
    if (told?.receipt !== commitment) continue;
    uses.set(receipt, [...(uses.get(receipt) ?? []), { payment, order, reference }]);
  }
  return uses;
}

interface Fields {
  readonly payment?: number | undefined;
  readonly order?: string | undefined;
  readonly reference?: string | undefined;
  readonly receipt?: string | undefined;
  readonly day?: string | undefined;
}

function fieldsOf(document: Json | undefined): Fields {
  if (document === undefined || document === null || typeof document !== "object" || Array.isArray(document)) return {};
  const fields = document as Readonly<Record<string, Json>>;
  const textOf = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === "string" ? value : undefined;
  };
  const { payment } = fields;
  return {
    payment: typeof payment === "number" ? payment : undefined,
    order: textOf("order"),
    reference: textOf("reference"),
    receipt: textOf("receipt"),
    day: textOf("day"),
  };
}
