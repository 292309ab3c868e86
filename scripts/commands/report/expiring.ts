import { defaulting, defineCommand } from "../../cli/define.ts";
import { count } from "../options.ts";
import { district, output } from "./options.ts";

export const expiring = defineCommand({
  words: "expiring",
  text: { en: "vouchers about to expire", zh: "即将过期的券" },
  more: {
    en: "Lists the vouchers that can still be used, have something left, and will expire within some days: those whose enterprises should be reminded.",
    zh: "列出尚可使用、仍有余额且将在若干天内过期的券，供提醒企业使用。",
  },
  options: {
    days: defaulting(
      "--days <number>",
      { en: "within how many days from today; 30 if not given", zh: "自今日起多少天内，默认 30" },
      30,
      count(0, 3_660),
    ),
    district,
    ...output,
  },
  examples: [
    { line: "tongdui report expiring --days 14", text: { en: "The next two weeks", zh: "未来两周" } },
    {
      line: "tongdui report expiring --days 60 --to expiring.xlsx",
      text: { en: "Two months, for Excel", zh: "两个月，导出 Excel" },
    },
  ],
  work: async () => (await import("../../reports/expiring.ts")).reportExpiring,
});
