import { defineCommand, optional, word } from "../../cli/define.ts";
import { count, report } from "../options.ts";
import { party } from "./enterprise.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show one enterprise", zh: "查看一家企业" },
  arguments: { party },
  examples: [
    { line: "tongdui enterprise show 2-15", text: { en: "By its id:", zh: "按编号：" } },
    {
      line: "tongdui enterprise show 91320412MA1MAXYC3F",
      text: { en: "By its credit code, if this office knows it:", zh: "按统一社会信用代码（须在本单位名录中）：" },
    },
  ],
  work: async () => (await import("../../registers/showEnterprise.ts")).showEnterprise,
});

export const list = defineCommand({
  words: "list",
  text: { en: "list the register, with the names that this office knows", zh: "列出企业名录（含本单位掌握的名称）" },
  options: {
    district: optional(
      "--district <number>",
      { en: "only those of one district", zh: "仅列出某一区的企业" },
      count(1, 65_535),
    ),
    status: optional(
      "--status <status>",
      {
        en: "only those that are active, frozen, merged, closed or blacklisted",
        zh: "仅列出某一状态：active 正常、frozen 冻结、merged 已并入、closed 已注销、blacklisted 黑名单",
      },
      word("active", "frozen", "merged", "closed", "blacklisted"),
    ),
    report,
  },
  examples: [
    { line: "tongdui enterprise list --district 2", text: { en: "Those of district 2:", zh: "第 2 区的企业：" } },
    {
      line: "tongdui enterprise list --status frozen --report 冻结企业.xlsx",
      text: { en: "Those that are frozen, for Excel:", zh: "将冻结企业导出为 Excel：" },
    },
  ],
  work: async () => (await import("../../registers/listEnterprises.ts")).listEnterprises,
});
