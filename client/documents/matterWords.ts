/** What documents are for and about, in words: purposes and subjects as the programs write them (`revoke`, `voucher 3-000017`). */
import type { Text } from "../text/text.ts";

/** Undefined for a purpose that no program of ours writes. */
export function purposeText(purpose: string): Text | undefined {
  return Object.hasOwn(PURPOSES, purpose) ? PURPOSES[purpose] : undefined;
}

const PURPOSES: Readonly<Record<string, Text>> = {
  announce: { en: "the decision on a list", zh: "公示" },
  "bank list": { en: "a list for the bank", zh: "送银行清单" },
  "bank receipt": { en: "the bank's receipt", zh: "银行回单" },
  blacklist: { en: "why it is blacklisted", zh: "列入黑名单" },
  clawBack: { en: "why it is claimed back", zh: "追回" },
  close: { en: "why it is closed", zh: "注销" },
  contract: { en: "the contract", zh: "合同" },
  controller: { en: "the actual controller", zh: "实际控制人" },
  "decide accept": { en: "why it is accepted in the enterprise's stead", zh: "代为确认" },
  "decide refuse": { en: "why it is refused in the enterprise's stead", zh: "代为拒绝" },
  decline: { en: "why it is not admitted", zh: "不予入库" },
  extend: { en: "why it is extended", zh: "延期" },
  freeze: { en: "why it is frozen", zh: "冻结" },
  object: { en: "why it is objected to", zh: "异议" },
  overrule: { en: "why an objection is overruled", zh: "否决异议" },
  profile: { en: "the profile", zh: "资料" },
  recovery: { en: "money that came back", zh: "追回到账" },
  redeem: { en: "proof of delivery", zh: "核销" },
  refuse: { en: "why the claim is refused", zh: "拒绝核销" },
  "reject for cause": { en: "why it is rejected for good", zh: "实质驳回" },
  "reject for form": { en: "why it is sent back", zh: "形式驳回" },
  reinstate: { en: "why the suspension ends", zh: "恢复" },
  remove: { en: "why it is removed", zh: "移出" },
  resolve: { en: "how the objection was settled", zh: "处理异议" },
  revoke: { en: "why it is revoked", zh: "撤销" },
  suspend: { en: "why it is suspended", zh: "暂停" },
  unfreeze: { en: "why the freeze ends", zh: "解除冻结" },
  withdraw: { en: "why it is withdrawn", zh: "撤回" },
  writeOff: { en: "why it is given up", zh: "核减追回" },
};

/** In English as it is committed to. */
export function subjectText(subject: string): Text {
  const zh = subject
    .replaceAll(NAMED, (_, noun: string, id: string) => `${NOUNS[noun] ?? noun} ${id}`)
    .replace(SEATED, (_, matter: string, seat: string) => `${matter}（${SEATS[seat] ?? seat}）`);
  return { en: subject, zh };
}

const NOUNS: Readonly<Record<string, string>> = {
  enterprise: "企业",
  list: "名单",
  order: "订单",
  payment: "拨付批次",
  provider: "服务机构",
  receipt: "回单",
  round: "轮次",
  voucher: "双创券",
  with: "与",
};
const SEATS: Readonly<Record<string, string>> = { auditor: "审计机构", home: "所属区", provider: "服务机构所在区" };

/** A noun and the number behind it, as in `order 0x… round 1`. */
const NAMED = new RegExp(`\\b(${Object.keys(NOUNS).join("|")}) (P?[\\dA-Z][\\dA-Za-z-]*)`, "g");
/** Whose objection to what. */
const SEATED = /^(0x[\da-f]{64}) (auditor|home|provider)$/;
