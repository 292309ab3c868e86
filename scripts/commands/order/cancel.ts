import { defineCommand, flag, optional, several } from "../../cli/define.ts";
import { count } from "../options.ts";

export const cancel = defineCommand({
  words: "cancel",
  text: {
    en: "cancel orders that both parties gave up (Operator or Approver)",
    zh: "取消双方同意取消的订单（运营机构或审批人）",
  },
  more: {
    en: `Give the two cancellations of each order (tongdui sign cancellation makes them), or folders of them. An order can be cancelled while it
is placed or claimed; what it locked goes back to the voucher, and its contract can be used again. An order that nobody delivered in time
needs no signatures: see tongdui order cancel-overdue.`,
    zh: `请提供每笔订单双方的取消文件（由 tongdui sign cancellation 生成）或其所在文件夹。已登记或已申请核销的订单可以取消，锁定券额退回双创券，
合同可重新使用。逾期未交付的订单无需签名，见 tongdui order cancel-overdue。`,
  },
  arguments: {
    files: several(
      "FILE",
      { en: "cancellations' files, or folders of them", zh: "取消文件或其所在文件夹" },
      (typed) => typed,
      "needed",
    ),
  },
  examples: [
    {
      line: "tongdui order cancel in/",
      text: { en: "All cancellations of a folder:", zh: "文件夹中的全部取消文件：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/cancel/cancel.ts")).cancelOrders,
});

export const overdue = defineCommand({
  words: "cancel-overdue",
  text: { en: "cancel orders that were not claimed in time (anyone)", zh: "取消逾期未申请核销的订单（任何人）" },
  more: {
    en: `An order is overdue when its day of delivery and the program's grace period have passed without a claim; days of a freeze are added.
What it locked goes back to the voucher, or to the budget where the voucher has ended.`,
    zh: "交付期限和项目规定的宽限期均已过（冻结天数顺延）而没有核销申请的订单即为逾期。锁定券额退回双创券；双创券已终止的，退回预算。",
  },
  arguments: {
    orders: several("ORDER", { en: "ids, short numbers, or vouchers", zh: "订单编号、短编号或双创券编号" }),
  },
  options: {
    due: flag("--due", { en: "all that are overdue", zh: "全部逾期订单" }),
    district: optional(
      "--district <number>",
      { en: "of one home district, with --due", zh: "仅某一所属区，与 --due 同用" },
      count(1, 65_535),
    ),
  },
  examples: [
    {
      line: "tongdui order cancel-overdue --due --dry-run",
      text: { en: "See what is overdue:", zh: "查看逾期订单：" },
    },
    { line: "tongdui order cancel-overdue --due", text: { en: "Cancel all of it:", zh: "全部取消：" } },
  ],
  acts: true,
  work: async () => (await import("../../orders/cancel/cancelOverdue.ts")).cancelOverdue,
});
