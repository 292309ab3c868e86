import { defineCommand, needed } from "../../cli/define.ts";
import { secondOfficer } from "../options.ts";
import { party } from "./enterprise.ts";

export const merge = defineCommand({
  words: "merge",
  text: { en: "record that one enterprise went into another; takes two officers", zh: "登记企业合并（须两名经办人）" },
  more: {
    en: `Both are of one district. The merged enterprise keeps its vouchers; whoever signs for the other one signs for it, and the other
one's group counts. This is for good.`,
    zh: "两家企业须同属一区。被合并企业的双创券保留在其名下，由合并后企业的签名人代为签署，年度上限按后者所属集团计算。此操作不可恢复。",
  },
  arguments: { party },
  options: {
    into: needed("--into <enterprise>", { en: "the enterprise that goes on", zh: "合并后存续的企业" }),
    ...secondOfficer,
  },
  examples: [
    { line: "tongdui enterprise merge 2-15 --into 2-3", text: { en: "The Bureau proposes:", zh: "科技局提出：" } },
    {
      line: "tongdui enterprise merge 2-15 --into 2-3 --confirm",
      text: { en: "The Approver confirms:", zh: "审批人确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/merge.ts")).mergeEnterprise,
});
