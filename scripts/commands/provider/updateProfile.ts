import { defineCommand, needed } from "../../cli/define.ts";
import { district, nullifierPasswordFile, report } from "../options.ts";

export const updateProfile = defineCommand({
  words: "update-profile",
  text: { en: "record new profiles from a table (their own Bureau)", zh: "按名单更新服务机构资料（所在区科技局）" },
  more: {
    en: `The table is the one of tongdui provider import, with what is new in it and the providers of your district alone. Rows that say
nothing new are left alone. Wallet, classes and validity are not changed by it: see tongdui wallet rotate and tongdui provider renew.`,
    zh: "名单格式与 tongdui provider import 相同，只含本区服务机构，填入新的资料即可；没有变化的行不作处理。钱包、服务类别和有效期不在此变更，请用 tongdui wallet rotate 和 tongdui provider renew。",
  },
  arguments: { file: needed("FILE", { en: "the table: .csv or .xlsx", zh: "名单文件：.csv 或 .xlsx" }) },
  options: { report, district, nullifierPasswordFile },
  examples: [
    {
      line: "tongdui provider update-profile 服务机构.xlsx",
      text: { en: "Record what changed in the table:", zh: "记录名单中的变化：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/updateProfiles.ts")).updateProviders,
});
