/** `report reconciliation`: the bank's receipts and returns against the ledger's settlements. */
import { isoOfDay, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { DocumentStore } from "../documents/store.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { readBankLines, type BankLines } from "./bankLines.ts";
import { askedDistrict, saidDistrict } from "./district.ts";
import { giveReport, type Line, type Report } from "./give.ts";
import { AGREEING, compare, paidByBank, paidByLedger, type Compared, type Finding } from "./reconcile.ts";
import { settlementsOf } from "./settlements.ts";
import { tableFile, type Output } from "./tableFile.ts";
import { openView, type LedgerView } from "./view.ts";
import { partyLabel, TOTAL } from "./words.ts";

export const RECONCILIATION = defineSheet({
  title: { en: "Bank reconciliation", zh: "银行对账表" },
  columns: {
    finding: { heading: { en: "Finding", zh: "核对结果" }, kind: "text" },
    reference: { heading: { en: "Reference", zh: "附言" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    bankResult: { heading: { en: "Bank: result", zh: "银行：结果" }, kind: "text" },
    bankAmount: { heading: { en: "Bank: amount", zh: "银行：金额" }, kind: "amount" },
    bankDay: { heading: { en: "Bank: date", zh: "银行：交易日期" }, kind: "day" },
    bankReceipt: { heading: { en: "Bank: receipt", zh: "银行：流水号" }, kind: "text" },
    ledgerResult: { heading: { en: "Ledger: result", zh: "账本：结果" }, kind: "text" },
    ledgerAmount: { heading: { en: "Ledger: amount", zh: "账本：金额" }, kind: "amount" },
    ledgerDay: { heading: { en: "Ledger: settled on", zh: "账本：结算日" }, kind: "day" },
    difference: { heading: { en: "Bank paid more by", zh: "已付差额（银行－账本）" }, kind: "amount" },
    receipt: { heading: { en: "Receipt on the ledger", zh: "账本回单凭证" }, kind: "text" },
    place: { heading: { en: "File and line", zh: "文件与行号" }, kind: "text" },
    remark: { heading: { en: "Bank: remark", zh: "银行：备注" }, kind: "text" },
    order: { heading: { en: "Order", zh: "订单编号" }, kind: "hash" },
  },
});

export const FINDING: Readonly<Record<Finding, Text>> = {
  unknown: { en: "in no payment of the district", zh: "不在本区任何拨付批次中" },
  several: { en: "several lines of the bank differ", zh: "银行有多条不同记录" },
  receiptTwice: { en: "one receipt for several orders", zh: "同一流水号对应多笔订单" },
  result: { en: "results differ", zh: "结果不一致" },
  amount: { en: "amounts differ", zh: "金额不一致" },
  receipt: { en: "another receipt was recorded", zh: "登记的回单与银行不一致" },
  notOnLedger: { en: "the ledger has not recorded it", zh: "银行有、账本未登记" },
  notAtBank: { en: "the bank's files have it not", zh: "账本有、银行文件无" },
  waiting: { en: "waits for the bank", zh: "待银行处理" },
  agrees: { en: "agrees", zh: "一致" },
};

const RESULT = {
  paid: { en: "paid", zh: "已付" },
  returned: { en: "returned", zh: "退汇" },
  open: { en: "open", zh: "未结算" },
} as const;

const RECEIPT = {
  same: { en: "same", zh: "一致" },
  differs: { en: "differs", zh: "不一致" },
  "not kept": { en: "not kept here", zh: "本单位未存" },
} as const;

/** @param all also what agrees. */
export function reconciliation(
  view: LedgerView,
  compared: readonly Compared[],
  all: boolean,
): Report<typeof RECONCILIATION> {
  const differing = compared.filter(({ finding }) => !AGREEING.includes(finding));
  const listed = all ? compared : differing;
  const difference = listed.reduce((sum, one) => sum + one.difference, 0n);
  const total: Line<typeof RECONCILIATION> = { total: true, cells: { finding: TOTAL, difference } };
  const sums = sumsOf(compared);
  return {
    sheet: RECONCILIATION,
    lines: [...listed.map((one) => ({ cells: rowOf(view, one) })), ...(listed.length > 0 ? [total] : [])],
    remarks: said(compared, differing.length, sums),
    facts: {
      ...sums,
      agreeing: compared.filter(({ finding }) => finding === "agrees").length,
      waiting: compared.filter(({ finding }) => finding === "waiting").length,
      differing: differing.length,
    },
    ...(differing.length > 0 ? { exit: EXIT.difference } : {}),
  };
}

function rowOf(view: LedgerView, { finding, line, item, receipt, difference }: Compared): Entry<typeof RECONCILIATION> {
  return {
    finding: FINDING[finding],
    reference: line?.reference ?? item?.reference,
    provider: item && partyLabel(view, "provider", item.provider),
    bankResult: line && RESULT[line.result],
    bankAmount: line?.amount,
    bankDay: line?.day,
    bankReceipt: line?.receipt,
    ledgerResult: item && RESULT[item.settled === undefined ? "open" : item.settled.paid ? "paid" : "returned"],
    ledgerAmount: item?.amount,
    ledgerDay: item?.settledOn,
    difference,
    receipt: receipt && RECEIPT[receipt],
    place: line && `${line.file}:${line.line}`,
    remark: line?.remark,
    order: item?.order,
  };
}

interface Sums {
  /** Fen. */
  readonly bankPaid: bigint;
  readonly bankReturned: bigint;
  readonly ledgerPaid: bigint;
  readonly ledgerReturned: bigint;
}

/** Of all that was compared; an order of several lines counts once on the ledger's side. */
function sumsOf(compared: readonly Compared[]): Sums & Readonly<Record<string, bigint>> {
  const lines = compared.flatMap(({ line }) => (line ? [line] : []));
  const items = [...new Set(compared.flatMap(({ item }) => (item ? [item] : [])))];
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
  return {
    bankPaid: sum(lines.map(paidByBank)),
    bankReturned: sum(lines.map((line) => (line.result === "returned" ? line.amount : 0n))),
    ledgerPaid: sum(items.map(paidByLedger)),
    ledgerReturned: sum(items.map((item) => (item.settled?.paid === false ? item.amount : 0n))),
  };
}

function said(compared: readonly Compared[], differing: number, sums: Sums): Text[] {
  const [bankPaid, bankReturned] = [formatFen(sums.bankPaid), formatFen(sums.bankReturned)];
  const [ledgerPaid, ledgerReturned] = [formatFen(sums.ledgerPaid), formatFen(sums.ledgerReturned)];
  const agreeing = compared.filter(({ finding }) => finding === "agrees").length;
  const unkept = compared.filter(({ receipt }) => receipt === "not kept").length;
  return [
    {
      en: `The bank paid ${bankPaid} and returned ${bankReturned}; the ledger recorded ${ledgerPaid} as paid and ${ledgerReturned} as returned.`,
      zh: `银行已付 ${bankPaid}、退汇 ${bankReturned}；账本登记已付 ${ledgerPaid}、退汇 ${ledgerReturned}。`,
    },
    differing === 0
      ? { en: `Bank and ledger agree on ${counted(agreeing, "order")}.`, zh: `银行与账本一致，共核对 ${agreeing} 笔。` }
      : {
          en: `${differing} to be looked into; ${agreeing} agree.`,
          zh: `${differing} 项需要核查，${agreeing} 笔一致。`,
        },
    ...(unkept > 0
      ? [
          {
            en: `The receipts of ${unkept} settlements are not kept in this office, so only amounts and results were compared.`,
            zh: `有 ${unkept} 笔结算的回单不在本单位保存，只核对了金额和结果。`,
          },
        ]
      : []),
  ];
}

export interface ReconciliationInput extends Output {
  readonly files: readonly string[];
  readonly district: number;
  readonly from: Day | undefined;
  readonly through: Day | undefined;
  readonly all: boolean;
}

/** @throws TongduiError `UsageWrong`, `DistrictUnknown`; as readBankLines. */
export async function reportReconciliation(
  { files, district: asked, from, through, all, ...output }: ReconciliationInput,
  context: Context,
): Promise<Answer> {
  const out = await tableFile(output);
  if (from !== undefined && through !== undefined && from > through) throw daysReversed();
  return reading(context, async (open) => {
    const bank = await readBankLines(files);
    const view = await openView(open);
    const district = askedDistrict(view, asked) ?? 0n;
    const { kept } = await (await DocumentStore.open(open.profile.documents)).list();
    const documents = new Map(kept.map(({ commitment, document }) => [commitment, document]));
    const compared = compare({
      lines: bank.lines,
      items: settlementsOf(view, district),
      from,
      through,
      documentOf: (commitment) => documents.get(commitment),
    });
    const about = aboutOf(saidDistrict(view, district), bank, from, through);
    return giveReport({ ...reconciliation(view, compared, all), about }, view, out, context);
  });
}

function aboutOf(
  district: Text,
  { lines, repeated }: BankLines,
  from: Day | undefined,
  through: Day | undefined,
): Text {
  const en = [`${district.en}; ${lines.length} lines of the bank`];
  const zh = [`${district.zh}；银行记录 ${lines.length} 条`];
  if (repeated > 0) {
    en.push(` (${repeated} more repeated others)`);
    zh.push(`（另有 ${repeated} 条重复，未计）`);
  }
  if (from !== undefined || through !== undefined) {
    const [first, last] = [from, through].map((day) => (day === undefined ? "" : isoOfDay(day)));
    en.push(`; settlements recorded${first ? ` from ${first}` : ""}${last ? ` through ${last}` : ""}`);
    zh.push(`；账本结算日${first ? `自 ${first}` : ""}${last ? `至 ${last}` : ""}`);
  }
  return { en: en.join(""), zh: zh.join("") };
}

function daysReversed(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "--from is a later day than --through.",
    zh: "--from 的日期晚于 --through。",
  });
}
