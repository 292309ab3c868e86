/** Errors about programs and their budgets. */
import { defineSentences } from "../catalogue.ts";

export const PROGRAM_SENTENCES = defineSentences({
  // contracts/Programs.sol
  ProgramUnknown: {
    args: { program: "number" },
    en: "There is no program {program}. Check the number.",
    zh: "项目 {program} 不存在，请核对编号。",
  },
  ProgramIn: {
    args: { program: "number", status: "programStatus" },
    en: "Program {program} is {status}, which rules this out.",
    zh: "项目 {program} 当前状态为“{status}”，不能办理此事。",
  },
  TermsUnfit: {
    args: { field: "termsField" },
    en: "The terms of the program do not fit: see the {field}. Correct the policy file.",
    zh: "项目条款有误：{field}不符合要求，请修改政策文件。",
  },
  BudgetExceeded: {
    args: { program: "number", available: "fen", asked: "fen" },
    en: "Not enough budget: program {program} can still issue {available}, and {asked} is needed. Finance has to propose a raise, and the Approver to confirm it.",
    zh: "预算不足：项目 {program} 尚可发放 {available}，本次需要 {asked}。请先由财政局提出调增、审批人确认。",
  },
  BudgetCommitted: {
    args: { program: "number", committed: "fen", asked: "fen" },
    en: "Program {program} has {committed} issued or redeemed, so its budget cannot be lowered to {asked}.",
    zh: "项目 {program} 已发放或核销 {committed}，预算不能调减至 {asked}。",
  },
  TooManyPrograms: {
    args: { home: "district", most: "number" },
    en: "An edition takes at most {most} programs of a district, and {home} has proposed as many.",
    zh: "每区在一个版次内最多设立 {most} 个项目，{home}已达上限。",
  },
  BudgetMoved: {
    args: { program: "number", approved: "fen", from: "fen" },
    en: "The approved budget of program {program} is {approved}, not {from} from which this raise starts. Propose the raise anew from {approved}.",
    zh: "项目 {program} 现批复预算为 {approved}，而本次调增以 {from} 为起点。请以 {approved} 为起点重新提出。",
  },
  NotARaise: {
    args: { program: "number", approved: "fen", to: "fen" },
    en: "Program {program} has {approved} approved; raising it to {to} is no raise. Give a higher amount, or lower the budget.",
    zh: "项目 {program} 现批复预算为 {approved}，{to} 并非调增。请填写更高金额，或改用调减。",
  },
  NotLower: {
    args: { program: "number", approved: "fen", to: "fen" },
    en: "Program {program} has {approved} approved; {to} is not lower. Give a lower amount, or propose a raise.",
    zh: "项目 {program} 现批复预算为 {approved}，{to} 并非调减。请填写更低金额，或提出调增。",
  },
  IssueClosed: {
    args: { program: "number", lastIssueDay: "day" },
    en: "The last day of issue of program {program} was {lastIssueDay}. Use the program of the current budget year.",
    zh: "项目 {program} 的最后发放日为 {lastIssueDay}，现已过期。请使用本预算年度的项目。",
  },
  ClassNotCovered: {
    args: { program: "number", serviceClass: "number" },
    en: "Program {program} does not cover service class {serviceClass}. Check the class, or use a voucher of another program.",
    zh: "项目 {program} 不支持服务类别 {serviceClass}。请核对类别，或改用其他项目的双创券。",
  },
  ContractTooSmall: {
    args: { program: "number", value: "fen", least: "fen" },
    en: "The contract is worth {value}, and program {program} begins at {least}.",
    zh: "合同金额为 {value}，低于项目 {program} 的最低合同金额 {least}。",
  },
  ShareExceeded: {
    args: { program: "number", amount: "fen", most: "fen" },
    en: "Program {program} covers at most {most} of this contract, and {amount} is asked for. Lower the amount and sign again.",
    zh: "项目 {program} 对该合同最多抵用 {most}，本次申请 {amount}。请降低金额后重新签名。",
  },
});
