import { defineCommand, several } from "../../cli/define.ts";
import { signing } from "./options.ts";

export const claim = defineCommand({
  words: "claim",
  text: { en: "sign a claim, as provider", zh: "以服务机构身份签署核销申请" },
  more: {
    en: `The claim's file comes from the operator or a district's office, which drafts it from the invoices: tongdui redeem draft. Check the
invoices and amounts that are shown, then send the signature's file to the enterprise, which accepts it: tongdui sign acceptance.`,
    zh: `核销申请文件由运营机构或区级单位用 tongdui redeem draft 根据发票生成。请核对所显示的发票和金额，签署后将签名文件交企业，
由其用 tongdui sign acceptance 确认。`,
  },
  arguments: {
    files: several(
      "FILE",
      { en: "claims to be signed, or folders of them", zh: "待签署的核销申请文件或其所在文件夹" },
      (typed) => typed,
      "needed",
    ),
  },
  options: signing,
  examples: [
    { line: "tongdui sign claim claims", text: { en: "All claims of a folder:", zh: "签署文件夹中的全部申请：" } },
  ],
  acts: true,
  work: async () => (await import("../../orders/sign/signClaim.ts")).signClaims,
});
