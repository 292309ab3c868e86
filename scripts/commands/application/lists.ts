import { defineCommand, needed } from "../../cli/define.ts";
import { applicationId } from "../../applications/id.ts";
import { ID, overwrite } from "../applying.ts";
import { atOffice, count } from "../options.ts";

const list = needed("LIST", { en: "the list's id, as lists shows it", zh: "名单编号，见 lists" }, applicationId);
const out = needed("--out <file>", { en: "the new file, .csv", zh: "新文件（.csv）" });

export const makeList = defineCommand({
  words: "make-list",
  text: { en: "put what was accepted into the file of a list (Bureau)", zh: "将已通过的申请生成名单文件（科技局）" },
  more: {
    en: `Each application goes into one list. tongdui voucher plan reads the file. Should it not be saved, for a power cut say, save-list gives it
again.`,
    zh: "每份申请只列入一份名单；名单文件供 tongdui voucher plan 读取。如因断电等未能保存，可用 save-list 再次获取。",
  },
  options: {
    program: needed("--program <id>", { en: "the program", zh: "项目编号" }, count(1, 65_535)),
    out,
    overwrite,
    ...atOffice,
  },
  examples: [
    {
      line: "tongdui application make-list --program 2 --out list.csv --profile wujin/bureau.json",
      text: { en: "All that waits under program 2:", zh: "项目 2 下全部待列入名单的申请：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../applications/lists.ts")).makeList,
});

export const lists = defineCommand({
  words: "lists",
  text: { en: "the lists that were made", zh: "查看已生成的名单" },
  options: atOffice,
  examples: [
    { line: "tongdui application lists --profile wujin/bureau.json", text: { en: "All of them:", zh: "全部名单：" } },
  ],
  work: async () => (await import("../../applications/lists.ts")).showLists,
});

export const saveList = defineCommand({
  words: "save-list",
  text: { en: "save the file of a list again", zh: "再次保存名单文件" },
  arguments: { list },
  options: { out, overwrite, ...atOffice },
  examples: [
    {
      line: `tongdui application save-list ${ID} --out list.csv`,
      text: { en: "The same file as when it was made:", zh: "与生成时相同的文件：" },
    },
  ],
  acts: true,
  asks: false,
  work: async () => (await import("../../applications/lists.ts")).saveList,
});

export const takeBackList = defineCommand({
  words: "take-back-list",
  text: {
    en: "take back a list that is not announced, for its applications to go into another (Bureau)",
    zh: "撤销尚未公示的名单，其中的申请可列入其他名单（科技局）",
  },
  arguments: { list },
  options: atOffice,
  examples: [{ line: `tongdui application take-back-list ${ID}`, text: { en: "Take it back:", zh: "撤销名单：" } }],
  acts: true,
  work: async () => (await import("../../applications/lists.ts")).takeBackList,
});
