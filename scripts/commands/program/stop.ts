import { defineCommand } from "../../cli/define.ts";
import { program } from "./options.ts";

export const stop = defineCommand({
  words: "stop",
  text: { en: "stop a program at once (Finance or Bureau)", zh: "立即停用项目（财政局或科技局）" },
  more: {
    en: "Nothing more is issued and no order placed under it. What is placed is still redeemed and paid. Starting it again takes two officers.",
    zh: "停用后不再发放双创券，也不再登记订单；已登记的订单照常核销和拨付。重新启用须两人办理。",
  },
  arguments: { program },
  examples: [{ line: "tongdui program stop 3", text: { en: "Stop program 3:", zh: "停用第 3 号项目：" } }],
  acts: true,
  work: async () => (await import("../../programs/opening.ts")).stopProgram,
});
