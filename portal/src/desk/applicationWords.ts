/** What the desk calls an application's states and steps. */
import type { ApplicationState, StepTold } from "../../../client/applications.ts";
import type { Text } from "../app/language.tsx";
import type { State } from "../ui/states.ts";

export const APPLICATION_STATE: Readonly<Record<ApplicationState, State>> = {
  draft: { text: { en: "not handed in yet", zh: "未提交" }, tone: "plain" },
  submitted: { text: { en: "with the Bureau", zh: "科技局审核中" }, tone: "wait" },
  back: { text: { en: "to be completed", zh: "待补正" }, tone: "wait" },
  accepted: { text: { en: "accepted", zh: "已通过" }, tone: "good" },
  refused: { text: { en: "refused", zh: "未通过" }, tone: "bad" },
  appealed: { text: { en: "appeal with the Approver", zh: "申诉审批中" }, tone: "wait" },
  upheld: { text: { en: "refused for good", zh: "申诉未获支持" }, tone: "bad" },
  listed: { text: { en: "accepted, in a list", zh: "已列入名单" }, tone: "good" },
  withdrawn: { text: { en: "withdrawn", zh: "已撤回" }, tone: "plain" },
};

/** As buttons say what they do. */
export const STEP_DOES: Readonly<Record<StepTold["step"], Text>> = {
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
export const STEP_DONE: Readonly<Record<StepTold["step"], Text>> = {
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
