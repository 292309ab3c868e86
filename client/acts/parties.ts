/** Enterprises and providers: contracts/Enterprises.sol, contracts/Providers.sol. */
import type { ActsOfPart } from "./form.ts";
import { endActs, OBJECTIONS, walletActs, withdrawProposal } from "./shared.ts";

const ENTERPRISE = { en: "enterprise", zh: "企业" };
const PROVIDER = { en: "provider", zh: "服务机构" };

export const ENTERPRISE_ACTS: ActsOfPart = {
  ...walletActs("enterprise", ENTERPRISE),
  ...endActs("enterpriseStatus", "enterprise", ENTERPRISE),
  register: {
    title: { en: "Register enterprises", zh: "登记企业" },
    args: { items: "count" },
    en: "Enterprises are registered: {items}, all or none. They can be issued vouchers from now on.",
    zh: "登记企业 {items} 家，全部成功或全部不登记；此后可向其发放双创券。",
    each: {
      of: "items",
      args: { home: "district", wallet: "account", party: "hash", group: "hash", profile: "hash" },
      en: "An enterprise of {home}; {wallet} signs for it. Mark of the firm {party}, of its actual controller {group}; profile kept as {profile}.",
      zh: "{home}企业，由 {wallet} 签署；企业查重码 {party}，实际控制人查重码 {group}；档案以 {profile} 留存。",
    },
  },
  changeProfile: {
    title: { en: "Record a changed profile", zh: "登记档案变更" },
    args: { id: "enterprise", profile: "hash" },
    en: "The profile of enterprise {id} is kept as {profile} from now on.",
    zh: "企业 {id} 的档案此后以 {profile} 留存。",
  },
  freeze: {
    title: { en: "Freeze an enterprise", zh: "冻结企业" },
    args: { id: "enterprise", reason: "hash" },
    en: "Enterprise {id} is frozen at once: nothing is issued to it, and it signs nothing. The reason is kept as {reason}.",
    zh: "企业 {id} 立即冻结：不再向其发放，其签名一律无效。理由以 {reason} 留存。",
  },
  unfreeze: {
    title: { en: "Propose to end a freeze", zh: "提出解除冻结" },
    args: { id: "enterprise", reason: "hash" },
    en: "It is proposed to end the freeze of enterprise {id}; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出解除企业 {id} 的冻结，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmUnfreeze: {
    title: { en: "Confirm the end of a freeze", zh: "确认解除冻结" },
    args: { id: "enterprise", reason: "hash" },
    en: "Enterprise {id} is no longer frozen. The reason is kept as {reason}.",
    zh: "企业 {id} 解除冻结。理由以 {reason} 留存。",
  },
  regroup: {
    title: { en: "Propose another actual controller", zh: "提出变更实际控制人" },
    args: { id: "enterprise", group: "hash" },
    en: "It is proposed that enterprise {id} has another actual controller, with the mark {group}; the Approver has to confirm it.",
    zh: "提出将企业 {id} 的实际控制人变更为查重码 {group} 所对应者，须经审批人确认。",
  },
  confirmRegroup: {
    title: { en: "Confirm another actual controller", zh: "确认变更实际控制人" },
    args: { id: "enterprise", group: "hash" },
    en: "Enterprise {id} belongs to the actual controller with the mark {group}; the yearly cap counts for that group.",
    zh: "企业 {id} 归入查重码 {group} 所对应的实际控制人，年度上限按该组计算。",
  },
  merge: {
    title: { en: "Propose a merger", zh: "提出企业合并" },
    args: { id: "enterprise", into: "enterprise" },
    en: "It is proposed that enterprise {id} went into enterprise {into}; the Approver has to confirm it.",
    zh: "提出企业 {id} 并入企业 {into}，须经审批人确认。",
  },
  confirmMerge: {
    title: { en: "Confirm a merger", zh: "确认企业合并" },
    args: { id: "enterprise", into: "enterprise" },
    en: "Enterprise {id} went into enterprise {into}, for good; {into} signs for its vouchers.",
    zh: "企业 {id} 永久并入企业 {into}，其双创券由 {into} 签署。",
  },
  withdrawProposal,
};

