/** Lists and vouchers: contracts/Vouchers.sol. */
import type { ActsOfPart } from "./form.ts";
import { OBJECTIONS, withdrawProposal } from "./shared.ts";

export const VOUCHER_ACTS: ActsOfPart = {
  ...OBJECTIONS,
  announce: {
    title: { en: "Announce a list", zh: "公示名单" },
    args: {
      program: "program",
      chain: "hash",
      count: "voucherCount",
      total: "fen",
      noticeEnd: "day",
      decision: "hash",
    },
    en: "Program {program}: a list of {count}, {total} in all, is in public notice through {noticeEnd}. It is the list whose content's code is {chain} and no other; the decision on which it rests is kept as {decision}.",
    zh: "项目 {program}：名单共 {count}、合计 {total}，公示至 {noticeEnd}。名单以内容编码 {chain} 为准；所依据的决定以 {decision} 留存。",
  },
  approveBatch: {
    title: { en: "Approve a list", zh: "审批名单" },
    args: { id: "list", district: "district" },
    en: "The list {id} is approved for {district}. Once all districts concerned have approved and its notice is over, exactly this list can be issued.",
    zh: "以{district}名义批准名单 {id}。相关各区均批准且公示期满后，仅可按该名单发放。",
  },
  issue: {
    title: { en: "Issue vouchers", zh: "发放双创券" },
    args: { id: "list", items: "faces", next: "hash" },
    en: "Of the list {id}, the next part is issued: {items}. Enterprises that may no longer be issued to are passed over. What comes after it has the code {next}.",
    zh: "发放名单 {id} 的下一部分：{items}；不再符合条件的企业予以跳过。其后部分的内容编码为 {next}。",
    each: {
      of: "items",
      args: { enterprise: "enterprise", face: "fen" },
      en: "Enterprise {enterprise}: {face}.",
      zh: "企业 {enterprise}：{face}。",
    },
  },
  withdrawBatch: {
    title: { en: "Withdraw a list", zh: "撤回名单" },
    args: { id: "list", reason: "hash" },
    en: "The list {id} is withdrawn; what is not issued of it is never issued. The reason is kept as {reason}.",
    zh: "撤回名单 {id}，其中尚未发放的不再发放。理由以 {reason} 留存。",
  },
  freeze: {
    title: { en: "Freeze a voucher", zh: "冻结双创券" },
    args: { id: "voucher", length: "dayCount", reason: "hash" },
    en: "Voucher {id} is frozen for {length} at once: no order, no redemption, no payment. The reason is kept as {reason}.",
    zh: "双创券 {id} 立即冻结 {length}：不得登记订单、核销、拨付。理由以 {reason} 留存。",
  },
  freezeAgain: {
    title: { en: "Propose a further freeze", zh: "提出再次冻结" },
    args: { id: "voucher", length: "dayCount", reason: "hash" },
    en: "It is proposed to freeze voucher {id} for another {length}; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出将双创券 {id} 再冻结 {length}，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmFreezeAgain: {
    title: { en: "Confirm a further freeze", zh: "确认再次冻结" },
    args: {
      id: "voucher",
      length: "dayCount",
      reason: "hash",
      byAuditor: { no: { en: "the Bureau", zh: "科技局" }, yes: { en: "the Auditor", zh: "审计机构" } },
    },
    en: "Voucher {id} is frozen for another {length}, as {byAuditor} proposed. The reason is kept as {reason}.",
    zh: "双创券 {id} 按{byAuditor}所提再冻结 {length}。理由以 {reason} 留存。",
  },
  unfreeze: {
    title: { en: "End a freeze", zh: "解冻双创券" },
    args: { id: "voucher", reason: "hash" },
    en: "The freeze of voucher {id} ends today. The reason is kept as {reason}.",
    zh: "双创券 {id} 自今日起解冻。理由以 {reason} 留存。",
  },
  extend: {
    title: { en: "Extend a voucher", zh: "延期双创券" },
    args: { id: "voucher", reason: "hash" },
    en: "Voucher {id} gets the one extension of its program. The reason is kept as {reason}.",
    zh: "双创券 {id} 按项目规定延期一次。理由以 {reason} 留存。",
  },
  revoke: {
    title: { en: "Propose to revoke a voucher", zh: "提出撤销双创券" },
    args: { id: "voucher", reason: "hash" },
    en: "It is proposed to revoke voucher {id}; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出撤销双创券 {id}，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmRevoke: {
    title: { en: "Confirm a revocation", zh: "确认撤销双创券" },
    args: { id: "voucher", reason: "hash" },
    en: "Voucher {id} is revoked, for good: what remains of it returns to the budget, and orders that are placed go on. The reason is kept as {reason}.",
    zh: "双创券 {id} 永久撤销：余额退回预算，已登记的订单继续办理。理由以 {reason} 留存。",
  },
  expire: {
    title: { en: "End vouchers that are due", zh: "办理到期双创券" },
    args: { ids: "vouchers" },
    en: "Vouchers {ids} end if they are due, and what remains of them returns to the budget; those that are not due are passed over.",
    zh: "双创券 {ids} 中已到期的予以终止，余额退回预算；未到期的予以跳过。",
  },
  withdrawProposal,
};
