import { defineCommand } from "../../cli/define.ts";
import { folder, newPasswordFile } from "./options.ts";

export const create = defineCommand({
  words: "create",
  text: { en: "make a new key, sealed with a password", zh: "新建密钥并用密码加密保存" },
  more: {
    en: `The password has at least 12 characters and is asked twice. The key is written to a file that only you can read (Ethereum
JSON, version 3); it is never shown. Keep a copy of the file, and of the password apart from it.`,
    zh: "密码至少 12 个字符，需输入两次。密钥写入仅您本人可读的文件（以太坊 JSON 第 3 版），从不显示。请备份该文件，并与密码分开保存。",
  },
  options: { folder, passwordFile: newPasswordFile },
  examples: [
    {
      line: "tongdui key create",
      text: { en: "Make a key; the password is asked:", zh: "新建密钥，按提示输入密码：" },
    },
    {
      line: "tongdui key create --password-file secret/password.txt",
      text: { en: "The same where nobody is at the terminal:", zh: "无人值守时从文件读取密码：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../keys/create.ts")).createKey,
});
