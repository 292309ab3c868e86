import { defineCommand, needed, several } from "../../cli/define.ts";
import { commitment, fileName } from "./options.ts";

export const exporting = defineCommand({
  words: "export",
  text: { en: "write a document and its salt to a file for another office", zh: "将文件及其盐值导出，移交其他单位" },
  arguments: {
    commitment,
  },
  options: {
    to: needed("--to <file>", { en: "a new file", zh: "新文件名" }),
  },
  examples: [
    {
      line: "tongdui document export 0x3f… --to for-the-auditor.json",
      text: { en: "Let the auditor open a commitment:", zh: "供审计机构核对：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../documents/commands/handing.ts")).exportDocument,
});

export const importing = defineCommand({
  words: "import",
  text: { en: "take in documents that another office exported", zh: "导入其他单位移交的文件" },
  more: {
    en: "Each is checked against its commitment first; if one does not open it, none is taken in.",
    zh: "导入前逐一核对承诺值，有一份不符则全部不导入。",
  },
  arguments: {
    files: several("FILE", { en: "an exported document", zh: "移交的文件" }, fileName, "needed"),
  },
  examples: [
    {
      line: "tongdui document import from-wujin.json",
      text: { en: "So that it can be verified here:", zh: "导入后可在本单位核对：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../documents/commands/handing.ts")).importDocuments,
});
