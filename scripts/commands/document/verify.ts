import { defineCommand, flag, needed, optional, several } from "../../cli/define.ts";
import { fileName } from "./options.ts";
import { readCommitment } from "../../documents/readCommitment.ts";

export const verify = defineCommand({
  words: "verify",
  text: { en: "say whether a document opens a commitment", zh: "核对文件与承诺值是否相符" },
  more: {
    en: `Without --commitment, all commitments of this office's store are tried. A file that another office exported is checked by
itself. Exit code 5: something differs. Exit code 1: the salt was erased, or is not here.`,
    zh: "未指定 --commitment 时，逐一核对本单位文件库中的承诺值。其他单位导出的文件可直接核对。退出码 5 表示不符；退出码 1 表示盐值已删除或不在本单位。",
  },
  arguments: {
    file: needed("FILE", { en: "the document, or one that was exported", zh: "文件，或其他单位导出的文件" }),
  },
  options: {
    commitment: optional(
      "--commitment <hash>",
      { en: "the commitment that it should open", zh: "应与之相符的承诺值" },
      readCommitment,
    ),
    saltFrom: optional("--salt-from <file>", {
      en: "take the salt from a file that another office exported",
      zh: "使用其他单位导出文件中的盐值",
    }),
    files: several(
      "--file <file>",
      {
        en: "a file that the document refers to",
        zh: "文件所引用的附件",
      },
      fileName,
    ),
    onLedger: flag("--on-ledger", {
      en: "look up where the ledger has the commitment",
      zh: "查找该承诺值在账本上的记录",
    }),
  },
  examples: [
    {
      line: "tongdui document verify reason.txt --commitment 0x3f…",
      text: { en: "Is this the reason that was given?", zh: "核对理由是否一致：" },
    },
    {
      line: "tongdui document verify from-wujin.json --on-ledger",
      text: {
        en: "Check what another office handed over, and find it on the ledger:",
        zh: "核对其他单位移交的文件并在账本上查找：",
      },
    },
  ],
  work: async () => (await import("../../documents/commands/verifying.ts")).verifyDocument,
});
