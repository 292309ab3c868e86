import { defineCommand, needed } from "../../cli/define.ts";
import { reason, secondOfficer } from "../options.ts";
import { party } from "./enterprise.ts";

export const freeze = defineCommand({
  words: "freeze",
  text: { en: "stop an enterprise for the time being", zh: "冻结企业" },
  more: {
    en: "By the home Bureau, at once: nothing is issued to it, and it signs nothing. Ending the freeze takes two officers.",
    zh: "由所属区科技局办理，立即生效：不再向其发放，其签名一律无效。解除冻结须两名经办人。",
  },
  arguments: { party },
  options: { reason: needed(reason.form, reason.text) },
  examples: [
    {
      line: 'tongdui enterprise freeze 2-15 --reason "Inspection of 12 May: no one at the registered address"',
      text: { en: "Freeze with a reason:", zh: "说明理由并冻结：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/oneOfficer.ts")).freezeEnterprise,
});

export const unfreeze = defineCommand({
  words: "unfreeze",
  text: { en: "end a freeze; takes two officers", zh: "解除冻结（须两名经办人）" },
  arguments: { party },
  options: { reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui enterprise unfreeze 2-15 --reason "New address verified"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    {
      line: "tongdui enterprise unfreeze 2-15 --confirm",
      text: { en: "The Approver confirms:", zh: "审批人确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/revive.ts")).unfreezeEnterprise,
});
