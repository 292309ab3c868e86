import { defineCommand, needed, optional } from "../../cli/define.ts";
import { count } from "../options.ts";

export const approve = defineCommand({
  words: "approve",
  text: { en: "approve an announced list (Approver)", zh: "审批已公示的名单（审批人）" },
  more: {
    en: `Give the plan that the Bureau sent: its items are held against what was announced. With the list's id alone you see only what the
ledger says. The home district and every joint district approve, each by its own Approver, during the notice or after it.`,
    zh: "请使用科技局发送的计划文件，程序会将其条目与已公示的名单核对；只给名单编号时仅显示账本记录。所属区和各联合发放区须各由本区审批人审批，公示期内或期满后均可。",
  },
  arguments: {
    list: needed("PLAN|LIST", { en: "the plan's file, or the list's id (0x…)", zh: "计划文件，或名单编号（0x…）" }),
  },
  options: {
    district: optional(
      "--district <number>",
      { en: "for which district (default: the one that the account approves for)", zh: "代表哪个区（默认按账户职责）" },
      count(1, 65_535),
    ),
  },
  examples: [
    {
      line: "tongdui voucher approve march.plan.json",
      text: { en: "Hold the plan against the ledger, and approve", zh: "核对计划文件并审批" },
    },
    {
      line: "tongdui voucher approve march.plan.json --dry-run",
      text: { en: "Only look", zh: "只查看，不审批" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/approve.ts")).approve,
});
