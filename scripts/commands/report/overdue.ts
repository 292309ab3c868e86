import { defaulting, defineCommand } from "../../cli/define.ts";
import { count } from "../options.ts";
import { district, output } from "./options.ts";

export const overdue = defineCommand({
  words: "overdue",
  text: { en: "overdue payments and unresolved objections", zh: "逾期未付款项与未处理异议" },
  more: {
    en: "Lists what waits for an officer: orders that could be paid and are not, payments that the bank has not answered, claims on which the enterprise was silent through the grace period, and objections that nobody has ended.",
    zh: "列出待办事项：可以拨付而未拨付的订单、银行尚未回执的拨付、宽限期内企业未答复的核销申请，以及尚未处理的异议。",
  },
  options: {
    days: defaulting(
      "--days <number>",
      { en: "only what has waited for more days than this; 0 if not given", zh: "只列等待超过该天数的事项，默认 0" },
      0,
      count(0, 3_660),
    ),
    district,
    ...output,
  },
  examples: [
    { line: "tongdui report overdue", text: { en: "All that waits", zh: "全部待办事项" } },
    {
      line: "tongdui report overdue --days 15 --to overdue.csv",
      text: { en: "What has waited for more than fifteen days, as a file", zh: "等待超过 15 天的事项，存为文件" },
    },
  ],
  work: async () => (await import("../../reports/overdue.ts")).reportOverdue,
});
