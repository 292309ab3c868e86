import { optional } from "../../cli/define.ts";

export const folder = optional("--folder <folder>", {
  en: "where the keys are kept (default: as the profile says, else keys beside it)",
  zh: "密钥所在文件夹（默认按配置文件，未配置时为其旁的 keys）",
});

export const newPasswordFile = optional("--password-file <file>", {
  en: "a file whose first line is the new password, instead of a question",
  zh: "首行为新密码的文件，代替提问",
});
