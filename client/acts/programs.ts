/** Programs and their budgets: contracts/Programs.sol. */
import type { ActsOfPart, Saying } from "./form.ts";
import { withdrawProposal } from "./shared.ts";

const TERMS = {
  proposed_home: "district",
  proposed_share: "basisPoints",
  proposed_yearlyCap: "fen",
  proposed_greatestFace: "fen",
  proposed_leastContract: "fen",
  proposed_useByDays: "dayCount",
  proposed_claimByDays: "dayCount",
  proposed_extensionDays: "dayCount",
  proposed_noticeFloor: "number",
  proposed_noticeCeiling: "dayCount",
  proposed_graceDays: "dayCount",
  proposed_resolveDays: "dayCount",
  proposed_lastIssueDay: "day",
  proposed_joint: "districts",
  proposed_classes: "classes",
  proposed_policy: "hash",
} as const;

const IN_ENGLISH =
  "{proposed_share} of a contract, at most {proposed_yearlyCap} a group and year and {proposed_greatestFace} a voucher, for contracts of {proposed_leastContract} and more; to be used within {proposed_useByDays} and claimed within {proposed_claimByDays}, extended once by {proposed_extensionDays}; notices of {proposed_noticeFloor} to {proposed_noticeCeiling}, {proposed_graceDays} of grace, {proposed_resolveDays} to resolve objections; issued through {proposed_lastIssueDay}; joint districts: {proposed_joint}; service classes {proposed_classes}; policy {proposed_policy}";
const IN_CHINESE =
  "抵用比例 {proposed_share}，每组每年上限 {proposed_yearlyCap}，单张最大面额 {proposed_greatestFace}，最低合同金额 {proposed_leastContract}；使用期限 {proposed_useByDays}，核销申请期限 {proposed_claimByDays}，可延期一次 {proposed_extensionDays}；公示期 {proposed_noticeFloor} 至 {proposed_noticeCeiling}，宽限期 {proposed_graceDays}，异议处理期限 {proposed_resolveDays}；最后发放日 {proposed_lastIssueDay}；联合发放区：{proposed_joint}；服务类别 {proposed_classes}；政策文件 {proposed_policy}";

/** A program's terms, the struct's fields as `proposed_share`. */
export const PROGRAM_TERMS: Saying = { args: TERMS, en: `Its terms: ${IN_ENGLISH}.`, zh: `其条款：${IN_CHINESE}。` };

export const PROGRAM_ACTS: ActsOfPart = {
  propose: {
    title: { en: "Propose a program", zh: "提出项目" },
    args: { ...TERMS, policyUri: "text" },
    en: `A program of {proposed_home} is proposed: ${IN_ENGLISH} at {policyUri}. The Approver has to confirm it.`,
    zh: `提出{proposed_home}项目：${IN_CHINESE}，地址 {policyUri}。须经审批人确认。`,
  },
  confirm: {
    title: { en: "Open a program", zh: "确认设立项目" },
    args: { id: "program" },
    en: "Program {id} is open, with the terms that were proposed; they never change.",
    zh: "项目 {id} 按所提条款设立，条款此后不再变更。",
  },
  raise: {
    title: { en: "Propose to raise a budget", zh: "提出增加预算" },
    args: { id: "program", from: "fen", to: "fen" },
    en: "It is proposed to raise the budget of program {id} from {from} to {to}; the Approver has to confirm it.",
    zh: "提出将项目 {id} 的预算由 {from} 增至 {to}，须经审批人确认。",
  },
  confirmRaise: {
    title: { en: "Confirm a raised budget", zh: "确认增加预算" },
    args: { id: "program", from: "fen", to: "fen" },
    en: "The budget of program {id} is raised from {from} to {to}.",
    zh: "项目 {id} 的预算由 {from} 增至 {to}。",
  },
  lower: {
    title: { en: "Lower a budget", zh: "减少预算" },
    args: { id: "program", to: "fen" },
    en: "The budget of program {id} is lowered to {to}, at once.",
    zh: "项目 {id} 的预算立即减至 {to}。",
  },
  stop: {
    title: { en: "Stop a program", zh: "停用项目" },
    args: { id: "program" },
    en: "Program {id} is stopped at once: nothing is issued and no order is placed. Starting it again takes two officers.",
    zh: "项目 {id} 立即停用：不再发放，也不再登记订单。恢复须两名经办人。",
  },
  restart: {
    title: { en: "Propose to start a program again", zh: "提出恢复项目" },
    args: { id: "program" },
    en: "It is proposed to start program {id} again; the Approver has to confirm it.",
    zh: "提出恢复项目 {id}，须经审批人确认。",
  },
  confirmRestart: {
    title: { en: "Start a program again", zh: "确认恢复项目" },
    args: { id: "program" },
    en: "Program {id} is open again.",
    zh: "项目 {id} 恢复开放。",
  },
  withdrawProposal,
};
