import { defineCommand, needed, optional } from "../../cli/define.ts";

export const issue = defineCommand({
  words: "issue",
  text: {
    en: "issue an approved list, from where the ledger says (Bureau)",
    zh: "发放已审批的名单，从账本记录处继续（科技局）",
  },
  more: {
    en: `After the notice and with all approvals. A hundred vouchers go into a transaction, several of which are under way at a time.
Whatever happens meanwhile, run the same command again: the ledger knows how far the list has come, and issues nothing twice. An item
whose enterprise may not be issued to any more is passed over and named; the others are issued.`,
    zh: "公示期满且审批齐全后办理。每笔交易发放一百张，多笔同时进行。中途无论发生什么，重新运行同一命令即可：账本记录发放进度，不会重复发放。已不符合条件的条目会被跳过并列明，其余照常发放。",
  },
  arguments: {
    plan: needed("PLAN", { en: "the plan that was announced", zh: "公示时的计划文件" }),
  },
  options: {
    report: optional("--report <file>", {
      en: "write a report, a row an item with its voucher: .csv or .xlsx",
      zh: "生成逐项报告，列明券号（.csv 或 .xlsx）",
    }),
  },
  examples: [
    {
      line: "tongdui voucher issue march.plan.json --report issued.xlsx",
      text: { en: "Issue, and list which voucher is whose", zh: "发放，并列出各企业的券号" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/issue.ts")).issue,
});
