/** What the ledger holds of a thing at the moment, a sentence each. */
import { sayWith } from "../../../client/acts/form.ts";
import { PROGRAM_TERMS } from "../../../client/acts/programs.ts";
import { availableOf, type Budget } from "../../../client/budgetWord.ts";
import { isoOfDay } from "../../../client/days.ts";
import { districtOf, formatEnterprise, formatProvider, formatVoucher, programOf } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { ORDER_STAGES, type OrderState } from "../../../client/orderWord.ts";
import { classesOf } from "../../../client/serviceClasses.ts";
import { counted } from "../../../client/text/counted.ts";
import { districtText, shortHex } from "../../../client/text/ids.ts";
import * as states from "../../../client/text/states.ts";
import type { Text } from "../../../client/text/text.ts";
import { remainingOf, VOUCHER_STATUSES, type Voucher } from "../../../client/voucherWord.ts";

export const NOT_ASKED: Text = {
  en: "The ledger could not be asked what it holds of this. Try again before you go on.",
  zh: "未能向账本查询有关记录，请重试后再办理。",
};

export function first(shown: number, all: number): Text {
  return { en: `The first ${shown} of ${all} are shown.`, zh: `仅显示 ${all} 项中的前 ${shown} 项。` };
}

export function voucher(id: bigint, word: Voucher, frozen: boolean): Text {
  const { enterprise, face, locked, redeemed, useBy, status } = word;
  const state = said(states.VOUCHER_STATUS, BigInt(VOUCHER_STATUSES.indexOf(status)));
  const [left, of] = [formatFen(remainingOf(word)), formatFen(face)];
  const names = [formatVoucher(id), formatEnterprise(enterprise), programOf(id)] as const;
  return {
    en: `Voucher ${names[0]} of enterprise ${names[1]}, program ${names[2]}: ${state.en}${frozen ? " and frozen" : ""}; ${left} of ${of} left, ${formatFen(locked)} locked, ${formatFen(redeemed)} redeemed; to be used by ${isoOfDay(useBy)}.`,
    zh: `双创券 ${names[0]}（企业 ${names[1]}，项目 ${names[2]}）：${state.zh}${frozen ? "、冻结中" : ""}；面额 ${of}，余额 ${left}，已锁定 ${formatFen(locked)}，已核销 ${formatFen(redeemed)}；使用期限至 ${isoOfDay(useBy)}。`,
  };
}

export interface List {
  readonly program: bigint;
  readonly count: bigint;
  readonly done: bigint;
  readonly total: bigint;
  readonly noticeEnd: bigint;
  readonly stage: bigint;
  readonly approvals: bigint;
}

export function list({ program: of, count, done, total, noticeEnd, stage, approvals }: List): Text {
  const [day, state] = [isoOfDay(Number(noticeEnd)), said(states.LIST_STAGE, stage)];
  return {
    en: `Program ${of}: a list of ${counted(count, "voucher")}, ${formatFen(total)} in all, ${state.en}; public notice through ${day}; ${counted(approvals, "approval")}; ${done} of ${count} done.`,
    zh: `项目 ${of}：名单共 ${count} 张、合计 ${formatFen(total)}，${state.zh}；公示至 ${day}；已获 ${approvals} 个区批准；已办 ${done} / ${count}。`,
  };
}

export function order(id: string, { voucher: drawn, provider: seller, amount, stage }: OrderState): Text {
  const state = said(states.ORDER_STAGE, BigInt(ORDER_STAGES.indexOf(stage)));
  return {
    en: `Order ${shortHex(id)}: voucher ${formatVoucher(drawn)}, provider ${formatProvider(seller)}, ${formatFen(amount)}, ${state.en}.`,
    zh: `订单 ${shortHex(id)}：双创券 ${formatVoucher(drawn)}，服务机构 ${formatProvider(seller)}，${formatFen(amount)}，${state.zh}。`,
  };
}

export interface ClawBack {
  readonly ordered: bigint;
  readonly recovered: bigint;
  readonly writtenOff: bigint;
}

/** Undefined where nothing was ever claimed back. */
export function clawBack({ ordered, recovered, writtenOff }: ClawBack): Text | undefined {
  if (ordered === 0n) return undefined;
  return {
    en: `To be paid back for it: ${formatFen(ordered)}; of this ${formatFen(recovered)} came back and ${formatFen(writtenOff)} was given up.`,
    zh: `该订单应追回 ${formatFen(ordered)}，已到账 ${formatFen(recovered)}，已核减 ${formatFen(writtenOff)}。`,
  };
}

export interface Payment {
  readonly home: bigint;
  readonly orders: bigint;
  readonly open: bigint;
  readonly total: bigint;
  readonly paid: bigint;
}

export function payment(id: bigint, { home, orders, open, total, paid }: Payment): Text {
  return {
    en: `Payment ${id} of ${districtText(home, "en")}: ${counted(orders, "order")}, ${formatFen(total)} in all; ${formatFen(paid)} paid so far; the bank has not answered for ${open}.`,
    zh: `${districtText(home, "zh")}拨付批次 ${id}：共 ${orders} 笔、合计 ${formatFen(total)}，已付 ${formatFen(paid)}，尚无回执 ${open} 笔。`,
  };
}

