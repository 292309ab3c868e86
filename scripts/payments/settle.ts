/** `payment settle`: what the bank did with each order, from the file that the bank gave. */
import { isoOfDay } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { documentsOf } from "../documents/office.ts";
import type { DocumentStore } from "../documents/store.ts";
import { amount, choice, code, day, text } from "../tables/cells.ts";
import { column, optional, type Row } from "../tables/column.ts";
import { complaintsError, type Complaint } from "../tables/complaint.ts";
import { readTable, type Table } from "../tables/readTable.ts";
import { paymentOf, type KnownPayment, type PaymentItem } from "./payment.ts";

/** What a bank's file of receipts and returns says. */
export const RECEIPTS = {
  reference: column(["附言", "Reference", "Remark"], code),
  amount: column(["金额", "Amount"], amount),
  result: column(
    ["结果", "交易状态", "Result"],
    choice({ paid: ["成功", "已付", "paid", "success"], returned: ["退汇", "失败", "退回", "returned", "failed"] }),
  ),
  receipt: column(["流水号", "交易流水号", "回单号", "Receipt", "Bank reference"], code),
  day: column(["交易日期", "日期", "Date"], day),
  account: optional(["收款账号", "账号", "Account"], code),
  remark: optional(["退汇原因", "备注", "Reason", "Note"], text),
};

type Receipt = Row<typeof RECEIPTS>;

export interface SettleInput {
  readonly payment: number;
  readonly file: string;
}

interface Settled {
  readonly item: PaymentItem;
  readonly row: Receipt;
}

/**
 * Settles what the file tells of; an order of the payment that it does not tell of stays open.
 *
 * @throws TongduiError `PaymentUnknown`; with all complaints about the file: a reference of another payment, an amount that is not the
 * order's, a reference or receipt that is there twice. Nothing is sent then.
 */
