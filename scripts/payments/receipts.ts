/** The bank's file of receipts and returns: every line held against the payment before anything is sent. */
import { isoOfDay, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { amount, choice, code, day, text } from "../tables/cells.ts";
import { column, optional, type Row } from "../tables/column.ts";
import { complaintsError, type Complaint } from "../tables/complaint.ts";
import { readTable, type Table } from "../tables/readTable.ts";
import type { KnownPayment, PaymentItem } from "./payment.ts";
import { isAsRecorded, type ReceiptUse, type Recorded } from "./recorded.ts";

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

export type Receipt = Row<typeof RECEIPTS>;

/** What the bank can have done with an order. */
export const RESULT: Readonly<Record<Receipt["result"], Text>> = {
  paid: { en: "paid", zh: "已付" },
  returned: { en: "returned", zh: "退汇" },
};

export interface Settled {
  readonly item: PaymentItem;
  readonly row: Receipt;
  /** What was recorded of it before this file; undefined while it waits for the bank. */
  readonly before: Recorded | undefined;
}

/** What the file is held against. */
export interface Known {
  readonly payment: KnownPayment;
  /** The ledger's day. */
  readonly today: Day;
  /** By orders. */
  readonly recorded: ReadonlyMap<string, Recorded>;
  readonly usesOf: (receipts: ReadonlySet<string>) => Promise<ReadonlyMap<string, readonly ReceiptUse[]>>;
}

/** @throws TongduiError `FileHasComplaints`; as readTable. */
export async function readReceipts(file: string, known: Known): Promise<Settled[]> {
  const table = await readTable(file, RECEIPTS);
  const complaints: Complaint[] = [];
  const rows: Receipt[] = [];
  for await (const row of table.rows((complaint) => void complaints.push(complaint))) rows.push(row);
  const uses = await known.usesOf(new Set(rows.map(({ receipt }) => receipt)));
  const items = new Map(known.payment.items.map((item) => [item.reference, item]));
  const seen = { reference: new Set<string>(), receipt: new Set<string>() };
  const settled: Settled[] = [];
  for (const row of rows) {
    const item = items.get(row.reference);
    const before = item && known.recorded.get(item.order);
    const wrong =
      twiceIn(table, row, seen) ??
      (item
        ? faultOf(table, { item, row, before }, known, uses)
        : table.complaint(row.line, "reference", notInPayment(row.reference, known.payment.id)));
    if (wrong) complaints.push(wrong);
    else if (item) settled.push({ item, row, before });
  }
  complaints.sort((a, b) => a.line - b.line || a.column - b.column);
  if (complaints.length > 0) throw complaintsError(file, complaints);
  return settled;
}

function twiceIn(
  table: Table<typeof RECEIPTS>,
  row: Receipt,
  seen: Readonly<Record<"reference" | "receipt", Set<string>>>,
): Complaint | undefined {
  for (const name of ["reference", "receipt"] as const) {
    if (seen[name].has(row[name])) return table.complaint(row.line, name, twice(row[name]));
    seen[name].add(row[name]);
  }
  return undefined;
}

function faultOf(
  table: Table<typeof RECEIPTS>,
  { item, row, before }: Settled,
  { payment, today }: Known,
  uses: ReadonlyMap<string, readonly ReceiptUse[]>,
): Complaint | undefined {
  if (item.amount !== row.amount) return table.complaint(row.line, "amount", otherAmount(item, row.amount));
  if (before) {
    if (isAsRecorded(before, row)) return undefined;
    const where = before.result === row.result ? (before.receipt === row.receipt ? "day" : "receipt") : "result";
    return table.complaint(row.line, where, settledOtherwise(item, before, row));
  }
  if (row.day > today) return table.complaint(row.line, "day", notYet(row.day, today));
  if (row.day < payment.openedOn) return table.complaint(row.line, "day", tooEarly(row.day, payment));
  const other = uses.get(row.receipt)?.find(({ order }) => order !== item.order);
  return other && table.complaint(row.line, "receipt", receiptOfOther(row.receipt, other));
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

function settledOtherwise({ reference }: PaymentItem, before: Recorded, row: Receipt): TongduiError {
  const [recorded, inFile] = [sayBank(before), sayBank({ ...row, day: isoOfDay(row.day) })];
  const on = isoOfDay(before.settledOn);
  return new TongduiError(
    "SettledOtherwise",
    {
      en: `${reference} was settled on ${on} as ${recorded.en}; the file says ${inFile.en}.`,
      zh: `${reference} 已于 ${on} 结算登记为：${recorded.zh}；文件为：${inFile.zh}。`,
    },
    {
      hint: {
        en: "What is recorded stays. Money that comes back after it was paid is recorded as a claw-back; what was returned is paid in a new payment.",
        zh: "已登记的内容不能更改。付款后退回的资金按追回登记；已退汇的款项须列入新的拨付批次。",
      },
    },
  );
}

function sayBank({ result, receipt, day: on }: Pick<Recorded, "result" | "receipt" | "day">): Text {
  const { en, zh } = RESULT[result];
  if (receipt === undefined || on === undefined) return { en, zh };
  return { en: `${en}, receipt ${receipt}, ${on}`, zh: `${zh}，流水号 ${receipt}，${on}` };
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

const CHECK_DATE: Text = { en: "Check the date with the bank's receipt.", zh: "请按银行回单核对日期。" };

function notYet(found: Day, today: Day): TongduiError {
  const [written, now] = [isoOfDay(found), isoOfDay(today)];
  return new TongduiError(
    "DateNotYet",
    {
      en: `${written} is still to come: today is ${now} on the ledger.`,
      zh: `${written} 尚未到来：账本当前日期为 ${now}。`,
    },
    { hint: CHECK_DATE },
  );
}

function tooEarly(found: Day, { id, openedOn }: KnownPayment): TongduiError {
  const [written, opened] = [isoOfDay(found), isoOfDay(openedOn)];
  return new TongduiError(
    "DateTooEarly",
    {
      en: `${written} is before ${opened}, the day on which payment ${id} was opened.`,
      zh: `${written} 早于拨付批次 ${id} 的建立日 ${opened}。`,
    },
    { hint: CHECK_DATE },
  );
}

function receiptOfOther(receipt: string, { reference, payment }: ReceiptUse): TongduiError {
  return new TongduiError(
    "ReceiptOfOther",
    {
      en: `The receipt ${receipt} is the one of ${reference}, settled before in payment ${payment}.`,
      zh: `流水号 ${receipt} 此前已用于 ${reference}（拨付批次 ${payment}）的结算。`,
    },
    { hint: { en: "Each order has its own receipt: ask the bank.", zh: "每笔订单对应各自的流水号，请与银行核对。" } },
  );
}
