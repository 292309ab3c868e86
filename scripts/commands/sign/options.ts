import { dayWritten } from "../../tables/date.ts";
import { optional, several } from "../../cli/define.ts";

/** What every command that signs takes in place of the profile's. */
export const signing = {
  deployment: optional("--deployment <file>", {
    en: "the ledger's deployment file (default: the profile's)",
    zh: "账本的部署文件（默认取配置文件中的设置）",
  }),
  keystore: optional("--keystore <file>", {
    en: "the keystore to sign with (default: the profile's key)",
    zh: "用于签名的密钥文件（默认取配置文件中的密钥）",
  }),
  passwordFile: optional("--password-file <file>", {
    en: "a file whose first line is the keystore's password, instead of a question",
    zh: "首行为密钥文件密码的文件，代替提问",
  }),
  out: optional("--out <folder>", {
    en: "where to write the signature's file (default: beside what is signed)",
    zh: "签名文件的存放文件夹（默认与所签文件相同）",
  }),
};

export const deployment = signing.deployment;

export const through = optional(
  "--through <date>",
  {
    en: "the last day on which the signature is good (default: 30 days from today)",
    zh: "签名有效期的最后一日（默认自今日起 30 日）",
  },
  dayWritten,
);

export const claims = several(
  "CLAIM",
  {
    en: "files in which the provider signed its claim, or folders of them",
    zh: "服务机构已签署的核销申请文件或其所在文件夹",
  },
  (typed) => typed,
  "needed",
);
