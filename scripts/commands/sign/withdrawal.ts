import { defineCommand, several } from "../../cli/define.ts";
import { signing } from "./options.ts";

export const withdrawal = defineCommand({
  words: "withdrawal",
  text: { en: "take back a signature that is not used yet", zh: "撤回尚未使用的签名" },
  more: {
    en: `Only what has not been used can be taken back. Send the file to an office at once; it hands it in with
tongdui order withdraw (of a demand, an offer or a match: tongdui match withdraw), and from then on the signature is worth nothing.`,
    zh: `只能撤回尚未使用的签名。请立即将文件交有关单位，由其用 tongdui order withdraw 提交（需求、供给或对接用 tongdui match withdraw），提交后原签名失效。`,
  },
  arguments: {
    files: several("FILE", { en: "your own signature's files", zh: "您本人的签名文件" }, (typed) => typed, "needed"),
  },
  options: signing,
  examples: [
    {
      line: "tongdui sign withdrawal order-3f2a9c1b-by-529084.json",
      text: { en: "Take an order's signature back:", zh: "撤回订单签名：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/sign/signWithdrawal.ts")).signWithdrawals,
});
