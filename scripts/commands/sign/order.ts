import { defineCommand, several } from "../../cli/define.ts";
import { signing } from "./options.ts";

export const order = defineCommand({
  words: "order",
  text: { en: "sign an order, as enterprise or provider", zh: "以企业或服务机构身份签署订单" },
  more: {
    en: `The first party signs the order's terms, a file that an office drafts: tongdui order draft. The second party signs the file in which
the first one signed, so that both sign the same. What is signed is shown in words first. Compare the order's short number with the
other party: it stands for every entry. Both files go to the operator, who places the order: tongdui order place.`,
    zh: `先签署的一方签署订单条款文件（由办理单位用 tongdui order draft 生成）；后签署的一方签署对方已签的文件，从而保证双方所签内容一致。
签署前会逐项显示内容。请与对方核对订单短编号：任何一项不同，短编号就不同。双方签名文件一并交运营机构，用 tongdui order place 登记。`,
  },
  arguments: {
    files: several(
      "FILE",
      {
        en: "terms, or files that the other party signed, or folders of them",
        zh: "订单条款文件、对方已签文件，或其所在文件夹",
      },
      (typed) => typed,
      "needed",
    ),
  },
  options: signing,
  examples: [
    {
      line: "tongdui sign order draft-order-3-000017-HT-2030-17.json",
      text: { en: "As the first of the two:", zh: "先签署的一方：" },
    },
    {
      line: "tongdui sign order order-3f2a9c1b-by-529084.json --deployment pilot.json --keystore key.json",
      text: { en: "As the second, without a profile:", zh: "后签署的一方，无需配置文件：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/sign/signOrder.ts")).signOrders,
});
