import { defineCommand, optional } from "../../cli/define.ts";

export const list = defineCommand({
  words: "list",
  text: { en: "list this office's documents", zh: "列出本单位的文件" },
  options: {
    about: optional("--about <words>", {
      en: "only those of one purpose, or with these words in their subject",
      zh: "只列出该用途的，或事项中含有这些字的文件",
    }),
  },
  examples: [
    {
      line: 'tongdui document list --about "voucher 3-000017"',
      text: { en: "All about one voucher:", zh: "某张双创券的全部文件：" },
    },
  ],
  work: async () => (await import("../../documents/commands/looking.ts")).listDocuments,
});
