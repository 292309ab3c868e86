import { defineCommand, needed, optional, several } from "../../cli/define.ts";
import { fileName } from "./options.ts";

export const commit = defineCommand({
  words: "commit",
  text: { en: "keep a document, and make its commitment", zh: "保存文件并生成承诺值" },
  more: {
    en: `The document stays in this office, with a random salt; only its commitment may go on the ledger. It is JSON, YAML (where every
value is text) or a reason in a .txt file. Scans and PDFs are referred to with --file. The same document for the same purpose and
subject gives the same commitment again.`,
    zh: "文件连同随机盐值保存在本单位，只有承诺值可以上链。文件为 JSON、YAML（所有值均视为文本），或写在 .txt 中的理由；扫描件、PDF 用 --file 引用。用途、事项和内容相同的文件，承诺值不变。",
  },
  arguments: {
    file: optional("FILE", { en: "the document: .json, .yaml or .txt", zh: "文件：.json、.yaml 或 .txt" }),
  },
  options: {
    purpose: needed("--purpose <word>", { en: "the act that it is for, as in revoke", zh: "用途，例如 revoke" }),
    subject: needed("--subject <id>", {
      en: 'what it is about, as in "voucher 3-000017"; no names of people',
      zh: '所涉事项，例如 "voucher 3-000017"；不写人名',
    }),
    reason: optional("--reason <words>", {
      en: "a reason in words, instead of a file",
      zh: "直接写明理由，代替文件",
    }),
    files: several(
      "--file <file>",
      {
        en: "a file that the document refers to by its SHA-256",
        zh: "文件所引用的附件（按 SHA-256）",
      },
      fileName,
    ),
  },
  examples: [
    {
      line: 'tongdui document commit reason.txt --purpose revoke --subject "voucher 3-000017"',
      text: { en: "Keep the reason of a revocation:", zh: "保存撤销双创券的理由：" },
    },
    {
      line: 'tongdui document commit evidence.yaml --purpose redeem --subject "order 12" --file report.pdf --file photo.jpg',
      text: { en: "Keep evidence with its files:", zh: "保存证明材料及其附件：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../documents/commands/committing.ts")).commitDocument,
});
