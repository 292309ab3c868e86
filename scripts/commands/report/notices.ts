import { defineCommand, optional } from "../../cli/define.ts";
import { count } from "../options.ts";
import { output } from "./options.ts";

export const notices = defineCommand({
  words: "notices",
  text: { en: "what is in public notice", zh: "公示清单" },
  more: {
    en: "Announced lists, countersigned admissions and redeemed orders whose public notice runs today, and those that an objection holds after it. The last column is what tongdui object takes. The last day counts in full.",
    zh: "列出今日处于公示期的拟发放名单、已会签的入库申请和已核销订单，以及公示期满但因异议未处理而不能继续的事项。最后一列即 tongdui object 所需的编号。截止日当天仍在公示期内。",
  },
  options: {
    district: optional(
      "--district <number>",
      {
        en: "on which this district may object: its own, and orders of its providers; all if not given",
        zh: "只列该区可提出异议的事项（本区事项及本区机构的订单），默认全部",
      },
      count(1, 65_535),
    ),
    ...output,
  },
  examples: [
    { line: "tongdui report notices", text: { en: "All notices", zh: "全部公示" } },
    {
      line: "tongdui report notices --district 2 --to notices.csv",
      text: { en: "Those of district 2, as a file", zh: "第 2 区的公示，存为文件" },
    },
  ],
  work: async () => (await import("../../reports/notices.ts")).reportNotices,
});
