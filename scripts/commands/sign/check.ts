import { defineCommand, several } from "../../cli/define.ts";
import { deployment } from "./options.ts";

export const check = defineCommand({
  words: "check",
  text: { en: "say what was signed, by whom, and whether it is good", zh: "查看签名内容、签署账户及是否有效" },
  more: {
    en: `Needs no node. It says which account signed; whether that is the party's wallet at the moment, the ledger says when the
signature is submitted.`,
    zh: "无需连接节点。显示签署账户；该账户是否为该单位当前钱包，提交时由账本核验。",
  },
  arguments: {
    files: several(
      "FILE",
      { en: "signatures' files, or folders of them", zh: "签名文件或其所在文件夹" },
      (typed) => typed,
      "needed",
    ),
  },
  options: { deployment },
  examples: [
    {
      line: "tongdui sign check order-3f2a9c1b-by-529084.json",
      text: { en: "What did the other party sign?", zh: "查看对方签署的内容：" },
    },
  ],
  work: async () => (await import("../../orders/sign/checkSignatures.ts")).checkSignatures,
});
