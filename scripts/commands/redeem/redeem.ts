import { defineCommand, several } from "../../cli/define.ts";
import { notice, nullifierPasswordFile } from "../options.ts";

export const redeem = defineCommand({
  words: "",
  text: {
    en: "redeem what was delivered, claimed and accepted (Operator or Approver)",
    zh: "核销已交付、已申请并确认的订单（运营机构或审批人）",
  },
  more: {
    en: `Give the signatures' files of claims and acceptances, or folders of them. Each claim is paired with its acceptance. What is
redeemed is the program's share of the invoices, at most what the order has locked; it is shown beforehand. The invoices' marks are
computed anew under this office's nullifier key and compared. What lacks a half or would be refused is named and left; the rest is
redeemed, and its public notice begins. A table (CSV or Excel) can list the files instead, a claim and its acceptance a row, with
the end of the notice if it differs. Run it again after an interruption: nothing is redeemed twice. A claim that the enterprise does not
answer is recorded alone: tongdui order claim.`,
    zh: `请提供核销申请和核销确认的签名文件或其所在文件夹，程序自动配对。核销金额为发票金额乘以抵用比例，且不超过订单锁定券额，
办理前会列出。发票查重码用本单位查重密钥重新计算并比对。材料不全或账本不予受理的会列出原因并搁置，其余照常核销并开始公示。
也可用表格（CSV 或 Excel）逐行列出申请文件和确认文件，以及不同的公示截止日。中断后重新运行即可，不会重复核销。
企业迟迟不答复的申请，可先用 tongdui order claim 登记。`,
  },
  arguments: {
    files: several(
      "FILE",
      {
        en: "signatures' files, folders of them, or tables that list them",
        zh: "签名文件、其所在文件夹，或列出文件的表格",
      },
      (typed) => typed,
      "needed",
    ),
  },
  options: { ...notice, nullifierPasswordFile },
  examples: [
    {
      line: "tongdui redeem in/ --notice-days 5 --dry-run",
      text: { en: "See what could be redeemed, and how much:", zh: "查看可核销的订单和金额：" },
    },
    {
      line: "tongdui redeem in/ --notice-days 5",
      text: {
        en: "Redeem all of a folder, with a notice of five working days:",
        zh: "核销文件夹中的全部订单，公示 5 个工作日：",
      },
    },
    {
      line: "tongdui redeem june.xlsx --notice-end 2030-07-08",
      text: { en: "What a table lists:", zh: "按表格核销：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/redeem/redeemOrders.ts")).redeemOrders,
});
