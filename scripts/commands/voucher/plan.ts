import { defaulting, defineCommand, flag, needed, optional } from "../../cli/define.ts";
import { parseProgram } from "../../../client/ids.ts";
import { count } from "../options.ts";

export const plan = defineCommand({
  words: "plan",
  text: { en: "check a file of vouchers and make the plan of it", zh: "核对发放名单并生成计划文件" },
  more: {
    en: `The file is CSV or Excel: a column "Enterprise" (2-15) or "Credit code", a column "Face" in yuan, and if you like a column
"Note". Every row is checked: whether the enterprise is known, of this district and active, the greatest face, what the group may still
be issued this year, whether it stands in the file twice; and of the whole: whether the program is open, its budget, and whether the
same list was announced before. If anything is wrong, all of it is named with line and column, and no plan is made.

The plan goes from officer to officer: it is announced, approved and issued just as it is. The same file makes the same plan.`,
    zh: `文件为 CSV 或 Excel，需有“企业编号”（如 2-15）或“统一社会信用代码”列、“面额”列（单位：元），可另有“备注”列。
逐行核对：企业是否已登记、是否属于本区、状态是否正常、单张最大面额、集团年度余额、表内是否重复；并核对整体：项目是否开放、
预算是否充足、同一名单是否已公示。如有问题，按行、列逐一列出，不生成计划。

计划文件在各经办人之间传递，公示、审批、发放均以它为准。同一文件生成的计划完全相同。`,
  },
  arguments: {
    file: needed("FILE", { en: "the rows, .csv or .xlsx", zh: "名单文件（.csv 或 .xlsx）" }),
  },
  options: {
    program: needed(
      "--program <id>",
      { en: "the program that is drawn on, as in 3", zh: "项目编号，例如 3" },
      parseProgram,
    ),
    out: optional("--out <file>", {
      en: "the plan's file (default: the file's name with .plan.json)",
      zh: "计划文件名（默认：原文件名加 .plan.json）",
    }),
    report: optional("--report <file>", {
      en: "write a report, a row each row of the file: .csv or .xlsx",
      zh: "生成逐行报告（.csv 或 .xlsx）",
    }),
    allowRepeats: flag("--allow-repeats", {
      en: "an enterprise may stand in the list more than once",
      zh: "允许同一企业在名单中出现多次",
    }),
    again: defaulting(
      "--again <number>",
      {
        en: "an equal list was announced before, and this is meant to be one more: the first (1), the second (2) … (default: 0)",
        zh: "此前已公示相同名单，本次为有意再次发放的第几次（默认 0，即首次）",
      },
      0,
      count(0, 1_000),
    ),
  },
  examples: [
    {
      line: "tongdui voucher plan march.xlsx --program 3 --report march-report.xlsx",
      text: { en: "Check a workbook, with a report a row", zh: "核对工作簿，并生成逐行报告" },
    },
    {
      line: "tongdui voucher plan march.csv --program 3 --dry-run",
      text: { en: "Only check, and write nothing", zh: "只核对，不写入任何文件" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/plan.ts")).plan,
});
