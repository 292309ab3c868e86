import { typedAccount } from "../../keys/typedAccount.ts";
import { defineCommand, needed } from "../../cli/define.ts";
import { overwrite } from "../applying.ts";
import { atOffice } from "../options.ts";

const account = needed(
  "ACCOUNT",
  { en: "the institution's account, as it told it", zh: "机构告知的账户地址" },
  typedAccount,
);

const EXAMPLE = "0x52908400098527886E0F7030069857D2E4169EE7";
const AS = "--district 2 --profile operator/operator.json";

export const table = defineCommand({
  words: "table",
  text: {
    en: "save the table of accepted institutions, for provider import (Operator)",
    zh: "保存已通过机构名单，供 provider import 使用（运营机构）",
  },
  more: {
    en: "Whoever is a provider's wallet already is not in it. Certificates are good for a year; change the days in the table if something else was agreed.",
    zh: "已推荐的机构不在其中。证书有效期为一年；如另有约定，请在表中修改日期。",
  },
  options: { out: needed("--out <file>", { en: "the new file, .csv", zh: "新文件（.csv）" }), overwrite, ...atOffice },
  examples: [
    {
      line: `tongdui admission table --out providers-2.csv ${AS}`,
      text: { en: "From the office of district 2:", zh: "第 2 区办公系统的名单：" },
    },
  ],
  acts: true,
  asks: false,
  work: async () => (await import("../../applications/admissions.ts")).saveTable,
});

export const invite = defineCommand({
  words: "invite",
  text: { en: "let an account apply for admission (Operator or Bureau)", zh: "邀请账户申请入库（运营机构或科技局）" },
  more: {
    en: "An invited account may apply at this office, and do nothing else.",
    zh: "受邀账户只能在该办公系统申请入库，不能办理其他事项。",
  },
  arguments: { account },
  options: atOffice,
  examples: [
    { line: `tongdui admission invite ${EXAMPLE} ${AS}`, text: { en: "As the Operator:", zh: "以运营机构身份：" } },
  ],
  acts: true,
  work: async () => (await import("../../applications/admissions.ts")).inviteAccount,
});

export const uninvite = defineCommand({
  words: "uninvite",
  text: { en: "take an invitation back (Operator or Bureau)", zh: "取消邀请（运营机构或科技局）" },
  more: {
    en: "It shuts the account out at once. As long as its application is open or may be appealed, only the Bureau does so.",
    zh: "该账户即时不能登录。其申请尚未办结或仍可申诉时，只能由科技局取消。",
  },
  arguments: { account },
  options: atOffice,
  examples: [
    { line: `tongdui admission uninvite ${EXAMPLE} ${AS}`, text: { en: "As the Operator:", zh: "以运营机构身份：" } },
  ],
  acts: true,
  work: async () => (await import("../../applications/admissions.ts")).uninviteAccount,
});

export const invitations = defineCommand({
  words: "invitations",
  text: { en: "who is invited to apply (Operator or Bureau)", zh: "查看受邀账户（运营机构或科技局）" },
  options: atOffice,
  examples: [
    {
      line: `tongdui admission invitations ${AS}`,
      text: { en: "At the office of district 2:", zh: "第 2 区办公系统：" },
    },
  ],
  work: async () => (await import("../../applications/admissions.ts")).listInvitations,
});
