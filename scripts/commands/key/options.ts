import { optional } from "../../cli/define.ts";

export const folder = optional("--folder <folder>", {
  en: "where the keys are kept (default: keys, beside the profile)",
  zh: "密钥所在文件夹（默认为配置文件旁的 keys）",
});

export const newPasswordFile = optional("--password-file <file>", {
  en: "a file whose first line is the new password, instead of a question",
  zh: "首行为新密码的文件，代替提问",
});
