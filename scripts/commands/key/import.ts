import { defineCommand, optional } from "../../cli/define.ts";
import { folder, newPasswordFile } from "./options.ts";

export const importing = defineCommand({
  words: "import",
  text: { en: "take over a key that was made elsewhere", zh: "导入在别处生成的密钥" },
  more: {
    en: `Without --key-file or --keystore the private key is asked for and not shown. It is never an argument, because other users
of the computer can read those. A key that is there already is left as it is.`,
    zh: "未指定 --key-file 或 --keystore 时，按提示输入私钥，输入内容不显示。私钥不作为命令参数，因为本机其他用户能看到参数。已存在的密钥保持不变。",
  },
  options: {
    keyFile: optional("--key-file <file>", {
      en: "a file whose first line is the private key; delete it afterwards",
      zh: "首行为私钥的文件，导入后请删除",
    }),
    keystore: optional("--keystore <file>", {
      en: "a keystore of another wallet, with its own password",
      zh: "其他钱包的密钥文件，使用其原密码",
    }),
    keystorePasswordFile: optional("--keystore-password-file <file>", {
      en: "a file whose first line is that keystore's password, instead of a question",
      zh: "首行为该密钥文件原密码的文件，代替提问",
    }),
    folder,
    passwordFile: newPasswordFile,
  },
  examples: [
    { line: "tongdui key import", text: { en: "Type the private key unseen:", zh: "按提示输入私钥（不显示）：" } },
    {
      line: "tongdui key import --keystore wallet.json",
      text: { en: "Take over another wallet's keystore:", zh: "导入其他钱包的密钥文件：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../keys/import.ts")).importKey,
});