export const PROVIDER_ACTS: ActsOfPart = {
  ...walletActs("provider", PROVIDER),
  ...endActs("providerStatus", "provider", PROVIDER),
  ...OBJECTIONS,
  propose: {
    title: { en: "Propose a provider", zh: "推荐服务机构" },
    args: {
      admission_home: "district",
      admission_wallet: "account",
      admission_validFrom: "day",
      admission_validThrough: "day",
      admission_classes: "classes",
      admission_party: "hash",
      admission_group: "hash",
      admission_profile: "hash",
    },
    en: "A provider of {admission_home} is proposed for service classes {admission_classes}, from {admission_validFrom} through {admission_validThrough}; {admission_wallet} signs for it. Mark of the firm {admission_party}, of its actual controller {admission_group}; profile kept as {admission_profile}. Its Bureau has to countersign.",
    zh: "推荐{admission_home}服务机构入库：服务类别 {admission_classes}，有效期 {admission_validFrom} 至 {admission_validThrough}，由 {admission_wallet} 签署；机构查重码 {admission_party}，实际控制人查重码 {admission_group}；档案以 {admission_profile} 留存。须由所在区科技局会签。",
  },
  countersign: {
    title: { en: "Countersign an admission", zh: "会签入库" },
    args: { id: "provider", noticeEnd: "day" },
    en: "The admission of provider {id} is countersigned and in public notice through {noticeEnd}; it can be admitted after that day.",
    zh: "会签服务机构 {id} 入库并开始公示，公示至 {noticeEnd}，期满后可入库。",
  },
  decline: {
    title: { en: "Decline an admission", zh: "不予入库" },
    args: { id: "provider", reason: "hash" },
    en: "Provider {id} is not admitted. The reason is kept as {reason}.",
    zh: "服务机构 {id} 不予入库。理由以 {reason} 留存。",
  },
  admit: {
    title: { en: "Admit a provider", zh: "准予入库" },
    args: { id: "provider" },
    en: "Provider {id} is admitted and gets its certificate; orders can be placed with it.",
    zh: "服务机构 {id} 入库并取得证书，此后可登记订单。",
  },
  renew: {
    title: { en: "Propose a renewal", zh: "提出续期" },
    args: { id: "provider", validThrough: "day", classes: "classes" },
    en: "It is proposed that the certificate of provider {id} is good through {validThrough}, for service classes {classes}; its Bureau has to countersign.",
    zh: "提出将服务机构 {id} 的证书续期至 {validThrough}，服务类别 {classes}，须由所在区科技局会签。",
  },
  confirmRenew: {
    title: { en: "Countersign a renewal", zh: "会签续期" },
    args: { id: "provider", validThrough: "day", classes: "classes" },
    en: "The certificate of provider {id} is good through {validThrough}, for service classes {classes}.",
    zh: "服务机构 {id} 的证书有效期至 {validThrough}，服务类别 {classes}。",
  },
  suspend: {
    title: { en: "Suspend a provider", zh: "暂停服务机构" },
    args: { id: "provider", reason: "hash" },
    en: "Provider {id} is suspended at once: it takes no new orders. The reason is kept as {reason}.",
    zh: "服务机构 {id} 立即暂停，不再承接新订单。理由以 {reason} 留存。",
  },
  reinstate: {
    title: { en: "Propose to end a suspension", zh: "提出恢复服务机构" },
    args: { id: "provider", reason: "hash" },
    en: "It is proposed to end the suspension of provider {id}; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出恢复服务机构 {id}，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmReinstate: {
    title: { en: "Confirm the end of a suspension", zh: "确认恢复服务机构" },
    args: { id: "provider", reason: "hash" },
    en: "Provider {id} is no longer suspended. The reason is kept as {reason}.",
    zh: "服务机构 {id} 恢复。理由以 {reason} 留存。",
  },
  changeProfile: {
    title: { en: "Record a changed profile", zh: "登记档案变更" },
    args: { id: "provider", profile: "hash" },
    en: "The profile of provider {id} is kept as {profile} from now on.",
    zh: "服务机构 {id} 的档案此后以 {profile} 留存。",
  },
  withdrawProposal,
};
