import { defaulting, defineCommand, word } from "../../cli/define.ts";
import { output } from "./options.ts";

export const crossRegion = defineCommand({
  words: "cross-region",
  text: { en: "whose vouchers were spent where", zh: "跨区通兑矩阵（发券区 × 服务机构所在区）" },
  more: {
    en: "A row a district whose vouchers were redeemed, a column a district whose providers redeemed them; what crossed a border, and its share. Redeemed counts paid or not; a rejected redemption counts no more. Paid counts what the banks paid, recovered or not.",
    zh: "每行一个发券区，每列一个服务机构所在区，并列出跨区金额及占比。“核销”含已付与未付，已驳回的不计；“拨付”为银行已付金额，不扣除追回。",
  },
  options: {
    amounts: defaulting(
      "--amounts <kind>",
      { en: "redeemed or paid; redeemed if not given", zh: "redeemed 核销金额或 paid 拨付金额，默认核销" },
      "redeemed",
      word("redeemed", "paid"),
    ),
    ...output,
  },
  examples: [
    { line: "tongdui report cross-region", text: { en: "What was redeemed", zh: "核销金额" } },
    {
      line: "tongdui report cross-region --amounts paid --to matrix.xlsx",
      text: { en: "What was paid, for Excel", zh: "拨付金额，导出 Excel" },
    },
  ],
  work: async () => (await import("../../reports/crossRegion.ts")).reportCrossRegion,
});
