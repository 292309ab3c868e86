import { defineCommand, needed } from "../../cli/define.ts";
import { district, nullifierPasswordFile, report } from "../options.ts";

export const updateProfile = defineCommand({
  words: "update-profile",
  text: { en: "record new profiles from a table", zh: "按名单更新企业资料" },
  more: {
    en: `The table is the one of tongdui enterprise import, with what is new in it. Rows that say nothing new are left alone. Wallet and
controller are not changed by it: see tongdui wallet rotate and tongdui enterprise regroup.`,
    zh: "名单格式与 tongdui enterprise import 相同，填入新的资料即可；没有变化的行不作处理。钱包和实际控制人不在此变更，请用 tongdui wallet rotate 和 tongdui enterprise regroup。",
  },
  arguments: { file: needed("FILE", { en: "the table: .csv or .xlsx", zh: "名单文件：.csv 或 .xlsx" }) },
  options: { report, district, nullifierPasswordFile },
  examples: [
    {
      line: "tongdui enterprise update-profile 企业名单.xlsx",
      text: { en: "Record what changed in the table:", zh: "记录名单中的变化：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/updateProfiles.ts")).updateEnterprises,
});
