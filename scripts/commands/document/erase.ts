import { defineCommand, flag } from "../../cli/define.ts";
import { commitment } from "./options.ts";

export const erase = defineCommand({
  words: "erase",
  text: { en: "delete a document's salt for good", zh: "永久删除文件的盐值" },
  more: {
    en: `Afterwards the commitment on the ledger means nothing to anybody: this is how personal data is erased from a ledger that never
forgets. The document goes too. What stays is that there was one, for what, and when it was erased.`,
    zh: "删除后，账本上的承诺值对任何人都不再有意义：账本不可删改，个人信息以此方式删除。文件内容一并删除，仅留下曾有该文件、其用途和删除时间。",
  },
  arguments: {
    commitment,
  },
  options: {
    keepDocument: flag("--keep-document", {
      en: "keep the document without its salt",
      zh: "保留文件内容，只删除盐值",
    }),
  },
  examples: [
    {
      line: "tongdui document erase 0x3f…",
      text: { en: "It asks before it does so:", zh: "删除前会要求确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../documents/commands/erasing.ts")).eraseDocument,
});
