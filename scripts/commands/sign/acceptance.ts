import { defineCommand } from "../../cli/define.ts";
import { claims, signing, through } from "./options.ts";

export const acceptance = defineCommand({
  words: "acceptance",
  text: { en: "accept a claim, as enterprise", zh: "以企业身份确认核销申请" },
  more: {
    en: `By accepting, the enterprise confirms that what was ordered was delivered and invoiced so. It accepts the very claim that the
provider signed. Send both files to the operator, who redeems the order: tongdui redeem. Where the operator has recorded the claim
already, the acceptance alone is enough: tongdui order accept.`,
    zh: `确认即表示服务已交付、发票属实，确认的对象是服务机构所签的原件。请将双方签名文件一并交运营机构，
用 tongdui redeem 核销；运营机构已登记申请的，只需交确认文件，用 tongdui order accept 提交。`,
  },
  arguments: { files: claims },
  options: { through, ...signing },
  examples: [
    {
      line: "tongdui sign acceptance claim-3f2a9c1b-77d01e42-by-90aa12.json",
      text: { en: "Accept what a provider claims:", zh: "确认服务机构的核销申请：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/sign/signAnswer.ts")).signAcceptances,
});
