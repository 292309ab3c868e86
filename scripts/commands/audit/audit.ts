import { defineCommand } from "../../cli/define.ts";

export const audit = defineCommand({
  words: "",
  text: { en: "replay and prove the whole ledger", zh: "重放并核验整个账本" },
  more: {
    en: "Replays every event since the deployment, compares every storage slot of the ledger's contracts with the node's, and holds the ledger to its promises 1 to 6: budgets add up, vouchers add up, nothing is funded twice, vouchers do not move, histories are complete, yearly caps hold. What differs is listed with its place, and the exit code is 5. That the contracts have the code that they should is for `tongdui deploy verify`.",
    zh: "重放部署以来的全部事件，将账本各合约的每个存储槽与节点逐一比对，并核验承诺 1 至 6：预算账目相符、券面金额相符、合同与发票不重复使用、券不转移、历史记录完整、年度上限有效。如有差异，逐条列明位置和内容，退出码为 5。合约代码是否正确由 tongdui deploy verify 核验。",
  },
  examples: [
    { line: "tongdui audit", text: { en: "The ledger of this profile", zh: "核验本配置对应的账本" } },
    {
      line: "tongdui audit --json > audit.json",
      text: { en: "The same for the file, with every difference", zh: "结果存为文件，列出全部差异" },
    },
  ],
  work: async () => (await import("../../audit/audit.ts")).audit,
});
