/** `payment settle`: what the bank did with each order, from the file that the bank gave. */
import { isoOfDay } from "../../client/days.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import type { Grid } from "../cli/grid.ts";
import { documentsOf } from "../documents/office.ts";
import type { DocumentStore } from "../documents/store.ts";
import { noteGrid } from "../cli/noteGrid.ts";
import { Directory } from "../registers/directory.ts";
import { paymentOf, type KnownPayment, type PaymentItem } from "./payment.ts";
import { readReceipts, RESULT, type Receipt, type Settled } from "./receipts.ts";
import { BANK_RECEIPT, isAsRecorded, recordedIn, usesOf } from "./recorded.ts";

export interface SettleInput {
  readonly payment: number;
  readonly file: string;
}

/**
 * Settles what the file tells of; an order of the payment that it does not tell of stays open.
 *
 * @throws TongduiError `PaymentUnknown`; with all complaints about the file: a reference of another payment, an amount that is not the
 * order's, a date that cannot be, a receipt of another order, what was recorded otherwise. Nothing is sent then.
 */
export async function settlePayment({ payment: id, file }: SettleInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const payment = await paymentOf(open, id);
    const store = await documentsOf(open);
    const settled = await readReceipts(file, {
      payment,
      today: await open.today(),
      recorded: await recordedIn(open, payment, store),
      usesOf: async (receipts) => usesOf(open, store, receipts),
    });
    context.io.note(sayFile(payment, settled));
    const waiting = settled.filter(({ before }) => before === undefined);
    if (waiting.length > 0) noteGrid(context, rowsOf(waiting, await Directory.open(open)));
    const { outcomes } = await performInBatches(open, {
      title: { en: "Settle orders", zh: "结算订单" },
      items: settled,
      areDone: async (items) => areSettled(open, payment, store, items),
      draft: async (items) =>
        open.ledger.payments.settle.populateTransaction(
          id,
          await Promise.all(
            items.map(async ({ item, row }) => ({
              order: item.order,
              paid: row.result === "paid",
              receipt: await commitReceipt(store, id, item, row),
            })),
          ),
        ),
    });
    return answer(await paymentOf(open, id), settled, outcomes);
  });
}

/** Settled as the file says: what a colleague settled otherwise meanwhile, the ledger refuses. */
async function areSettled(
  open: Acting,
  payment: KnownPayment,
  store: DocumentStore,
  items: readonly Settled[],
): Promise<boolean[]> {
  const recorded = await recordedIn(open, payment, store);
  return items.map(({ item: { order }, row }) => {
    const now = recorded.get(order);
    return now !== undefined && isAsRecorded(now, row);
  });
}

/** The bank's line is kept with its salt; the same line has the same commitment in every run. */
async function commitReceipt(store: DocumentStore, id: number, item: PaymentItem, row: Receipt): Promise<string> {
  return store.commitFor({
    purpose: BANK_RECEIPT,
    subject: `payment ${id} order ${item.order}`,
    document: {
      payment: id,
      order: item.order,
      reference: item.reference,
      amount: item.amount.toString(),
      result: row.result,
      receipt: row.receipt,
      day: isoOfDay(row.day),
      remark: row.remark ?? null,
    },
  });
}

function sayFile({ id, items }: KnownPayment, settled: readonly Settled[]): Text {
  const sum = (result: Receipt["result"]): [number, string] => {
    const some = settled.filter(({ row }) => row.result === result);
    return [some.length, formatFen(some.reduce((total, { item }) => total + item.amount, 0n))];
  };
  const [[paid, paidSum], [returned, returnedSum]] = [sum("paid"), sum("returned")];
  return {
    en: `Payment ${id}, ${counted(items.length, "order")}. By the file the bank paid ${paid} (${paidSum}) and returned ${returned} (${returnedSum}).`,
    zh: `拨付批次 ${id}，共 ${items.length} 笔。按文件，银行已付 ${paid} 笔（${paidSum}），退汇 ${returned} 笔（${returnedSum}）。`,
  };
}

