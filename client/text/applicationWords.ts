/** What people call an application's states and steps, at the desk and in the command. */
import type { ApplicationState, StepTold } from "../applications.ts";
import type { Text } from "./text.ts";

type States = Readonly<Record<ApplicationState, Text>>;

/** Of an application for a voucher. */
export const VOUCHER_STATES: States = {
  draft: { en: "not handed in yet", zh: "未提交" },
  submitted: { en: "with the Bureau", zh: "科技局审核中" },
  back: { en: "to be completed", zh: "待补正" },
  accepted: { en: "accepted", zh: "已通过" },
  refused: { en: "refused", zh: "未通过" },
  appealed: { en: "appeal with the Approver", zh: "申诉审批中" },
  upheld: { en: "refused for good", zh: "申诉未获支持" },
  listed: { en: "accepted, in a list", zh: "已列入名单" },
  withdrawn: { en: "withdrawn", zh: "已撤回" },
};

/** Of one for admission, which others answer. */
export const ADMISSION_STATES: States = {
  ...VOUCHER_STATES,
  submitted: { en: "with the Operator", zh: "运营机构审核中" },
  appealed: { en: "appeal with the Bureau", zh: "科技局申诉办理中" },
};

/** Of an appeal against a suspension, which begins where an application is refused. */
export const SUSPENSION_STATES: States = {
  ...VOUCHER_STATES,
  refused: { en: "not handed in yet", zh: "未提交" },
  accepted: { en: "appeal granted", zh: "申诉获支持" },
  upheld: { en: "suspension upheld", zh: "维持暂停" },
};

export type Steps = Readonly<Record<StepTold["step"], Text>>;

/** As it is said what somebody can do. */
export const STEP_DOES: Steps = {
  make: { en: "Begin", zh: "填写" },
  submit: { en: "Hand in", zh: "提交" },
  askBack: { en: "Ask for more", zh: "退回补正" },
  accept: { en: "Accept", zh: "通过" },
  refuse: { en: "Refuse", zh: "不予通过" },
  appeal: { en: "Appeal", zh: "申诉" },
  grant: { en: "Grant the appeal", zh: "支持申诉" },
  uphold: { en: "Uphold the refusal", zh: "维持不予通过" },
  withdraw: { en: "Withdraw", zh: "撤回" },
  list: { en: "Put into a list", zh: "列入名单" },
  unlist: { en: "Take out of the list", zh: "移出名单" },
};

/** As a history says what was done. */
export const STEP_DONE: Steps = {
  make: { en: "begun", zh: "已填写" },
  submit: { en: "handed in", zh: "已提交" },
  askBack: { en: "asked back", zh: "已退回补正" },
  accept: { en: "accepted", zh: "已通过" },
  refuse: { en: "refused", zh: "不予通过" },
  appeal: { en: "appealed", zh: "已申诉" },
  grant: { en: "appeal granted", zh: "申诉获支持" },
  uphold: { en: "refusal upheld", zh: "维持不予通过" },
  withdraw: { en: "withdrawn", zh: "已撤回" },
  list: { en: "put into a list", zh: "已列入名单" },
  unlist: { en: "taken out of a list", zh: "已移出名单" },
};

/** An appeal against a suspension is handed in, and dismissed where a refusal would be upheld. */
export const SUSPENSION_DOES: Steps = {
  ...STEP_DOES,
  appeal: { en: "Hand in the appeal", zh: "提交申诉" },
  uphold: { en: "Dismiss the appeal", zh: "不支持申诉" },
};

export const SUSPENSION_DONE: Steps = {
  ...STEP_DONE,
  make: { en: "appeal begun", zh: "已填写申诉" },
  uphold: { en: "appeal dismissed", zh: "申诉未获支持" },
};

/** Why something was erased. @param why as the office has it. */
export function whyErased(why: string | null): Text {
  return why === null ? { en: "it was never handed in", zh: "从未提交" } : { en: why, zh: why };
}
