import { defineCommand, optional, several } from "../../cli/define.ts";
import { nullifierPasswordFile } from "../options.ts";

export const place = defineCommand({
  words: "place",
  text: {
    en: "place orders that both parties signed (Operator or Approver)",
    zh: "登记双方已签署的订单（运营机构或审批人）",
  },
  more: {
    en: `Give the two signatures' files of each order, or folders of them. Each order is first held against the ledger: wallets, share,
least contract, days, service class, admission, groups, what the voucher has left, and whether the contract was funded before; for
that the contract's mark is computed under this office's nullifier key. What lacks a half or would be refused is named and left;
the rest is placed. The Operator does this, or an Approver of the enterprise's or the provider's district. Run it again after an
interruption: no order is placed twice. When the service is delivered, draft the claim: tongdui redeem draft.`,
    zh: `请提供每笔订单的双方签名文件或其所在文件夹。登记前逐笔与账本核对：签名钱包、抵用比例、最低合同金额、日期、服务类别、入库状态、
关联关系、券面余额，以及合同是否已获资助（用本单位查重密钥计算合同查重码）。缺少一方签名或账本不予受理的订单会列出原因并搁置，
其余订单照常登记。由运营机构办理，也可由企业或服务机构所在区的审批人办理。中断后重新运行即可，不会重复登记。
服务交付后用 tongdui redeem draft 生成核销申请。`,
  },
  arguments: {
    files: several(
      "FILE",
      { en: "signatures' files, or folders of them", zh: "签名文件或其所在文件夹" },
      (typed) => typed,
      "needed",
    ),
  },
  options: {
    contractNumber: optional("--contract-number <number>", {
      en: "the contract's number, where the files of a single order do not say it",
      zh: "合同编号（仅一笔订单且文件未注明时填写）",
    }),
    enterpriseCode: optional("--enterprise-code <code>", {
      en: "the enterprise's credit code, likewise; else from the files or this office's directory",
      zh: "企业统一社会信用代码（同上；未填时取自文件或本单位名录）",
    }),
    providerCode: optional("--provider-code <code>", {
      en: "the provider's credit code, likewise",
      zh: "服务机构统一社会信用代码（同上）",
    }),
    nullifierPasswordFile,
  },
  examples: [
    { line: "tongdui order place in/ --dry-run", text: { en: "See what could be placed:", zh: "查看可登记的订单：" } },
    { line: "tongdui order place in/", text: { en: "Place all orders of a folder:", zh: "登记文件夹中的全部订单：" } },
    {
      line: "tongdui order place order-3f2a9c1b-by-529084.json order-3f2a9c1b-by-90aa12.json --contract-number HT-2030-17",
      text: { en: "One order, from its two files:", zh: "登记一笔订单：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/place/placeOrders.ts")).placeOrders,
});
