import { defineCommand } from "../../cli/define.ts";
import { folder } from "./options.ts";

export const list = defineCommand({
  words: "list",
  text: { en: "list the keys that are there", zh: "列出现有密钥" },
  options: { folder },
  examples: [{ line: "tongdui key list", text: { en: "Accounts and their files:", zh: "列出账户及其文件：" } }],
  work: async () => (await import("../../keys/list.ts")).listKeys,
});
