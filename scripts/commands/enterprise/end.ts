import { defineCommand } from "../../cli/define.ts";
import { reason, secondOfficer } from "../options.ts";
import { party } from "./enterprise.ts";

export const close = defineCommand({
  words: "close",
  text: { en: "close an enterprise, for good; takes two officers", zh: "注销企业（不可恢复，须两名经办人）" },
  more: {
    en: "Nothing more is issued to it and it places no orders; it still signs what concerns its existing orders.",
    zh: "不再向其发放，也不能登记新订单；已有订单的事项仍可签署。",
  },
  arguments: { party },
  options: { reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui enterprise close 2-15 --reason "Struck off the register on 30 June"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    { line: "tongdui enterprise close 2-15 --confirm", text: { en: "The Approver confirms:", zh: "审批人确认：" } },
  ],
  acts: true,
  work: async () => (await import("../../registers/end.ts")).closeEnterprise,
});

export const blacklist = defineCommand({
  words: "blacklist",
  text: {
    en: "blacklist an enterprise, for good; takes two officers",
    zh: "将企业列入黑名单（不可恢复，须两名经办人）",
  },
  more: {
    en: `It signs nothing more, and its credit code is never registered again: neither as an enterprise nor as a provider, in any
district.`,
    zh: "此后其签名一律无效，其统一社会信用代码在任何区都不得再登记为企业或服务机构。",
  },
  arguments: { party },
  options: { reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui enterprise blacklist 2-15 --reason "Sham order, decision 2026-31"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    {
      line: "tongdui enterprise blacklist 2-15 --confirm",
      text: { en: "The Approver confirms:", zh: "审批人确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/end.ts")).blacklistEnterprise,
});
