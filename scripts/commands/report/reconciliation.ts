import { dayWritten } from "../../tables/date.ts";
import { defineCommand, flag, needed, optional, several } from "../../cli/define.ts";
import { count } from "../options.ts";
import { output } from "./options.ts";

export const reconciliation = defineCommand({
  words: "reconciliation",
  text: { en: "the bank's receipts against the ledger", zh: "银行回单与账本核对" },
  more: {
    en: "Compares the bank's files of receipts and returns, the ones that tongdui payment settle reads, with what the ledger has recorded for a district: what the bank has and the ledger has not, the reverse, and where amounts, results or receipts differ. Give all files of the period together; lines that are in several files count once. With --from and --through only what the ledger recorded on these days is expected in the files. Nothing is changed. Exit code 5 says that there is something to look into.",
    zh: "将银行回单和退汇文件（与 tongdui payment settle 使用的格式相同）与账本登记的某区结算逐笔核对：银行有而账本无、账本有而银行无，以及金额、结果、回单不一致的情况。请一次给出该期间的全部文件，多个文件中重复的记录只计一次。用 --from、--through 限定账本结算日后，只要求这些日期的结算在文件中出现。本命令不作任何改动；退出码 5 表示有需要核查的事项。",
  },
  arguments: {
    files: several(
      "FILE",
      { en: "the bank's receipts and returns", zh: "银行回单（含退汇）文件" },
      (typed) => typed,
      "needed",
    ),
  },
  options: {
    district: needed("--district <number>", { en: "whose payments", zh: "核对哪个区的拨付" }, count(1, 65_535)),
    from: optional(
      "--from <date>",
      { en: "the first day of settling on the ledger, as in 2026-06-01", zh: "账本结算日起，例如 2026-06-01" },
      dayWritten,
    ),
    through: optional(
      "--through <date>",
      { en: "the last day of settling on the ledger, as in 2026-06-30", zh: "账本结算日止，例如 2026-06-30" },
      dayWritten,
    ),
    all: flag("--all", { en: "list what agrees, too", zh: "一致的也列出" }),
    ...output,
  },
  examples: [
    {
      line: "tongdui report reconciliation bank.xlsx --district 2",
      text: { en: "All settlements of district 2", zh: "核对第 2 区的全部结算" },
    },
    {
      line: "tongdui report reconciliation june-*.csv --district 2 --from 2026-06-01 --through 2026-06-30 --to june.xlsx",
      text: { en: "A month, for Excel", zh: "核对一个月，导出 Excel" },
    },
  ],
  work: async () => (await import("../../reports/reconciliation.ts")).reportReconciliation,
});
