/** What the numbers of the contracts' enumerations are called, each in the contract's own order. */
import type { Lang, Text } from "./text.ts";

/** contracts/Enterprises.sol, Status. */
export const ENTERPRISE_STATUS: readonly Text[] = [
  { en: "unknown", zh: "未登记" },
  { en: "active", zh: "正常" },
  { en: "frozen", zh: "冻结" },
  { en: "merged into another", zh: "已并入其他企业" },
  { en: "closed", zh: "已注销" },
  { en: "blacklisted", zh: "已列入黑名单" },
];

/** contracts/Providers.sol, Status. */
export const PROVIDER_STATUS: readonly Text[] = [
  { en: "unknown", zh: "未登记" },
  { en: "proposed", zh: "已推荐" },
  { en: "countersigned and in public notice", zh: "已会签、公示中" },
  { en: "declined", zh: "不予入库" },
  { en: "admitted", zh: "已入库" },
  { en: "suspended", zh: "暂停" },
  { en: "removed", zh: "已移出" },
  { en: "blacklisted", zh: "已列入黑名单" },
];

/** contracts/Programs.sol, Status. */
export const PROGRAM_STATUS: readonly Text[] = [
  { en: "unknown", zh: "未设立" },
  { en: "proposed", zh: "已提出、待确认" },
  { en: "open", zh: "开放" },
  { en: "stopped", zh: "已停用" },
];

/** contracts/vouchers/Voucher.sol, Status. */
export const VOUCHER_STATUS: readonly Text[] = [
  { en: "unknown", zh: "未发放" },
  { en: "active", zh: "有效" },
  { en: "revoked", zh: "已撤销" },
  { en: "expired", zh: "已过期" },
];

/** contracts/vouchers/Issuing.sol, Stage. */
export const LIST_STAGE: readonly Text[] = [
  { en: "unknown", zh: "未公示" },
  { en: "announced", zh: "已公示" },
  { en: "withdrawn", zh: "已撤回" },
  { en: "issued to its end", zh: "已全部发放" },
];

/** contracts/vouchers/VoucherStore.sol, Action. */
export const VOUCHER_ACTION: readonly Text[] = [
  { en: "issued", zh: "发放" },
  { en: "locked by an order", zh: "订单锁定" },
  { en: "lock given up", zh: "解除锁定" },
  { en: "redeemed", zh: "核销" },
  { en: "redemption reopened", zh: "退回补正" },
  { en: "redemption rejected", zh: "驳回核销" },
  { en: "paid", zh: "拨付" },
  { en: "recovered", zh: "追回" },
  { en: "frozen", zh: "冻结" },
  { en: "freeze ended", zh: "解冻" },
  { en: "extended", zh: "延期" },
  { en: "revoked", zh: "撤销" },
  { en: "expired", zh: "过期" },
];

/** contracts/orders/OrderWord.sol, Stage. */
export const ORDER_STAGE: readonly Text[] = [
  { en: "unknown", zh: "未登记" },
  { en: "placed", zh: "已登记订单" },
  { en: "claimed by the provider", zh: "服务机构已申请核销" },
  { en: "redeemed", zh: "已核销" },
  { en: "in a payment", zh: "支付中" },
  { en: "paid", zh: "已拨付" },
  { en: "cancelled", zh: "已取消" },
  { en: "rejected for cause", zh: "已驳回（终止）" },
];

/** contracts/Matching.sol, PostState. */
export const POST_STATE: readonly Text[] = [
  { en: "unknown", zh: "未发布" },
  { en: "open", zh: "开放" },
  { en: "withdrawn", zh: "已撤回" },
  { en: "matched", zh: "已对接" },
  { en: "past its last day", zh: "已过截止日" },
];

/** contracts/base/Objections.sol, Seat. */
export const SEAT: readonly Text[] = [
  { en: "Auditor", zh: "审计机构" },
  { en: "home district", zh: "所属区" },
  { en: "provider's district", zh: "服务机构所在区" },
];

/** contracts/Programs.sol, Terms: the fields by their place, as `TermsUnfit` names them. */
export const TERMS_FIELD: readonly Text[] = [
  { en: "home district", zh: "所属区" },
  { en: "share of the contract", zh: "抵用比例" },
  { en: "yearly cap", zh: "年度上限" },
  { en: "greatest face", zh: "单张最大面额" },
  { en: "least contract", zh: "最低合同金额" },
  { en: "use-by period", zh: "使用期限" },
  { en: "claim-by period", zh: "核销申请期限" },
  { en: "extension", zh: "延期天数" },
  { en: "shortest notice", zh: "最短公示期" },
  { en: "longest notice", zh: "最长公示期" },
  { en: "grace period", zh: "宽限期" },
  { en: "time to resolve objections", zh: "异议处理期限" },
  { en: "last day of issue", zh: "最后发放日" },
  { en: "joint districts", zh: "联合发放区" },
  { en: "service classes", zh: "服务类别" },
  { en: "policy document", zh: "政策文件" },
];

/** The word for a number; one that this edition does not know is shown as it is. */
export function stateText(words: readonly Text[], number: bigint, lang: Lang): string {
  return words[Number(number)]?.[lang] ?? { en: `state ${number}`, zh: `状态 ${number}` }[lang];
}
