import { defineCommand } from "../../cli/define.ts";
import { payment } from "./payment.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show a payment and its orders", zh: "查看拨付批次及其订单" },
  arguments: { payment },
  examples: [{ line: "tongdui payment show 12", text: { en: "Payment 12", zh: "查看 12 号批次" } }],
  work: async () => (await import("../../payments/show.ts")).showPayment,
});
