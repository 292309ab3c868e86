import { defaulting, defineCommand, needed, optional } from "../../cli/define.ts";
import { count, reason } from "../options.ts";

export const correct = defineCommand({
  words: "correct",
  text: {
    en: "revoke what was issued wrongly, and make the right list ready (Bureau)",
    zh: "更正已发放的双创券：提出撤销并生成更正名单（科技局）",
  },
  more: {
    en: `The table is CSV or Excel: a column "Voucher", and "Enterprise" or "Credit code", or "Face", or both, with what is right; what a row
leaves blank stays as it was. Rows are checked as voucher plan does, with what revoking gives back counted in. Then:

1. This command proposes to revoke the vouchers and makes the plan of the list that takes their place.
2. The home Approver confirms: tongdui voucher revoke --file FILE --confirm
3. The list goes the way of every list: announce, approve, issue, with that plan. It cannot be announced before all are revoked.

Old and new stay linked: the decision's document of the new list names the vouchers whose place it takes, the plan too, and the list's id
on the ledger is made of them; tongdui voucher show tells both ways. Run this command again at any stage, with the same table and reason:
it does what is missing, nothing twice, and says what comes next.`,
    zh: `表格为 CSV 或 Excel，需有“券号”列，并有“企业编号”（或“统一社会信用代码”）、“面额”中的一列或两列，填写正确的内容；留空的保持不变。
按 voucher plan 的规则逐行核对，撤销退回的金额和额度一并计入。步骤如下：

1. 本命令提出撤销，并生成更正名单的计划文件。
2. 所属区审批人确认：tongdui voucher revoke --file 文件 --confirm
3. 更正名单按常规以该计划文件公示、审批、发放；全部撤销之前不能公示。

新旧之间的对应关系可查：新名单的决定文件和计划文件列明所更正的券号，账本上的名单编号亦由其生成；voucher show 双向显示。
任何阶段均可用同一表格和理由重新运行本命令：只补办未完成的部分，不会重复，并提示下一步。`,
  },
  arguments: { file: needed("FILE", { en: "the corrections, .csv or .xlsx", zh: "更正表（.csv 或 .xlsx）" }) },
  options: {
    reason: needed(reason.form, reason.text),
    out: optional("--out <file>", {
      en: "the plan's file (default: the file's name with .plan.json)",
      zh: "计划文件名（默认：原文件名加 .plan.json）",
    }),
    again: defaulting(
      "--again <number>",
      {
        en: "the list in their place was withdrawn, and this is to be another one: the first (1), the second (2) … (default: 0)",
        zh: "更正名单已撤回，本次为另制的第几份（默认 0，即首次）",
      },
      0,
      count(0, 1_000),
    ),
  },
  examples: [
    {
      line: 'tongdui voucher correct corrections.xlsx --reason "Two faces were interchanged"',
      text: { en: "The Bureau begins, and looks later how far it is:", zh: "科技局发起，之后可再次运行查看进度：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/correct/correct.ts")).correctVouchers,
});
