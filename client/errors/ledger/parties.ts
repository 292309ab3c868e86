/** Errors about districts, enterprises and providers. */
import { defineSentences } from "../catalogue.ts";

export const PARTY_SENTENCES = defineSentences({
  // contracts/Districts.sol
  DistrictNotActive: {
    args: { district: "district" },
    en: "Nothing new can begin in {district}: it has retired or is not a member.",
    zh: "{district}已退出或不是成员，不能开始任何新事项。",
  },
  DistrictUnknown: {
    args: { district: "district" },
    en: "The ledger has no record of {district}. Check its number.",
    zh: "账本中没有{district}的记录，请核对编号。",
  },
  NameUnfit: {
    args: { name: "unsaid", position: "place" },
    en: "The district's name does not fit at byte {position}. It takes 1 to 32 bytes of text without control characters and without \" & ' < > \\.",
    zh: "区名在第 {position} 个字节处不合要求。区名为 1 至 32 字节的文字，不含控制字符以及 \" & ' < > \\。",
  },
  EditionIsClosed: {
    args: {},
    en: "This edition of the ledger is closed: nothing more is issued or ordered in it. Use the edition that took over.",
    zh: "本版账本已关闭，不再发放和登记订单，请使用接替的新版账本。",
  },

  // contracts/Enterprises.sol and contracts/Groups.sol
  EnterpriseUnknown: {
    args: { enterprise: "enterprise" },
    en: "Enterprise {enterprise} is not registered. Check the number, or register it first.",
    zh: "企业 {enterprise} 尚未登记。请核对编号，或先行登记。",
  },
  EnterpriseIn: {
    args: { enterprise: "enterprise", status: "enterpriseStatus" },
    en: "Enterprise {enterprise} is {status}, which rules this out. Its home Bureau can tell what is possible.",
    zh: "企业 {enterprise} 当前状态为“{status}”，不能办理此事。请咨询其所在区科技局。",
  },
  MergesIntoItself: {
    args: { enterprise: "enterprise" },
    en: "Enterprise {enterprise} cannot be merged into itself. Name the other enterprise.",
    zh: "企业 {enterprise} 不能并入自身，请填写另一家企业。",
  },
  "OtherDistrict(enterprise,into)": {
    args: { enterprise: "enterprise", into: "enterprise" },
    en: "Enterprises {enterprise} and {into} are of different districts, and only those of one district are merged.",
    zh: "企业 {enterprise} 与 {into} 不在同一区，只有同区企业可以合并。",
  },
  GroupMissing: {
    args: {},
    en: "The mark of the actual controller is missing. Compute it from the controller's identity.",
    zh: "缺少实际控制人的查重码，请根据实际控制人身份信息计算后填入。",
  },

  // contracts/Enterprises.sol and contracts/Providers.sol
  NotAnEnding: {
    args: { status: "number" },
    en: "Status {status} is not an end. An enterprise is closed (4) or blacklisted (5), a provider removed (6) or blacklisted (7).",
    zh: "状态 {status} 不是终止状态。企业可注销（4）或列入黑名单（5），服务机构可移出（6）或列入黑名单（7）。",
  },
  PartyMissing: {
    args: {},
    en: "The mark of the party is missing. Compute it from its credit code.",
    zh: "缺少该单位的查重码，请根据统一社会信用代码计算后填入。",
  },
  PartyRegistered: {
    args: { party: "unsaid", enterprise: "enterprise" },
    en: "This enterprise is already registered as {enterprise}. Use that number.",
    zh: "该企业已登记，编号为 {enterprise}，请直接使用该编号。",
  },
  PartyAdmitted: {
    args: { party: "unsaid", provider: "provider" },
    en: "This provider is already proposed or admitted as {provider}. Use that number.",
    zh: "该服务机构已推荐或入库，编号为 {provider}，请直接使用该编号。",
  },
  PartyBlacklisted: {
    args: { party: "hash" },
    en: "This party (mark {party}) was blacklisted and is never registered again.",
    zh: "该单位（查重码 {party}）已列入黑名单，不得再次登记。",
  },

  // contracts/Providers.sol
  ProviderUnknown: {
    args: { provider: "provider" },
    en: "Provider {provider} is not known. Check the number.",
    zh: "服务机构 {provider} 不存在，请核对编号。",
  },
  ProviderIn: {
    args: { provider: "provider", status: "providerStatus" },
    en: "Provider {provider} is {status}, which rules this out. The Bureau of its district can tell what is possible.",
    zh: "服务机构 {provider} 当前状态为“{status}”，不能办理此事。请咨询其所在区科技局。",
  },
  ValidityEmpty: {
    args: { validFrom: "day", validThrough: "day" },
    en: "A certificate valid from {validFrom} through {validThrough} would never be valid. Give a later last day.",
    zh: "有效期 {validFrom} 至 {validThrough} 无效：结束日早于开始日或已经过去。请填写更晚的结束日。",
  },
  ClassesMissing: {
    args: {},
    en: "The certificate names no service class. Name at least one.",
    zh: "证书未列明服务类别，请至少填写一类。",
  },
  ClassNotAdmitted: {
    args: { provider: "provider", serviceClass: "number" },
    en: "Provider {provider} is not admitted for service class {serviceClass}. Choose another provider, or have it renewed with that class.",
    zh: "服务机构 {provider} 的入库范围不含服务类别 {serviceClass}。请另选服务机构，或续期时增加该类别。",
  },
  CertificateNotValid: {
    args: { provider: "provider", validFrom: "day", validThrough: "day", today: "day" },
    en: "The certificate of provider {provider} is valid from {validFrom} through {validThrough}, and today is {today}.",
    zh: "服务机构 {provider} 的证书有效期为 {validFrom} 至 {validThrough}（含当日），今日为 {today}。",
  },

  // contracts/Providers.sol, contracts/vouchers/Issuing.sol and contracts/orders/Redeeming.sol
  NoticeOutsideTerms: {
    args: { noticeEnd: "day", earliest: "day", latest: "day" },
    en: "The public notice cannot end on {noticeEnd}. Choose a last day from {earliest} through {latest}.",
    zh: "公示期不能于 {noticeEnd} 结束，请在 {earliest} 至 {latest} 之间选择结束日。",
  },
  NoticeRunning: {
    args: { noticeEnd: "day" },
    en: "The public notice runs through {noticeEnd}. Come back the day after.",
    zh: "公示期至 {noticeEnd}（含当日）结束，请在次日起办理。",
  },
});
