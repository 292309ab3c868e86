/** What the ledger's own errors say to people. */
import { defineSentences } from "./catalogue.ts";

export const LEDGER_SENTENCES = defineSentences({
  DutyMissing: {
    args: { account: "account", district: "district", duty: "duty" },
    en: "The account {account} does not hold the duty {duty} in {district}.",
    zh: "账户 {account} 在{district}没有“{duty}”职责。",
  },
  SameOfficer: {
    args: { account: "account" },
    en: "The account {account} has already acted on this; a second person has to.",
    zh: "账户 {account} 已经办理过此事，须由另一人办理。",
  },
  BudgetExceeded: {
    args: { program: "number", available: "fen", asked: "fen" },
    en: "Program {program} has {available} left, and {asked} is asked for.",
    zh: "第 {program} 号计划的可用预算为 {available}，申请 {asked}。",
  },
  CapExceeded: {
    args: { group: "hash", year: "number", available: "fen", asked: "fen" },
    en: "The group {group} can be issued {available} more in {year}, and {asked} is asked for.",
    zh: "实际控制人 {group} 在 {year} 年还可获发 {available}，申请 {asked}。",
  },
  VoucherNotTransferable: {
    args: {},
    en: "A voucher cannot be transferred.",
    zh: "创新券不可转让。",
  },
  VoucherExpired: {
    args: { voucher: "voucher", useBy: "day" },
    en: "Voucher {voucher} was valid through {useBy}.",
    zh: "创新券 {voucher} 的有效期截至 {useBy}（含当日）。",
  },
  LockExceedsShare: {
    args: { voucher: "voucher", share: "basisPoints", greatest: "fen", asked: "fen" },
    en: "Voucher {voucher} covers {share} of a contract, here at most {greatest}, and {asked} is asked for.",
    zh: "创新券 {voucher} 可抵用合同金额的 {share}，本合同最多 {greatest}，申请 {asked}。",
  },
  EnterpriseNotActive: {
    args: { enterprise: "enterprise" },
    en: "Enterprise {enterprise} is not active.",
    zh: "企业 {enterprise} 当前不可用。",
  },
  ProviderNotAdmitted: {
    args: { provider: "provider", day: "day" },
    en: "Provider {provider} is not admitted on {day}.",
    zh: "服务机构 {provider} 在 {day} 未入库。",
  },
  NoticeNotOver: {
    args: { order: "hash", noticeEnd: "day" },
    en: "The public notice of order {order} runs through {noticeEnd}.",
    zh: "订单 {order} 的公示期截至 {noticeEnd}（含当日）。",
  },
  DeadlinePassed: {
    args: { deadline: "moment" },
    en: "The signature was good until {deadline}, Shanghai time.",
    zh: "签名的有效期截至北京时间 {deadline}。",
  },
  NullifierUsed: {
    args: { nullifier: "hash", order: "hash" },
    en: "This contract or invoice ({nullifier}) already serves order {order}.",
    zh: "该合同或发票（{nullifier}）已用于订单 {order}。",
  },
});
