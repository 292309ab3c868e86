import { defineCommand, needed } from "../../cli/define.ts";
import { payment } from "./payment.ts";

export const settle = defineCommand({
  words: "settle",
  text: { en: "record what the bank did with each order (Finance)", zh: "登记银行对每笔订单的处理结果（财政局）" },
  more: {
    en: "The bank's table (CSV or Excel) has a line an order: reference, amount, result (paid or returned), receipt number, date. Each line is compared with the ledger before anything is sent; one wrong line and nothing is: a date that is still to come or before the payment was opened, a receipt of another order, or what contradicts the record. Every order is shown before you are asked. Lines can come in several files: what a file does not tell of stays open. Another account than the one that opened the payment settles it. What the bank returned can be put into a new payment.",
    zh: "银行表格（CSV 或 Excel）每笔一行：附言、金额、结果（成功或退汇）、流水号、日期。发送前逐行与账本核对，任何一行有误则全部不发送：例如交易日期晚于账本当日或早于批次建立日、流水号已用于其他订单、与已登记内容不符。确认前逐笔列出。可分多个文件陆续登记，文件未涉及的订单仍待处理。结算账户须不同于建立批次的账户。退汇的订单可列入新的批次。",
  },
  arguments: {
    payment,
    file: needed("FILE", { en: "the bank's receipts and returns", zh: "银行回单（含退汇）文件" }),
  },
  examples: [
    { line: "tongdui payment settle 12 bank.csv --dry-run", text: { en: "Compare only", zh: "只核对，不登记" } },
    { line: "tongdui payment settle 12 bank.csv", text: { en: "Settle payment 12", zh: "结算 12 号批次" } },
  ],
  acts: true,
  work: async () => (await import("../../payments/settle.ts")).settlePayment,
});
