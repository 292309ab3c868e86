import { defineCommand, needed, type Declaration } from "../../cli/define.ts";
import { count } from "../options.ts";
import { decision } from "../safe/options.ts";
import { commitment } from "./commitment.ts";

const district = needed("DISTRICT", { en: "its number, as in 2", zh: "区编号，例如 2" }, count(1, 65_535));

const PROFILE = { en: "the commitment of its public profile", zh: "其公开资料的承诺值" };
const COMMITMENT = `0x${"3f".repeat(32)}`;

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "list",
    text: { en: "list the districts", zh: "列出各区" },
    examples: [
      { line: "tongdui district list", text: { en: "Numbers, names and Safes:", zh: "编号、名称和多签账户：" } },
    ],
    work: async () => (await import("../../districts/list.ts")).listDistricts,
  }),
  defineCommand({
    words: "add",
    text: { en: "decide to add a district (consortium)", zh: "决定吸收新的成员区（联盟）" },
    more: {
      en: `Writes a decision of the consortium's Safe that adds the district, sets up its duties, makes its own Safe its administrator, and
adds that Safe to those who sign for the consortium. Make the district's Safe first: tongdui safe create. Afterwards the
deployment's file has to name the new Safe.`,
      zh: `生成联盟多签账户的决定：登记该区、设置其职责、以该区多签账户为其管理员，并将其列为联盟签署方。请先用 tongdui safe create 建立该区多签账户。
执行后须将新的多签账户记入部署文件。`,
    },
    arguments: { name: needed("NAME", { en: "its public name, at most 32 bytes", zh: "公开名称，最多 32 字节" }) },
    options: {
      key: needed("--key <key>", { en: "its short name, as in suzhou", zh: "代号，例如 suzhou" }),
      safe: needed("--safe <account>", { en: "the address of its Safe", zh: "其多签账户地址" }),
      profile: needed("--profile-commitment <commitment>", PROFILE, commitment),
      threshold: needed(
        "--threshold <number>",
        { en: "how many districts must agree from then on", zh: "此后须同意的区数" },
        count(1, 1_000),
      ),
      ...decision,
    },
    examples: [
      {
        line: `tongdui district add "苏州工业园 Suzhou" --key suzhou --safe 0x52908400098527886E0F7030069857D2E4169EE7 --profile-commitment ${COMMITMENT} --threshold 3`,
        text: { en: "A fifth district:", zh: "吸收第五个区：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../districts/decide.ts")).addDistrict,
  }),
  defineCommand({
    words: "retire",
    text: { en: "decide to retire a district, for good (consortium)", zh: "决定成员区永久退出（联盟）" },
    more: {
      en: "Nothing new of its own begins; its officers finish what exists. It stays retired.",
      zh: "不再开始新的事项，原有事项由其人员办结。退出后不可恢复。",
    },
    arguments: { district },
    options: decision,
    examples: [{ line: "tongdui district retire 4", text: { en: "For the districts to sign:", zh: "供各区签署：" } }],
    acts: true,
    work: async () => (await import("../../districts/decide.ts")).retireDistrict,
  }),
  defineCommand({
    words: "profile",
    text: { en: "decide to change a district's profile", zh: "决定变更本区资料" },
    arguments: { district, profile: needed("COMMITMENT", PROFILE, commitment) },
    options: decision,
    examples: [
      {
        line: `tongdui district profile 2 ${COMMITMENT}`,
        text: { en: "For two officials of the district to sign:", zh: "供本区两名官员签署：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../districts/decide.ts")).changeProfile,
  }),
];
