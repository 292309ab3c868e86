/** Programs and their budgets: contracts/Programs.sol. */
import type { ActsOfPart } from "./form.ts";
import { withdrawProposal } from "./shared.ts";

export const PROGRAM_ACTS: ActsOfPart = {
  propose: {
    title: { en: "Propose a program", zh: "提出项目" },
    args: {
      proposed_home: "district",
      proposed_share: "basisPoints",
      proposed_yearlyCap: "fen",
      proposed_greatestFace: "fen",
      proposed_leastContract: "fen",
      proposed_useByDays: "number",
      proposed_claimByDays: "number",
      proposed_extensionDays: "number",
      proposed_noticeFloor: "number",
      proposed_noticeCeiling: "number",
      proposed_graceDays: "number",
      proposed_resolveDays: "number",
      proposed_lastIssueDay: "day",
      proposed_joint: "districts",
      proposed_classes: "classes",
      proposed_policy: "hash",
      policyUri: "text",
    },
    en: "A program of {proposed_home} is proposed: {proposed_share} of a contract, at most {proposed_yearlyCap} a group and year and {proposed_greatestFace} a voucher, for contracts of {proposed_leastContract} and more; to be used within {proposed_useByDays} days and claimed within {proposed_claimByDays}, extended once by {proposed_extensionDays}; notices of {proposed_noticeFloor} to {proposed_noticeCeiling} days, {proposed_graceDays} days of grace, {proposed_resolveDays} days to resolve objections; issued through {proposed_lastIssueDay}; joint districts: {proposed_joint}; service classes {proposed_classes}; policy {proposed_policy} at {policyUri}. The Approver has to confirm it.",
    zh: "提出{proposed_home}项目：抵用比例 {proposed_share}，每组每年上限 {proposed_yearlyCap}，单张最大面额 {proposed_greatestFace}，最低合同金额 {proposed_leastContract}；使用期限 {proposed_useByDays} 天，核销申请期限 {proposed_claimByDays} 天，可延期一次 {proposed_extensionDays} 天；公示期 {proposed_noticeFloor} 至 {proposed_noticeCeiling} 天，宽限期 {proposed_graceDays} 天，异议处理期限 {proposed_resolveDays} 天；最后发放日 {proposed_lastIssueDay}；联合发放区：{proposed_joint}；服务类别 {proposed_classes}；政策文件 {proposed_policy}，地址 {policyUri}。须经审批人确认。",
  },
  confirm: {
    title: { en: "Open a program", zh: "确认设立项目" },
    args: { id: "number" },
    en: "Program {id} is open, with the terms that were proposed; they never change.",
    zh: "项目 {id} 按所提条款设立，条款此后不再变更。",
  },
  raise: {
    title: { en: "Propose to raise a budget", zh: "提出增加预算" },
    args: { id: "number", from: "fen", to: "fen" },
    en: "It is proposed to raise the budget of program {id} from {from} to {to}; the Approver has to confirm it.",
    zh: "提出将项目 {id} 的预算由 {from} 增至 {to}，须经审批人确认。",
  },
  confirmRaise: {
    title: { en: "Confirm a raised budget", zh: "确认增加预算" },
    args: { id: "number", from: "fen", to: "fen" },
    en: "The budget of program {id} is raised from {from} to {to}.",
    zh: "项目 {id} 的预算由 {from} 增至 {to}。",
  },
  lower: {
    title: { en: "Lower a budget", zh: "减少预算" },
    args: { id: "number", to: "fen" },
    en: "The budget of program {id} is lowered to {to}, at once.",
    zh: "项目 {id} 的预算立即减至 {to}。",
  },
  stop: {
    title: { en: "Stop a program", zh: "停用项目" },
    args: { id: "number" },
    en: "Program {id} is stopped at once: nothing is issued and no order is placed. Starting it again takes two officers.",
    zh: "项目 {id} 立即停用：不再发放，也不再登记订单。恢复须两名经办人。",
  },
  restart: {
    title: { en: "Propose to start a program again", zh: "提出恢复项目" },
    args: { id: "number" },
    en: "It is proposed to start program {id} again; the Approver has to confirm it.",
    zh: "提出恢复项目 {id}，须经审批人确认。",
  },
  confirmRestart: {
    title: { en: "Start a program again", zh: "确认恢复项目" },
    args: { id: "number" },
    en: "Program {id} is open again.",
    zh: "项目 {id} 恢复开放。",
  },
  withdrawProposal,
};
