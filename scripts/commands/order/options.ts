import { optional } from "../../cli/define.ts";

export const nullifierPasswordFile = optional("--nullifier-password-file <file>", {
  en: "a file whose first line is the password of this office's nullifier keys, instead of a question",
  zh: "首行为本单位查重密钥密码的文件，代替提问",
});
