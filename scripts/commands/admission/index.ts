import type { Declaration } from "../../cli/define.ts";
import { answersOf, applicantsOf, lookingOf, type Group } from "../applying.ts";
import { apply } from "./apply.ts";
import { invitations, invite, table, uninvite } from "./operator.ts";

const GROUP: Group = {
  name: "admission",
  reviewer: { en: "Operator", zh: "运营机构" },
  appeal: { en: "Bureau", zh: "科技局" },
  applicant: { en: "institution", zh: "机构" },
  profiles: {
    applicant: "institution.json",
    reviewer: "operator/operator.json --district 2",
    appeal: "wujin/bureau.json",
  },
};

const looking = lookingOf(GROUP, {
  list: async () => (await import("../../applications/look.ts")).listAdmissions,
  show: async () => (await import("../../applications/look.ts")).showAdmission,
  paper: async () => (await import("../../applications/look.ts")).saveAdmissionPaper,
});

const step = (name: Parameters<Parameters<typeof applicantsOf>[1]>[0]) => async () =>
  (await import("../../applications/steps.ts")).admissionStep(name);

export const commands: readonly Declaration[] = [
  apply,
  ...applicantsOf(GROUP, step),
  ...looking,
  ...answersOf(GROUP, step, async () => (await import("../../applications/steps.ts")).decideAdmissionAppeal),
  table,
  invite,
  uninvite,
  invitations,
];
