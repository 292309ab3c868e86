/**
 * Why a voucher cannot be had or used, as its enterprise is told. A reason has the name of the ledger's error, or of the reason for which
 * an item is passed over: what is refused here, the ledger refuses by that name.
 */
import { defineSentences, fillIn } from "../errors/catalogue.ts";
import type { Text } from "../text/text.ts";

const SENTENCES = defineSentences({
  // contracts/Districts.sol
  EditionIsClosed: {
    args: {},
    en: "This edition of the ledger is closed: nothing more is issued or ordered in it. The edition that took over has programs of its own.",
    zh: "本版账本已关闭，不再发放双创券和登记订单；请查阅接替的新版账本中的项目。",
  },
  DistrictNotActive: {
    args: { district: "district" },
    en: "Nothing new can begin in {district}: it is no longer a member.",
    zh: "{district}已退出，不能开始任何新事项。",
  },

  // contracts/Programs.sol
  ProgramIn: {
    args: { status: "programStatus" },
    en: "The program is {status}. Vouchers are issued and orders placed under open programs only.",
    zh: "项目当前状态为“{status}”。只有开放的项目可以发放双创券、登记订单。",
  },
  IssueClosed: {
    args: { lastIssueDay: "day" },
    en: "Vouchers were issued through {lastIssueDay}. Ask for the program of the new budget year.",
    zh: "发放已于 {lastIssueDay} 截止，请关注新预算年度的项目。",
  },
  BudgetExceeded: {
    args: { available: "fen", asked: "fen" },
    en: "{available} is left of the budget, and {asked} is asked for.",
    zh: "预算余额为 {available}，申请金额为 {asked}。",
  },
  ClassNotCovered: {
    args: { serviceClass: "number" },
    en: "The program does not pay for services of class {serviceClass}.",
    zh: "该项目不支持服务类别 {serviceClass}。",
  },
  ContractTooSmall: {
    args: { value: "fen", least: "fen" },
    en: "The contract is worth {value}, and the program begins at {least}.",
    zh: "合同金额为 {value}，低于该项目的最低合同金额 {least}。",
  },
  ShareExceeded: {
    args: { amount: "fen", most: "fen" },
    en: "Of this contract the voucher pays at most {most}, and {amount} is asked for.",
    zh: "该合同最多抵用 {most}，申请金额为 {amount}。",
  },
  AmountMissing: {
    args: {},
    en: "Nothing is left for the voucher to pay: its share of the contract is less than one fen.",
    zh: "按抵用比例计算不足一分，没有可抵用的金额。",
  },

  // contracts/vouchers/Item.sol, PassedOver
  OtherDistrict: {
    args: { home: "district" },
    en: "Its vouchers are for enterprises that are registered in {home}.",
    zh: "该项目的双创券只发放给在{home}登记的企业。",
  },
  NotActive: {
    args: { status: "enterpriseStatus" },
    en: "The enterprise is {status}; vouchers are issued to active ones. Ask your Bureau.",
    zh: "企业当前状态为“{status}”，只有状态正常的企业可获得双创券，请咨询所在区科技局。",
  },
  FaceOutOfTerms: {
    args: { greatestFace: "fen", asked: "fen" },
    en: "One voucher is worth at most {greatestFace}, and {asked} is asked for.",
    zh: "单张双创券不超过 {greatestFace}，申请金额为 {asked}。",
  },
  YearlyCap: {
    args: { cap: "fen", issued: "fen", room: "fen" },
    en: "Firms under one control get at most {cap} a year; {issued} of it was issued, which leaves {room}.",
    zh: "同一实际控制人的企业每年合计不超过 {cap}，本年已发放 {issued}，尚余 {room}。",
  },

  // contracts/vouchers and contracts/Vouchers.sol
  VoucherIn: {
    args: { status: "voucherStatus" },
    en: "The voucher is {status}.",
    zh: "该双创券当前状态为“{status}”。",
  },
  VoucherFrozen: {
    args: {},
    en: "The voucher is frozen. The time is added to its term when the freeze ends.",
    zh: "该双创券已冻结；解冻后，冻结时间顺延计入有效期。",
  },
  UseByPassed: {
    args: { useBy: "day" },
    en: "Orders could be placed on it through {useBy}.",
    zh: "该双创券的使用期限为 {useBy}（含当日），现已届满。",
  },
  RemainingExceeded: {
    args: { remaining: "fen", amount: "fen" },
    en: "{remaining} of the voucher is left, and {amount} is asked for.",
    zh: "该双创券余额为 {remaining}，申请金额为 {amount}。",
  },

  // contracts/Enterprises.sol, contracts/Providers.sol, contracts/base/Wallets.sol
  EnterpriseIn: {
    args: { status: "enterpriseStatus" },
    en: "The enterprise is {status} and places no new orders. Ask your Bureau.",
    zh: "企业当前状态为“{status}”，不能登记新订单，请咨询所在区科技局。",
  },
  WalletStopped: {
    args: { party: "packed" },
    en: "The wallet of {party} is being replaced; until then nobody signs for it.",
    zh: "{party} 的签名账户正在更换，更换完成前无人可代其签名。",
  },
  ProviderIn: {
    args: { provider: "provider", status: "providerStatus" },
    en: "Provider {provider} is {status}; orders are placed with admitted ones.",
    zh: "服务机构 {provider} 当前状态为“{status}”，只能向已入库的服务机构下单。",
  },
  CertificateNotValid: {
    args: { provider: "provider", validFrom: "day", validThrough: "day" },
    en: "The certificate of provider {provider} is valid from {validFrom} through {validThrough}.",
    zh: "服务机构 {provider} 的证书有效期为 {validFrom} 至 {validThrough}（含当日）。",
  },
  ClassNotAdmitted: {
    args: { provider: "provider", serviceClass: "number" },
    en: "Provider {provider} is not admitted for services of class {serviceClass}.",
    zh: "服务机构 {provider} 的入库范围不含服务类别 {serviceClass}。",
  },
  OneGroup: {
    args: {},
    en: "Enterprise and provider are under the same actual control.",
    zh: "企业与服务机构属同一实际控制人。",
  },
  OneWallet: {
    args: {},
    en: "Enterprise and provider sign with the same account.",
    zh: "企业与服务机构使用同一签名账户。",
  },
});

export type ReasonCode = keyof typeof SENTENCES;

/** By its code, with what it says. */
export interface Reason {
  readonly code: ReasonCode;
  readonly sentence: Text;
}

/**
 * @param values by the names in the sentence; statuses by the contract's numbers, days and amounts as integers, what has a name of its own
 * by that.
 */
export function reason(code: ReasonCode, values: Readonly<Record<string, bigint | number | Text>> = {}): Reason {
  const sentence = SENTENCES[code];
  const whole = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "object" ? value : BigInt(value)]),
  );
  return { code, sentence: { en: fillIn(sentence, whole, "en"), zh: fillIn(sentence, whole, "zh") } };
}

/** All codes, for whoever holds them against the contracts. */
export const REASON_CODES = Object.keys(SENTENCES) as readonly ReasonCode[];
