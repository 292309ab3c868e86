import { defineCommand, optional } from "../../cli/define.ts";
import { nullifierPasswordFile, secondOfficer } from "../options.ts";
import { party } from "./enterprise.ts";

export const regroup = defineCommand({
  words: "regroup",
  text: {
    en: "put an enterprise under another actual controller; takes two officers",
    zh: "变更企业的实际控制人（须两名经办人）",
  },
  more: {
    en: `The controller's identifier is asked for and not shown, or read from a file that only you can read. What was issued this year
stays counted where it was counted. Afterwards record the new controller in the profile: tongdui enterprise update-profile.`,
    zh: "实际控制人标识按提示输入（不显示），或从仅您可读的文件读取。本年度已发放的金额仍计入原集团。变更后请用 tongdui enterprise update-profile 更新资料。",
  },
  arguments: { party },
  options: {
    controllerFile: optional("--controller-file <file>", {
      en: "a file whose first line is the controller's identifier; with --confirm it is compared with the proposal",
      zh: "首行为实际控制人标识的文件；与 --confirm 同用时，与提议进行核对",
    }),
    nullifierPasswordFile,
    ...secondOfficer,
  },
  examples: [
    { line: "tongdui enterprise regroup 2-15", text: { en: "The Bureau proposes:", zh: "科技局提出：" } },
    {
      line: "tongdui enterprise regroup 2-15 --confirm --controller-file controller.txt",
      text: { en: "The Approver compares and confirms:", zh: "审批人核对并确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/regroup.ts")).regroupEnterprise,
});
