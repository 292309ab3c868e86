import { defineCommand, flag, needed, optional } from "../../cli/define.ts";
import { folder } from "./options.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show one key's account and file; try its password", zh: "查看一个密钥的账户和文件，并可验证密码" },
  more: { en: "The private key itself is never shown.", zh: "私钥本身从不显示。" },
  arguments: {
    key: needed("KEY", { en: "its account, or a keystore's file", zh: "账户地址，或密钥文件名" }),
  },
  options: {
    check: flag("--check", {
      en: "ask for the password and say whether it opens the key",
      zh: "输入密码并验证能否打开密钥",
    }),
    passwordFile: optional("--password-file <file>", {
      en: "try the password on the first line of a file",
      zh: "用文件首行的密码进行验证",
    }),
    folder,
  },
  examples: [
    {
      line: "tongdui key show 0x52908400098527886E0F7030069857D2E4169EE7 --check",
      text: { en: "Does my password still open the key?", zh: "验证密码能否打开密钥：" },
    },
  ],
  work: async () => (await import("../../keys/show.ts")).showKey,
});
