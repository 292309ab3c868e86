/** `match record`: orders are recorded under the matches that they name. Anyone may do it: both parties have signed the name. */
import { ZeroHash } from "ethers";
import { searchLogs } from "../../client/deploy/logs.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { pairOf } from "../../client/matching/standing.ts";
import type { Order } from "../../client/messages.ts";
import { shortHex } from "../../client/text/ids.ts";
import { acting, type Acting } from "../chain/acting.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { placedTerms } from "../orders/placedTerms.ts";
import { OrderFinder } from "../orders/whichOrder.ts";
import { answerMatchRows, handInAll, sorted, type Sorted, type Words } from "./rows.ts";

const WORDS: Words = {
  done: { en: "recorded", zh: "已登记在对接之下" },
  before: { en: "recorded before", zh: "此前已登记" },
  tried: { en: "could be recorded", zh: "可以登记" },
};

/**
 * Of some orders; where none is named, of all that name a match and are not recorded under it yet.
 *
 * @throws TongduiError as acting, OrderFinder.find, performInBatches.
 */
export async function recordOrders(input: { readonly orders: readonly string[] }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const finder = new OrderFinder(open);
    const named: string[] = [];
    for (const typed of input.orders) named.push((await finder.find(typed)).order);
    const orders = named.length > 0 ? named : await thatNameMatches(open);
    const terms = await placedTerms(open, orders);
    const judged: Sorted[] = [];
    for (const order of orders) judged.push(await judge(open, order, terms.get(order)));
    const rows = await handInAll(open, { en: "Record orders under their matches", zh: "将订单登记在对接之下" }, judged);
    if (rows.length === 0) return { data: { rows: [] }, parts: [NONE] };
    return answerMatchRows(rows, WORDS);
  });
}

const NONE = {
  en: "Every order that names a match is recorded under it.",
  zh: "关联了对接的订单均已登记在其对接之下。",
};

async function judge(open: Acting, order: string, terms: Order | undefined): Promise<Sorted> {
  const { matching } = open.ledger;
  const known = { kind: "order", id: order, files: [] };
  const isDone = async (): Promise<boolean> => (await matching.matchOfOrder(order)) !== ZeroHash;
  return sorted(known, async () => {
    if (!terms || terms.referenceTo === ZeroHash) throw namesNone(order);
    if (await isDone()) return { row: { ...known, end: "before" } };
    const draft = async () => matching.recordOrder.populateTransaction(terms.referenceTo, terms);
    const refused = await open.outbox.refusalOf(await draft());
    if (refused) throw refused;
    return { item: { ...known, isDone, draft } };
  });
}

/** Orders whose reference is a match on the ledger, and that stand under none. */
async function thatNameMatches(open: Acting): Promise<string[]> {
  const { nodes, ledger, deployment } = open;
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderPlaced").fragment;
  const logs = await searchLogs(nodes, { address, topics: [topicHash], from, to: await nodes.getBlockNumber() });
  const found: string[] = [];
  for (const { topics, data } of logs) {
    const { terms } = ledger.orders.interface.decodeEventLog("OrderPlaced", data, topics) as unknown as {
      readonly terms: { readonly referenceTo: string };
    };
    const order = topics[1] ?? "";
    if (terms.referenceTo === ZeroHash || (await ledger.matching.matchOfOrder(order)) !== ZeroHash) continue;
    // A reference may be of something else.
    if (await pairOf(open.ledger, terms.referenceTo)) found.push(order);
  }
  return found;
}

function namesNone(order: string): TongduiError {
  return new TongduiError("OrderNamesNoMatch", {
    en: `The order ${shortHex(order)} names no match: its reference is empty.`,
    zh: `订单 ${shortHex(order)} 未关联对接。`,
  });
}