export async function settlePayment({ payment: id, file }: SettleInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const payment = await paymentOf(open, id);
    const settled = await readReceipts(file, payment);
    const store = await documentsOf(open);
    context.io.note(sayFile(payment, settled));
    const { outcomes } = await performInBatches(open, {
      title: { en: "Settle orders", zh: "结算订单" },
      items: settled,
      areDone: async (items) => areSettled(open, id, items),
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
async function areSettled(open: Acting, id: number, items: readonly Settled[]): Promise<boolean[]> {
  const now = new Map((await paymentOf(open, id)).items.map((item) => [item.order, item]));
  return items.map(({ item: { order }, row }) => {
    const item = now.get(order);
    return item !== undefined && !item.open && isPaidIn(item, id) === (row.result === "paid");
  });
}

/** The bank's line is kept with its salt; the same line has the same commitment in every run. */
async function commitReceipt(store: DocumentStore, id: number, item: PaymentItem, row: Receipt): Promise<string> {
  return store.commitFor({
    purpose: "bank receipt",
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

async function readReceipts(file: string, payment: KnownPayment): Promise<Settled[]> {
  const table = await readTable(file, RECEIPTS);
  const complaints: Complaint[] = [];
  const items = new Map(payment.items.map((item) => [item.reference, item]));
  const settled: Settled[] = [];
  const seen = { reference: new Set<string>(), receipt: new Set<string>() };
  for await (const row of table.rows((complaint) => void complaints.push(complaint))) {
    const item = items.get(row.reference);
    const wrong = faultOf(table, row, item, payment, seen);
    if (wrong) complaints.push(wrong);
    else if (item) settled.push({ item, row });
  }
  if (complaints.length > 0) throw complaintsError(file, complaints);
  return settled;
}

function faultOf(
  table: Table<typeof RECEIPTS>,
  row: Receipt,
  item: PaymentItem | undefined,
  payment: KnownPayment,
  seen: Readonly<Record<"reference" | "receipt", Set<string>>>,
): Complaint | undefined {
  for (const name of ["reference", "receipt"] as const) {
    if (seen[name].has(row[name])) return table.complaint(row.line, name, twice(row[name]));
    seen[name].add(row[name]);
  }
  if (!item) return table.complaint(row.line, "reference", notInPayment(row.reference, payment.id));
  const isPaid = isPaidIn(item, payment.id);
  if (!item.open && isPaid !== (row.result === "paid"))
    return table.complaint(row.line, "result", settledOtherwise(item, isPaid));
  if (item.amount !== row.amount) return table.complaint(row.line, "amount", otherAmount(item, row.amount));
  return undefined;
}

function isPaidIn({ state }: PaymentItem, payment: number): boolean {
  return state.stage === "Paid" && state.payment === payment;
}

function sayFile({ id, items }: KnownPayment, settled: readonly Settled[]): Text {
  const sum = (result: Receipt["result"]): [number, string] => {
    const some = settled.filter(({ row }) => row.result === result);
    return [some.length, formatFen(some.reduce((total, { item }) => total + item.amount, 0n))];
  };
  const [[paid, paidSum], [returned, returnedSum]] = [sum("paid"), sum("returned")];
  return {
    en: `Payment ${id}, ${items.length} orders. The bank paid ${paid} (${paidSum}) and returned ${returned} (${returnedSum}).`,
    zh: `拨付批次 ${id}，共 ${items.length} 笔。银行已付 ${paid} 笔（${paidSum}），退汇 ${returned} 笔（${returnedSum}）。`,
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
  return {
    data: {
      payment: payment.id,
      paid: payment.paid,
      open: left.map(({ reference }) => reference),
      rows: settled.map(({ row }, i) => ({
        line: row.line,
        reference: row.reference,
        result: row.result,
        end: outcomes[i]?.end ?? "",
      })),
      refused: refused.map(({ line, reference, why }) => ({ line, reference, why: why.en })),
    },
    parts: [
      left.length === 0
        ? {
            en: `Payment ${payment.id} is closed: ${formatFen(payment.paid)} paid.`,
            zh: `拨付批次 ${payment.id} 已结清：已付 ${formatFen(payment.paid)}。`,
          }
        : {
            en: `Payment ${payment.id}: ${formatFen(payment.paid)} paid; ${left.length} orders still wait for the bank: ${left.map(({ reference }) => reference).join(", ")}.`,
            zh: `拨付批次 ${payment.id}：已付 ${formatFen(payment.paid)}；仍有 ${left.length} 笔等待银行：${left.map(({ reference }) => reference).join("、")}。`,
          },
      ...(refused.length > 0
        ? [
            {
              head: [
                { en: "Line", zh: "行" },
                { en: "reference", zh: "附言" },
                { en: "set aside, because", zh: "被搁置，原因" },
              ],
              rows: refused.map(({ line, reference, why }) => [String(line), reference, why]),
            },
          ]
        : []),
    ],
    ...(refused.length > 0 ? { exit: EXIT.partly } : {}),
  };
}

function twice(value: string): TongduiError {
  return new TongduiError("LineTwice", { en: `${value} is in the file twice.`, zh: `${value} 在文件中重复出现。` });
}

function notInPayment(reference: string, id: number): TongduiError {
  return new TongduiError(
    "ReferenceUnknown",
    { en: `${reference} is not a reference of payment ${id}.`, zh: `${reference} 不是拨付批次 ${id} 的附言。` },
    {
      hint: {
        en: "References look like TD12-3, as the exported list has them.",
        zh: "附言形如 TD12-3，见导出的拨付清单。",
      },
    },
  );
}

function settledOtherwise({ reference }: PaymentItem, isPaid: boolean): TongduiError {
  const said = isPaid ? { en: "paid", zh: "已付" } : { en: "returned", zh: "退汇" };
  return new TongduiError(
    "SettledOtherwise",
    {
      en: `${reference} was settled as ${said.en} before, and the file says otherwise.`,
      zh: `${reference} 此前已按“${said.zh}”结算，与文件不符。`,
    },
    {
      hint: {
        en: "Money that comes back after it was paid is recorded as a claw-back; what was returned is paid in a new payment.",
        zh: "付款后退回的资金按追回登记；已退汇的款项须列入新的拨付批次。",
      },
    },
  );
}

function otherAmount({ reference, amount: expected }: PaymentItem, found: bigint): TongduiError {
  return new TongduiError(
    "AmountDiffers",
    {
      en: `${reference} is ${formatFen(expected)} on the ledger, and ${formatFen(found)} in the file.`,
      zh: `${reference} 在账本上为 ${formatFen(expected)}，而文件中为 ${formatFen(found)}。`,
    },
    { hint: { en: "Ask the bank before settling.", zh: "请先与银行核对再结算。" } },
  );
}
