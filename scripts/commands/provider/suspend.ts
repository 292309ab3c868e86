import { defineCommand, needed } from "../../cli/define.ts";
import { reason, secondOfficer } from "../options.ts";
import { party } from "./provider.ts";

export const suspend = defineCommand({
  words: "suspend",
  text: { en: "stop new orders with a provider for the time being", zh: "暂停服务机构承接新订单" },
  more: {
    en: "By its own Bureau, at once. Existing orders are claimed and paid. The provider may read why at the district's office, and appeal there once within sixty days. Ending the suspension takes two officers.",
    zh: "由所在区科技局办理，立即生效。已有订单继续核销和拨付。机构可在该区办公系统查看理由，并可在六十日内申诉一次。恢复须两名经办人。",
  },
  arguments: { party },
  options: { reason: needed(reason.form, reason.text) },
  examples: [
    {
      line: 'tongdui provider suspend P1-1 --reason "Accreditation lapsed on 30 June"',
      text: { en: "Suspend with a reason:", zh: "说明理由并暂停：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/oneOfficer.ts")).suspendProvider,
});

export const reinstate = defineCommand({
  words: "reinstate",
  text: { en: "end a suspension; takes two officers", zh: "恢复服务机构（须两名经办人）" },
  arguments: { party },
  options: { reason, ...secondOfficer },
  examples: [
    {
      line: 'tongdui provider reinstate P1-1 --reason "Accreditation renewed"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    {
      line: "tongdui provider reinstate P1-1 --confirm",
      text: { en: "The Approver confirms:", zh: "审批人确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/revive.ts")).reinstateProvider,
});
