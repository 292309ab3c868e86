import { defineCommand, several } from "../../cli/define.ts";
import { signing, through } from "./options.ts";

export const cancellation = defineCommand({
  words: "cancellation",
  text: { en: "give an order up, as enterprise or provider", zh: "以企业或服务机构身份同意取消订单" },
  more: {
    en: `An order is cancelled when both parties have signed. The second party signs the file in which the first one signed. Both files go to
the operator, who hands them in: tongdui order cancel.`,
    zh: "双方均签署后方可取消。后签署的一方应签署对方已签的文件。双方文件一并交运营机构，用 tongdui order cancel 提交。",
  },
  arguments: {
    orders: several(
      "ORDER",
      {
        en: "an order's id, the file of its signature, or the other party's cancellation",
        zh: "订单编号、订单签名文件，或对方已签的取消文件",
      },
      (typed) => typed,
      "needed",
    ),
  },
  options: { through, ...signing },
  examples: [
    {
      line: "tongdui sign cancellation order-3f2a9c1b-by-529084.json --through 2030-06-30",
      text: { en: "As the first of the two:", zh: "先签署的一方：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/sign/signCancellation.ts")).signCancellations,
});
