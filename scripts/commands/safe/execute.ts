import { defineCommand, flag, needed } from "../../cli/define.ts";
import { files } from "./options.ts";

export const collect = defineCommand({
  words: "collect",
  text: { en: "put the signatures of several files together; needs no node", zh: "汇集多个文件中的签名，无需连接节点" },
  more: {
    en: "Each signature is looked at: that it is under this very decision, and by somebody who signs for this Safe.",
    zh: "逐一核对每个签名：确属此决定，且签署人有权为该多签账户签署。",
  },
  arguments: { file: files },
  options: {
    out: needed("--out <file>", { en: "the new file", zh: "新文件" }),
    overwrite: flag("--overwrite", { en: "replace a file that is there", zh: "覆盖已有文件" }),
  },
  examples: [
    {
      line: "tongdui safe collect decision-wujin-3.signed-*.json --out decision-wujin-3.all.json",
      text: { en: "Two officials have sent theirs:", zh: "两名官员已交回签名：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/collect.ts")).collectSignatures,
});

export const execute = defineCommand({
  words: "execute",
  text: { en: "carry out a decision that enough have signed", zh: "执行签署人数已足的决定" },
  more: {
    en: `Anyone may send it; it needs no duty. The signatures are held against what the Safe says of itself now. A Safe carries out its
decisions in the order of their numbers, each once; a decision whose number another one has used is said to be so.`,
    zh: `任何人均可发送，无需职责。签名按多签账户目前的签署人和门限核对。多签账户按编号顺序执行决定，每项只执行一次；编号已被其他决定使用时会说明。`,
  },
  arguments: { file: files },
  examples: [
    {
      line: "tongdui safe execute decision-wujin-3.all.json --dry-run",
      text: { en: "Have enough signed?", zh: "查看签署人数是否已足：" },
    },
    {
      line: "tongdui safe execute decision-wujin-3.signed-*.json",
      text: { en: "Carry it out:", zh: "执行：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/execute.ts")).executeDecision,
});
