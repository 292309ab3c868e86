import { defineCommand } from "../../cli/define.ts";
import { reason, secondOfficer } from "../options.ts";
import { party } from "./provider.ts";

export const remove = defineCommand({
  words: "remove",
  text: { en: "remove a provider, for good; takes two officers", zh: "将服务机构移出名录（不可恢复，须两名经办人）" },
  more: {
    en: "It takes no new orders; existing ones are claimed and paid.",
    zh: "不再承接新订单；已有订单继续核销和拨付。",
  },
  arguments: { party },
  options: { reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui provider remove P1-1 --reason "Dissolved on 30 June"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    { line: "tongdui provider remove P1-1 --confirm", text: { en: "The Approver confirms:", zh: "审批人确认：" } },
  ],
  acts: true,
  work: async () => (await import("../../registers/end.ts")).removeProvider,
});

export const blacklist = defineCommand({
  words: "blacklist",
  text: {
    en: "blacklist a provider, for good; takes two officers",
    zh: "将服务机构列入黑名单（不可恢复，须两名经办人）",
  },
  more: {
    en: `It signs nothing more, its open claims included, and its credit code is never registered again: neither as a provider nor as an
enterprise, in any district. A removed provider can still be blacklisted.`,
    zh: "此后其签名一律无效（包括未核销的订单），其统一社会信用代码在任何区都不得再登记为服务机构或企业。已移出的机构仍可列入黑名单。",
  },
  arguments: { party },
  options: { reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui provider blacklist P1-1 --reason "Sham invoices, decision 2026-32"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    { line: "tongdui provider blacklist P1-1 --confirm", text: { en: "The Approver confirms:", zh: "审批人确认：" } },
  ],
  acts: true,
  work: async () => (await import("../../registers/end.ts")).blacklistProvider,
});
