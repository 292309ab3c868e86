import { defineCommand, needed } from "../../cli/define.ts";
import { claims, signing, through } from "./options.ts";

export const refusal = defineCommand({
  words: "refusal",
  text: { en: "refuse a claim, as enterprise", zh: "以企业身份拒绝核销申请" },
  more: {
    en: `Send the file to the operator, who hands it in where the claim was recorded: tongdui order refuse. The order is open again then, and
the provider can claim anew. The reason in words stays on this computer, in the folder documents; the
signature holds its commitment only. Hand the reason to your district with tongdui document export.`,
    zh: `请将文件交运营机构；申请已登记的，由其用 tongdui order refuse 提交，此后订单恢复，服务机构可再次申请。理由原文保存在本机 documents 文件夹，签名中只含其承诺值。
请用 tongdui document export 将理由交所属区。`,
  },
  arguments: { files: claims },
  options: { reason: needed("--reason <text>", { en: "why, in words", zh: "拒绝理由" }), through, ...signing },
  examples: [
    {
      line: 'tongdui sign refusal claim-3f2a9c1b-77d01e42-by-90aa12.json --reason "The second report is missing"',
      text: { en: "Refuse what a provider claims:", zh: "拒绝服务机构的核销申请：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/sign/signAnswer.ts")).signRefusals,
});
