/** How documents are told to people. */
import { dayOf, isoOfDay } from "../../../client/days.ts";
import type { Json } from "../../../client/documents/canonical.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Data } from "../../cli/answer.ts";
import { KeptDocument, type ErasedDocument } from "../../../client/documents/record.ts";

/** A document as it was committed to, indented. */
export function shownDocument(document: Json): Text {
  const text = JSON.stringify(document, null, 2).replaceAll(/^/gm, "  ");
  return { en: text, zh: text };
}

/** The Shanghai day of a time in ISO 8601. */
export function dayOfTime(time: string): string {
  return isoOfDay(dayOf(Math.floor(Date.parse(time) / 1_000)));
}

/** What programs read of a document: all but its salt. */
export function dataOf(document: KeptDocument | ErasedDocument): { readonly [name: string]: Data } {
  const { commitment, purpose, subject, made } = document;
  const erased = document instanceof KeptDocument ? null : document.erased;
  return { commitment, purpose, subject, made, erased, document: document.document ?? null };
}

/** `revoke · voucher 3-000017 · 2030-03-01` */
export function headOf(document: KeptDocument | ErasedDocument): Text {
  const [purpose, subject, made] = [purposeOf(document), subjectOf(document), dayOfTime(document.made)];
  return { en: `${purpose.en} · ${subject.en} · ${made}`, zh: `${purpose.zh} · ${subject.zh} · ${made}` };
}

/** In English the word that is committed to; in Chinese it stands behind, because that is what a document is looked for by. */
export function purposeOf({ purpose }: KeptDocument | ErasedDocument): Text {
  const known = PURPOSES[purpose];
  return { en: purpose, zh: known === undefined ? purpose : `${known}（${purpose}）` };
}

export function subjectOf({ subject }: KeptDocument | ErasedDocument): Text {
  const zh = subject.replaceAll(NAMED, (_, noun: string, id: string) => `${NOUNS[noun] ?? noun} ${id}`);
  return { en: subject, zh };
}

const PURPOSES: Readonly<Record<string, string>> = {
  announce: "公示",
  "bank list": "送银行清单",
  "bank receipt": "银行回单",
  blacklist: "列入黑名单",
  clawBack: "追回",
  close: "注销",
  contract: "合同",
  controller: "实际控制人",
  "decide accept": "代为确认",
  "decide refuse": "代为拒绝",
  decline: "不予入库",
  extend: "延期",
  freeze: "冻结",
  object: "异议",
  overrule: "否决异议",
  profile: "资料",
  recovery: "追回到账",
  redeem: "核销",
  refuse: "拒绝核销",
  "reject for cause": "实质驳回",
  "reject for form": "形式驳回",
  remove: "移出",
  resolve: "处理异议",
  revoke: "撤销",
  suspend: "暂停",
  unfreeze: "解除冻结",
  withdraw: "撤回",
  writeOff: "核减追回",
};

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

/** A noun and the number behind it, as in `order 0x… round 1`. */
const NAMED = new RegExp(`\\b(${Object.keys(NOUNS).join("|")}) (P?[\\dA-Z][\\dA-Za-z-]*)`, "g");

export function erasedOn({ erased }: ErasedDocument): Text {
  return {
    en: `It was erased on ${dayOfTime(erased)}: nobody can open its commitment with this office's salt any more.`,
    zh: `已于 ${dayOfTime(erased)} 删除：其承诺值已无法再用本单位的盐值核对。`,
  };
}
