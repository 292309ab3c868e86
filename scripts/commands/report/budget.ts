import { defineCommand } from "../../cli/define.ts";
import { district, output } from "./options.ts";

export const budget = defineCommand({
  words: "budget",
  text: { en: "budget execution, a row a program", zh: "预算执行情况，每个项目一行" },
  more: {
    en: "Of each program what was approved, issued, locked by orders, redeemed, paid, recovered and returned to the budget, and what can still be issued; with totals by district. Approved = available + unused + locked + redeemed. Issued = unused + locked + redeemed + returned.",
    zh: "逐个项目列出批准、发放、订单锁定、核销、拨付、追回、退回预算的金额及尚可发放的金额，并按区小计。批准＝可发放＋未使用＋锁定＋核销；发放＝未使用＋锁定＋核销＋退回。",
  },
  options: { district, ...output },
  examples: [
    { line: "tongdui report budget", text: { en: "All programs", zh: "全部项目" } },
    {
      line: "tongdui report budget --district 2 --to budget.xlsx",
      text: { en: "Those of district 2, for Excel", zh: "第 2 区的项目，导出 Excel" },
    },
  ],
  work: async () => (await import("../../reports/budget.ts")).reportBudget,
});
