import { parseVoucher } from "../../../client/ids.ts";
import { parseYuan } from "../../../client/money.ts";
import { defineCommand, needed, optional } from "../../cli/define.ts";
import { dayWritten } from "../../tables/date.ts";
import { count } from "../options.ts";

export const order = defineCommand({
  words: "order",
  text: { en: "draft the order that comes of a match", zh: "由对接生成待签署的订单" },
  more: {
    en: `Provider, service class and reference are the match's. Unless an amount is given, the order draws what the voucher pays: its program's
share of the contract, and no more than it has left. All is held against the ledger as tongdui order draft does it, the contract's
file stays in this office, and the draft is signed with tongdui sign order. Of several contracts: tongdui order draft takes a column match.`,
    zh: `服务机构、服务类别和关联编号取自对接。未给出使用券额时，按项目抵用比例计算，并以券面余额为限。
其余核对与 tongdui order draft 相同：合同文件留存在本单位，生成的草稿用 tongdui sign order 签署。
多份合同可用 tongdui order draft 的“对接编号”列。`,
  },
  arguments: {
    match: needed("MATCH", {
      en: "the match, or its demand: its number or the beginning of it",
      zh: "对接编号或其需求编号，可只写开头部分",
    }),
  },
  options: {
    voucher: needed("--voucher <id>", { en: "the voucher to draw on", zh: "使用的双创券编号" }, parseVoucher),
    contractValue: needed("--value <yuan>", { en: "the contract's value", zh: "合同金额（元）" }, parseYuan),
    contractNumber: needed("--contract-number <number>", { en: "the contract's number", zh: "合同编号" }),
    contract: needed("--contract <file>", { en: "the contract itself, a scan say", zh: "合同文件，例如扫描件" }),
    amount: optional(
      "--amount <yuan>",
      { en: "what to draw on the voucher (default: all that it pays)", zh: "使用券额（元），默认按可抵用的最高金额" },
      parseYuan,
    ),
    contractDay: optional(
      "--contract-day <date>",
      { en: "the contract's day (default: today)", zh: "合同日期，默认今日" },
      dayWritten,
    ),
    deliverBy: optional("--deliver-by <date>", { en: "until when it is delivered", zh: "交付期限" }, dayWritten),
    deliverDays: optional(
      "--deliver-days <number>",
      { en: "or in how many days from today", zh: "或自今日起的交付天数" },
      count(1, 3_650),
    ),
    placeBy: optional(
      "--place-by <date>",
      {
        en: "the last day on which the order can be placed (default: 30 days from today)",
        zh: "订单登记期限，默认自今日起 30 日",
      },
      dayWritten,
    ),
    className: optional("--class-name <words>", { en: "the policy's name of the class", zh: "政策所用的类别名称" }),
    enterpriseCode: optional("--enterprise-code <code>", {
      en: "the enterprise's credit code, where this office's directory does not know it",
      zh: "企业统一社会信用代码（本单位名录中没有时填写）",
    }),
    providerCode: optional("--provider-code <code>", {
      en: "the provider's credit code, likewise",
      zh: "服务机构统一社会信用代码（同上）",
    }),
    out: optional("--out <folder>", {
      en: "where to write the draft (default: here)",
      zh: "草稿的存放文件夹（默认当前文件夹）",
    }),
  },
  examples: [
    {
      line: "tongdui match order 0x90b1c2d3 --voucher 3-000017 --value 160,000.00 --contract-number HT-2030-17 --contract contract.pdf --deliver-days 60",
      text: { en: "The order of a match:", zh: "生成对接的订单：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../matching/order.ts")).draftMatchOrder,
});
