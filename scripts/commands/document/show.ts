import { defineCommand } from "../../cli/define.ts";
import { commitment } from "./options.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show one document", zh: "查看一份文件" },
  more: { en: "Its salt is never shown.", zh: "盐值从不显示。" },
  arguments: {
    commitment,
  },
  examples: [
    {
      line: "tongdui document show 0x3f…",
      text: { en: "What does this commitment stand for?", zh: "该承诺值对应什么：" },
    },
  ],
  work: async () => (await import("../../documents/commands/looking.ts")).showDocument,
});