/** What is about to be recorded, a row an order. */
function rowsOf(waiting: readonly Settled[], directory: Directory): Grid {
  return {
    head: [
      { en: "Order", zh: "订单" },
      { en: "payee", zh: "收款人" },
      { en: "amount", zh: "金额" },
      { en: "result", zh: "结果" },
      { en: "receipt", zh: "流水号" },
      { en: "date", zh: "交易日期" },
    ],
    figures: [2],
    rows: waiting.map(({ item: { reference, amount, state }, row: { result, receipt, day } }) => [
      reference,
      directory.label("provider", state.provider),
      formatFen(amount),
      RESULT[result],
      receipt,
      isoOfDay(day),
    ]),
  };
}

function answer(payment: KnownPayment, settled: readonly Settled[], outcomes: readonly ItemOutcome[]): Answer {
  const refused = settled.flatMap(({ row }, i) => {
    const outcome = outcomes[i];
    return outcome?.end === "refused"
      ? [{ line: row.line, reference: row.reference, why: outcome.error.sentence }]
      : [];
  });
  const left = payment.items.filter(({ open }) => open);
  const parts: Part[] = [...saidOf(settled, outcomes), saidPayment(payment, left)];
  if (refused.length > 0) {
    parts.push({
      head: [
        { en: "Line", zh: "行" },
        { en: "reference", zh: "附言" },
        { en: "set aside, because", zh: "被搁置，原因" },
      ],
      rows: refused.map(({ line, reference, why }) => [String(line), reference, why]),
    });
  }
  return {
    data: {
      payment: payment.id,
      paid: payment.paid,
      open: left.map(({ reference }) => reference),
      rows: settled.map(({ row, before }, i) => ({
        line: row.line,
        reference: row.reference,
        result: row.result,
        end: outcomes[i]?.end ?? "",
        settledOn: before ? isoOfDay(before.settledOn) : null,
      })),
      refused: refused.map(({ line, reference, why }) => ({ line, reference, why: why.en })),
    },
    parts,
    ...(refused.length > 0 ? { exit: EXIT.partly } : {}),
  };
}

/** How many were settled now, and how many before. */
function saidOf(settled: readonly Settled[], outcomes: readonly ItemOutcome[]): Text[] {
  const count = (end: ItemOutcome["end"]): number => outcomes.filter((outcome) => outcome.end === end).length;
  const [done, tried, before] = [count("done"), count("tried"), count("before")];
  const said: Text[] = [];
  if (done > 0) said.push({ en: `✓ ${orders(done)} settled.`, zh: `✓ 已结算 ${done} 笔订单。` });
  if (tried > 0)
    said.push({ en: `· ${orders(tried)}: the ledger would take it.`, zh: `· ${tried} 笔订单：账本可以受理。` });
  if (before > 0) {
    const days = settled.flatMap((one) => (one.before ? [isoOfDay(one.before.settledOn)] : []));
    const on = [...new Set(days)].sort();
    said.push({
      en: `✓ ${orders(before)} ${before === 1 ? "was" : "were"} settled before${on.length > 0 ? `, on ${on.join(", ")}` : ""}; nothing was sent for ${before === 1 ? "it" : "them"}.`,
      zh: `✓ ${before} 笔订单此前已结算${on.length > 0 ? `（${on.join("、")}）` : ""}，未重复发送。`,
    });
  }
  return said;
}

function orders(count: number): string {
  return `${count} order${count === 1 ? "" : "s"}`;
}

function saidPayment({ id, paid }: KnownPayment, left: readonly PaymentItem[]): Text {
  if (left.length === 0) {
    return {
      en: `Payment ${id} is closed: ${formatFen(paid)} paid.`,
      zh: `拨付批次 ${id} 已结清：已付 ${formatFen(paid)}。`,
    };
  }
  const waiting = left.map(({ reference }) => reference);
  return {
    en: `Payment ${id}: ${formatFen(paid)} paid; ${orders(left.length)} still wait for the bank: ${waiting.join(", ")}.`,
    zh: `拨付批次 ${id}：已付 ${formatFen(paid)}；仍有 ${left.length} 笔等待银行：${waiting.join("、")}。`,
  };
}
