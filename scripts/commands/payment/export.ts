import { defineCommand, flag, needed } from "../../cli/define.ts";
import { payment } from "./payment.ts";

export const exportList = defineCommand({
  words: "export",
  text: { en: "write the list for the bank", zh: "导出送银行的拨付清单" },
  more: {
    en: "A line an order that still waits in the payment, each with a reference such as TD12-3 that the bank's answer has to repeat. The payees' accounts come from a table of this office (provider, payee, account, bank; CSV or Excel), and neither they nor the names go on the ledger. A payment that this office exported before is said to be so, with the day, the file, and whether accounts differ, and you are asked; of the accounts only hashes are kept.",
    zh: "批次中尚待付款的订单每笔一行，附言形如 TD12-3，银行回单须原样带回。收款账户取自本单位的表格（服务机构编号、收款人户名、收款账号、开户行；CSV 或 Excel），账户和名称均不上账本。本单位此前已导出过的批次，会提示导出时间、文件以及账户是否变更，并请您确认；本单位只留存账户的哈希值。",
  },
  arguments: { payment },
  options: {
    payees: needed("--payees <file>", { en: "the payees' accounts", zh: "收款账户表" }),
    to: needed("--to <file>", { en: "the list to write: .csv or .xlsx", zh: "写入的清单文件：.csv 或 .xlsx" }),
    overwrite: flag("--overwrite", { en: "replace a list that is there", zh: "覆盖已有清单" }),
    accountsChanged: flag("--accounts-changed", {
      en: "with --yes: a payee's account is another one than in an earlier list of this payment, on purpose",
      zh: "与 --yes 同用：收款账户与本批次此前导出的清单不同，且已核实",
    }),
  },
  examples: [
    {
      line: "tongdui payment export 12 --payees payees.xlsx --to payment-12.xlsx",
      text: { en: "The list of payment 12, for Excel", zh: "导出 12 号批次的 Excel 清单" },
    },
  ],
  acts: true,
  work: async () => (await import("../../payments/export.ts")).exportPayment,
});