export interface Enterprise {
  readonly wallet: string;
  readonly vouchers: bigint;
  readonly status: bigint;
  readonly stopped: boolean;
}

export function enterprise(id: bigint, { wallet, vouchers, status, stopped }: Enterprise): Text {
  const [state, signs, home] = [said(states.ENTERPRISE_STATUS, status), signer(wallet, stopped), districtOf(id)];
  return {
    en: `Enterprise ${formatEnterprise(id)} of ${districtText(home, "en")}: ${state.en}; ${signs.en}; was issued ${counted(vouchers, "voucher")} so far.`,
    zh: `${districtText(home, "zh")}企业 ${formatEnterprise(id)}：${state.zh}；${signs.zh}；累计获发 ${vouchers} 张。`,
  };
}

export interface Provider {
  readonly wallet: string;
  readonly validFrom: bigint;
  readonly validThrough: bigint;
  readonly status: bigint;
  readonly stopped: boolean;
  readonly classes: bigint;
}

export function provider(id: bigint, { wallet, validFrom, validThrough, status, stopped, classes }: Provider): Text {
  const [state, signs, home] = [said(states.PROVIDER_STATUS, status), signer(wallet, stopped), districtOf(id)];
  const [from, through] = [isoOfDay(Number(validFrom)), isoOfDay(Number(validThrough))];
  const numbers = classesOf(classes);
  return {
    en: `Provider ${formatProvider(id)} of ${districtText(home, "en")}: ${state.en}; service classes ${numbers.join(", ")}; from ${from} through ${through}; ${signs.en}.`,
    zh: `${districtText(home, "zh")}服务机构 ${formatProvider(id)}：${state.zh}；服务类别 ${numbers.join("、")}；有效期 ${from} 至 ${through}；${signs.zh}。`,
  };
}

function signer(wallet: string, stopped: boolean): Text {
  if (stopped) return { en: "its wallet is stopped, nobody signs for it", zh: "钱包已停用，暂无人可代其签署" };
  return { en: `${wallet} signs for it`, zh: `由 ${wallet} 签署` };
}

/** A demand or an offer. */
export interface Post {
  readonly party: bigint;
  readonly serviceClass: bigint;
  /** Of the partner who is sought; 0 for any. */
  readonly district: bigint;
  readonly through: bigint;
  readonly state: bigint;
}

export function demand(id: string, post: Post): Text {
  const [firm, rest] = [formatEnterprise(post.party), sought(post)];
  return {
    en: `Demand ${shortHex(id)} of enterprise ${firm}: ${rest.en}.`,
    zh: `企业 ${firm} 的需求 ${shortHex(id)}：${rest.zh}。`,
  };
}

export function offer(id: string, post: Post): Text {
  const [seller, rest] = [formatProvider(post.party), sought(post)];
  return {
    en: `Offer ${shortHex(id)} of provider ${seller}: ${rest.en}.`,
    zh: `服务机构 ${seller} 的供给 ${shortHex(id)}：${rest.zh}。`,
  };
}

function sought({ serviceClass, district, through, state }: Post): Text {
  const [now, day] = [said(states.POST_STATE, state), isoOfDay(Number(through))];
  const where =
    district === 0n
      ? { en: "any district", zh: "不限" }
      : { en: districtText(district, "en"), zh: districtText(district, "zh") };
  return {
    en: `${now.en}; service class ${serviceClass}, with a partner of ${where.en}, through ${day}`,
    zh: `${now.zh}；服务类别 ${serviceClass}，对方所在区：${where.zh}，截止 ${day}`,
  };
}

export interface Pair {
  readonly enterprise: bigint;
  readonly provider: bigint;
  readonly serviceClass: bigint;
}

export function match(id: string, { enterprise: firm, provider: seller, serviceClass }: Pair): Text {
  return {
    en: `Match ${shortHex(id)}: enterprise ${formatEnterprise(firm)} with provider ${formatProvider(seller)}, service class ${serviceClass}.`,
    zh: `对接 ${shortHex(id)}：企业 ${formatEnterprise(firm)} 与服务机构 ${formatProvider(seller)}，服务类别 ${serviceClass}。`,
  };
}

/** As the contract has them, by its names. */
export type Terms = { readonly home: bigint } & Readonly<Record<string, unknown>>;

export function program(id: bigint, { home }: Terms, status: bigint, budget: Budget): Text {
  const state = said(states.PROGRAM_STATUS, status);
  const [approved, available] = [formatFen(budget.approved), formatFen(availableOf(budget))];
  return {
    en: `Program ${id} of ${districtText(home, "en")}: ${state.en}; budget ${approved}, of which ${available} is not issued.`,
    zh: `${districtText(home, "zh")}项目 ${id}：${state.zh}；预算 ${approved}，其中未发放 ${available}。`,
  };
}

export function terms(of: Terms): Text {
  const values = Object.keys(PROGRAM_TERMS.args).map((name) => [name, of[name.replace("proposed_", "")]] as const);
  return sayWith(PROGRAM_TERMS, Object.fromEntries(values));
}

function said(words: readonly Text[], number: bigint): Text {
  return { en: states.stateText(words, number, "en"), zh: states.stateText(words, number, "zh") };
}
