import { defineCommand, flag } from "../../cli/define.ts";
import { district, output } from "./options.ts";

export const payments = defineCommand({
  words: "payments",
  text: { en: "payments and their states", zh: "拨付批次及其状态" },
  more: {
    en: "A row a payment: when it was opened, its orders and total, and what the bank has paid, returned and not answered. With --orders a row an order; one that was returned stands in every payment that it was in.",
    zh: "每个批次一行：建立日、订单数、总额，以及银行已付、退汇、待处理的金额。加 --orders 则每笔订单一行；曾被退汇的订单在其所属的每个批次中各列一行。",
  },
  options: {
    orders: flag("--orders", { en: "a row an order instead of a row a payment", zh: "按订单逐笔列出" }),
    district,
    ...output,
  },
  examples: [
    {
      line: "tongdui report payments --district 2",
      text: { en: "The payments of district 2", zh: "第 2 区的拨付批次" },
    },
    {
      line: "tongdui report payments --orders --to payments.xlsx",
      text: { en: "Every order in a payment, for Excel", zh: "全部批次的订单明细，导出 Excel" },
    },
  ],
  work: async () => (await import("../../reports/payments.ts")).reportPayments,
});
