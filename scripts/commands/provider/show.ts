import { defineCommand, optional, word } from "../../cli/define.ts";
import { count, report } from "../options.ts";
import { party } from "./provider.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show a provider", zh: "查看服务机构" },
  arguments: { party },
  examples: [
    {
      line: "tongdui provider show P1-1",
      text: {
        en: "Its state, classes and validity, and what waits for a second officer:",
        zh: "状态、类别、有效期及待确认事项：",
      },
    },
  ],
  work: async () => (await import("../../registers/showProvider.ts")).showProvider,
});

export const list = defineCommand({
  words: "list",
  text: {
    en: "list the register, with the names that this office knows",
    zh: "列出服务机构名录（含本单位掌握的名称）",
  },
  options: {
    district: optional(
      "--district <number>",
      { en: "only those of one district", zh: "仅列出某一区的服务机构" },
      count(1, 65_535),
    ),
    status: optional(
      "--status <status>",
      {
        en: "only those that are proposed, countersigned, declined, admitted, suspended, removed or blacklisted",
        zh: "仅列出某一状态：proposed 已推荐、countersigned 公示中、declined 不予入库、admitted 已入库、suspended 暂停、removed 已移出、blacklisted 黑名单",
      },
      word("proposed", "countersigned", "declined", "admitted", "suspended", "removed", "blacklisted"),
    ),
    report,
  },
  examples: [
    { line: "tongdui provider list --district 1", text: { en: "Those of district 1:", zh: "第 1 区的服务机构：" } },
    {
      line: "tongdui provider list --status proposed",
      text: { en: "Those that wait for a countersignature:", zh: "待会签的服务机构：" },
    },
  ],
  work: async () => (await import("../../registers/listProviders.ts")).listProviders,
});
