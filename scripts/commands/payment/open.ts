import { defineCommand, flag, optional, several } from "../../cli/define.ts";
import { count } from "../options.ts";

export const open = defineCommand({
  words: "open",
  text: { en: "put reviewed orders into a payment (Bureau)", zh: "将已审核的订单列入拨付批次（科技局）" },
  more: {
    en: "Redeemed orders can be paid once their public notice is over, no objection stands and their voucher is not frozen. A payment holds up to 100 orders of one district; more make several payments. What cannot be paid yet is listed with its reason. Run it again after an interruption: what is in a payment stays there.",
    zh: "已核销订单在公示期满、无未决异议且双创券未冻结时方可拨付。每个批次最多 100 笔、属同一区；超过则自动分为多个批次。暂不能拨付的订单会列出原因。中断后重新运行即可，已列入批次的不会重复。",
  },
  arguments: {
    orders: several("ORDER", {
      en: "orders by their ids or the beginnings of those",
      zh: "订单编号或其开头部分",
    }),
  },
  options: {
    due: flag("--due", { en: "all that can be paid", zh: "全部可拨付的订单" }),
    district: optional(
      "--district <number>",
      { en: "the home district, where the account serves several", zh: "账户任职于多个区时，指明所属区" },
      count(1, 65_535),
    ),
  },
  examples: [
    { line: "tongdui payment open --due --dry-run", text: { en: "See what can be paid", zh: "查看可拨付的订单" } },
    { line: "tongdui payment open --due", text: { en: "Put all of it into a payment", zh: "全部列入拨付批次" } },
    { line: "tongdui payment open 0x3f9a 0x81c2", text: { en: "These two orders only", zh: "仅列入这两笔订单" } },
  ],
  acts: true,
  work: async () => (await import("../../payments/open.ts")).openPayment,
});
