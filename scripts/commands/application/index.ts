import type { Declaration } from "../../cli/define.ts";
import { answersOf, applicantsOf, lookingOf, type Group } from "../applying.ts";
import { draft } from "./draft.ts";
import { lists, makeList, saveList, takeBackList } from "./lists.ts";

const GROUP: Group = {
  name: "application",
  reviewer: { en: "Bureau", zh: "科技局" },
  appeal: { en: "Approver", zh: "审批人" },
  applicant: { en: "enterprise", zh: "企业" },
  profiles: {
    applicant: "parties/enterprise-1.json",
    reviewer: "wujin/bureau.json",
    appeal: "wujin/approver.json",
  },
};

const looking = lookingOf(GROUP, {
  list: async () => (await import("../../applications/look.ts")).listApplications,
  show: async () => (await import("../../applications/look.ts")).showApplication,
  paper: async () => (await import("../../applications/look.ts")).saveApplicationPaper,
});

const step = (name: Parameters<Parameters<typeof applicantsOf>[1]>[0]) => async () =>
  (await import("../../applications/steps.ts")).voucherStep(name);

export const commands: readonly Declaration[] = [
  draft,
  ...applicantsOf(GROUP, step),
  ...looking,
  ...answersOf(GROUP, step, async () => (await import("../../applications/steps.ts")).decideVoucherAppeal),
  makeList,
  lists,
  saveList,
  takeBackList,
];
