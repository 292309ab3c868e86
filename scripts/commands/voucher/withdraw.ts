import { defineCommand, needed } from "../../cli/define.ts";

export const withdraw = defineCommand({
  words: "withdraw",
  text: { en: "take back a list, or what of it is not issued (Bureau)", zh: "撤回名单或其未发放部分（科技局）" },
  more: {
    en: "What is issued already stays issued. A withdrawn list never comes back: a corrected one is planned and announced anew.",
    zh: "已发放的部分不受影响。撤回后不可恢复；更正后的名单须重新生成计划并公示。",
  },
  arguments: {
    list: needed("PLAN|LIST", { en: "the plan's file, or the list's id (0x…)", zh: "计划文件，或名单编号（0x…）" }),
  },
  options: {
    reason: needed("--reason <text>", {
      en: "why; the words stay in this office, the ledger gets their commitment",
      zh: "理由；原文留在本单位，账本只记录其承诺值",
    }),
  },
  examples: [
    {
      line: 'tongdui voucher withdraw march.plan.json --reason "Two faces were interchanged"',
      text: { en: "Before it is issued", zh: "在发放之前撤回" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/withdraw.ts")).withdraw,
});
