import { defineCommand, needed, optional } from "../../cli/define.ts";
import { count } from "../options.ts";
import { output } from "./options.ts";

export const provider = defineCommand({
  words: "provider",
  text: { en: "a provider's statement", zh: "服务机构对账单" },
  more: {
    en: "A row an order of the provider: its stage, what is locked for it, redeemed, to be paid, in a payment and paid, what the provider was ordered to pay back, and what of that was recovered or written off. Redeemed = to be paid + in a payment + paid. Owed = ordered back − recovered − written off.",
    zh: "该机构的订单每笔一行：状态、锁定、已核销、待拨付、支付中、已拨付的金额，以及责令退回、已追回、已核减的金额。已核销＝待拨付＋支付中＋已拨付；尚欠＝责令退回－已追回－已核减。",
  },
  arguments: {
    provider: needed("PROVIDER", {
      en: "a provider, as in P1-1, or its credit code",
      zh: "服务机构编号，例如 P1-1，或其统一社会信用代码",
    }),
  },
  options: {
    district: optional(
      "--district <number>",
      { en: "on vouchers of this district alone; all if not given", zh: "只列该区的券，默认全部" },
      count(1, 65_535),
    ),
    ...output,
  },
  examples: [
    { line: "tongdui report provider P1-1", text: { en: "All orders of a provider", zh: "某机构的全部订单" } },
    {
      line: "tongdui report provider P1-1 --district 2 --to statement.xlsx",
      text: { en: "Those on vouchers of district 2, for Excel", zh: "其中使用第 2 区券的订单，导出 Excel" },
    },
  ],
  work: async () => (await import("../../reports/provider.ts")).reportProvider,
});
