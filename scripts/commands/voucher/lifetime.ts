import { parseProgram } from "../../../client/ids.ts";
import { defineCommand, flag, needed, optional } from "../../cli/define.ts";
import { reason, report, secondOfficer } from "../options.ts";
import { file, vouchers } from "./voucher.ts";

export const extend = defineCommand({
  words: "extend",
  text: {
    en: "give vouchers the one extension of their program (Bureau)",
    zh: "按项目规定延长使用期限，仅一次（科技局）",
  },
  more: {
    en: "By the home Bureau, through the last day of use; by as many days as the program's terms say. A voucher is extended once.",
    zh: "由所属区科技局在使用期限内办理，延长天数以项目条款为准；每张双创券只能延期一次。",
  },
  arguments: { vouchers },
  options: { file, reason: needed(reason.form, reason.text) },
  examples: [
    {
      line: 'tongdui voucher extend 1-000001 1-000002 --reason "The laboratory was closed in May"',
      text: { en: "Two vouchers:", zh: "延期两张双创券：" },
    },
    {
      line: 'tongdui voucher extend --file expiring.xlsx --reason "Decision 2026-40"',
      text: {
        en: "Those of a table, of tongdui report expiring for instance:",
        zh: "延期表格所列双创券（例如 report expiring 导出的表格）：",
      },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/lifetime/oneOfficer.ts")).extendVouchers,
});

export const revoke = defineCommand({
  words: "revoke",
  text: { en: "end vouchers for good; takes two officers", zh: "撤销双创券（不可恢复，须两名经办人）" },
  more: {
    en: `The home Bureau proposes, its Approver confirms. What remains goes back to the budget, and in the year of issue the group's room with it.
Orders that are placed go on; what they give up later goes back too. To issue rightly what was issued wrongly, see tongdui voucher
correct.`,
    zh: "由所属区科技局提出、审批人确认。余额退回预算；在发放当年撤销的，集团年度额度一并恢复。已登记的订单继续办理，其后释放的金额亦退回预算。如需更正后重新发放，请用 tongdui voucher correct。",
  },
  arguments: { vouchers },
  options: { file, reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui voucher revoke 1-000001 --reason "Issued to the wrong firm"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    { line: "tongdui voucher revoke 1-000001 --confirm", text: { en: "The Approver confirms:", zh: "审批人确认：" } },
    {
      line: "tongdui voucher revoke 1-000001 --take-back",
      text: { en: "Or the Bureau takes it back:", zh: "或由科技局撤回提议：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/lifetime/revoke.ts")).revokeVouchers,
});

export const expire = defineCommand({
  words: "expire",
  text: { en: "end vouchers whose last day of use has passed (anyone)", zh: "办理到期双创券（任何人）" },
  more: {
    en: "What remains goes back to the budget, a hundred vouchers a transaction; what orders hold stays theirs. Vouchers that are not due are passed over.",
    zh: "余额退回预算，每笔交易最多一百张；订单锁定的金额不受影响。未到期的会被跳过。",
  },
  arguments: { vouchers },
  options: {
    due: flag("--due", { en: "all that are due, instead of ids", zh: "全部到期双创券（代替券号）" }),
    program: optional(
      "--program <id>",
      { en: "with --due: of this program alone", zh: "与 --due 同用：仅限该项目" },
      parseProgram,
    ),
    report,
  },
  examples: [
    { line: "tongdui voucher expire --due --dry-run", text: { en: "See what is due:", zh: "查看到期双创券：" } },
    {
      line: "tongdui voucher expire --due --report 到期处理.xlsx",
      text: { en: "All of it, with a report:", zh: "全部办理并生成报告：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/lifetime/expire.ts")).expireVouchers,
});
