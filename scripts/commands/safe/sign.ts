import { defineCommand, flag, needed, optional } from "../../cli/define.ts";

export const sign = defineCommand({
  words: "sign",
  text: { en: "sign a decision; needs no node", zh: "签署决定，无需连接节点" },
  more: {
    en: `What the decision does is read from its transaction, never from words in the file; a file that says otherwise of itself is
refused, and so is a decision that cannot be told in words. The machine needs the profile, the deployment's file and your key, and
no network. A district's official signs for the district's Safe, and for the consortium's on behalf of the district.`,
    zh: `决定的内容由其交易数据得出，不采信文件中的文字；文字与交易不符的文件、无法用文字说明的决定，一律拒绝签署。签署用的机器只需配置文件、部署文件和您的密钥，
无需联网。区官员为本区多签账户签署，也可代表本区为联盟多签账户签署。`,
  },
  arguments: { file: needed("FILE", { en: "the decision", zh: "决定文件" }) },
  options: {
    out: optional("--out <file>", {
      en: "the signed file (default: beside the decision, named after your account)",
      zh: "签署后的文件（默认在决定文件旁，以您的账户命名）",
    }),
    append: flag("--append", { en: "put the signature into the decision's file itself", zh: "将签名直接写入决定文件" }),
    blind: flag("--blind", {
      en: "sign although some of it cannot be told in words; you answer for it",
      zh: "即使部分内容无法用文字说明也签署，责任自负",
    }),
  },
  examples: [
    {
      line: "tongdui safe sign decision-wujin-3.json --dry-run",
      text: { en: "Read it only:", zh: "只查看，不签署：" },
    },
    { line: "tongdui safe sign decision-wujin-3.json", text: { en: "Read it, and sign:", zh: "查看并签署：" } },
  ],
  acts: true,
  work: async () => (await import("../../safe/sign.ts")).signDecision,
});
