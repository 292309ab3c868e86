import { defineCommand, needed } from "../../cli/define.ts";
import { notice } from "../options.ts";

export const announce = defineCommand({
  words: "announce",
  text: { en: "announce a plan: its public notice begins (Bureau)", zh: "公示计划名单，公示期开始（科技局）" },
  more: {
    en: `The list goes onto the ledger as a fingerprint of all its items, with their number and sum, so that nobody can later issue another
one. It can be announced once, ever. The decision on which the issue rests stays in this office; the ledger gets its commitment.`,
    zh: "名单以全部条目的指纹连同张数和合计上链，此后无法发放其他名单；同一名单只能公示一次。发放决定的原文留在本单位，账本只记录承诺值。",
  },
  arguments: {
    plan: needed("PLAN", { en: "the plan's file, from voucher plan", zh: "由 voucher plan 生成的计划文件" }),
  },
  options: {
    decision: needed("--decision <file>", {
      en: "the decision on which the issue rests: any file, a signed PDF for instance",
      zh: "发放决定文件（任意格式，例如已签发的 PDF）",
    }),
    ...notice,
  },
  examples: [
    {
      line: "tongdui voucher announce march.plan.json --notice-days 5 --decision decision.pdf",
      text: { en: "A notice of five working days", zh: "公示五个工作日" },
    },
  ],
  acts: true,
  work: async () => (await import("../../vouchers/announce.ts")).announce,
});
