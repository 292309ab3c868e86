import { defineCommand, needed, optional, several, word, type Declaration } from "../../cli/define.ts";
import { count } from "../options.ts";
import { decision } from "../safe/options.ts";

const OFFICER = "0x52908400098527886E0F7030069857D2E4169EE7";
const OTHER = "0x8617E340B3D01FA5F11F306F4090FD50E238070D";

const account = several(
  "ACCOUNT",
  {
    en: "accounts, as tongdui key list or whoami shows them",
    zh: "账户，按 tongdui key list 或 whoami 显示的内容填写",
  },
  (typed) => typed,
  "needed",
);

const ofDuty = {
  duty: needed(
    "--duty <duty>",
    {
      en: "bureau, approver or finance of a district; or administrator, operator, auditor, which the consortium gives",
      zh: "区的 bureau 科技局、approver 审批人、finance 财政局；或由联盟任命的 administrator 管理员、operator 运营机构、auditor 审计机构",
    },
    word("bureau", "approver", "finance", "administrator", "operator", "auditor"),
  ),
  district: optional(
    "--district <number>",
    { en: "whose duty it is; left out for operator and auditor", zh: "所属区编号；运营机构和审计机构无需指定" },
    count(1, 65_535),
  ),
};

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "list",
    text: { en: "list who holds which duty, and from when it counts", zh: "列出人员、职责及生效时间" },
    options: {
      district: optional(
        "--district <number>",
        { en: "only one district; 0 is the consortium", zh: "只看某一区，0 表示联盟" },
        count(0, 65_535),
      ),
    },
    examples: [
      { line: "tongdui officer list", text: { en: "Everybody:", zh: "全部人员：" } },
      { line: "tongdui officer list --district 2", text: { en: "The officers of district 2:", zh: "第 2 区的人员：" } },
    ],
    work: async () => (await import("../../officers/list.ts")).listOfficers,
  }),
  defineCommand({
    words: "grant",
    text: { en: "decide to appoint officers", zh: "决定任命人员" },
    more: {
      en: `Writes a decision of the Safe that gives the duty: a district's own for its Bureau, Approver and Finance, the consortium's for
administrators, the Operator and the Auditor. Officials sign it (tongdui safe sign), and anyone carries it out (tongdui safe execute).
The duty counts after the grant delay, usually three days; in the first five days of a ledger it counts at once.`,
      zh: `生成由有权任命的多签账户作出的决定：科技局、审批人、财政局由本区任命，管理员、运营机构、审计机构由联盟任命。官员签署（tongdui safe sign）后，
由任何人执行（tongdui safe execute）。职责经等待期（通常三天）后生效；账本部署后的最初五天内立即生效。`,
    },
    arguments: { account },
    options: {
      ...ofDuty,
      insteadOf: several(
        "--instead-of <account>",
        { en: "dismiss this one in the same decision", zh: "在同一决定中免去该账户" },
        (typed) => typed,
      ),
      ...decision,
    },
    examples: [
      {
        line: `tongdui officer grant ${OFFICER} --duty approver --district 2`,
        text: { en: "An Approver of district 2:", zh: "任命第 2 区审批人：" },
      },
      {
        line: `tongdui officer grant ${OFFICER} --duty operator --instead-of ${OTHER}`,
        text: { en: "Another Operator, by the consortium:", zh: "由联盟更换运营机构：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../officers/decide.ts")).grantDuty,
  }),
  defineCommand({
    words: "revoke",
    text: { en: "decide to dismiss officers, at once", zh: "决定立即免去人员" },
    arguments: { account },
    options: { ...ofDuty, ...decision },
    examples: [
      {
        line: `tongdui officer revoke ${OFFICER} --duty bureau --district 2`,
        text: { en: "Somebody leaves the Bureau:", zh: "科技局人员离任：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../officers/decide.ts")).revokeDuty,
  }),
];
