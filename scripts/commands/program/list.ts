import { defineCommand } from "../../cli/define.ts";
import { districtOnly } from "./options.ts";

export const list = defineCommand({
  words: "list",
  text: { en: "list programs with their budgets", zh: "列出项目及其预算" },
  options: { district: districtOnly },
  examples: [
    { line: "tongdui program list", text: { en: "All programs of the ledger:", zh: "账本上的全部项目：" } },
    { line: "tongdui program list --district 2", text: { en: "Those of district 2:", zh: "第 2 区的项目：" } },
  ],
  work: async () => (await import("../../programs/list.ts")).listPrograms,
});
