import { defineCommand, needed, optional } from "../../cli/define.ts";

export const draft = defineCommand({
  words: "draft",
  text: { en: "draft orders that enterprise and provider sign", zh: "生成待企业和服务机构签署的订单" },
  more: {
    en: `From a table (CSV or Excel) with a service contract a row: voucher, provider, amount drawn on the voucher, contract value, service
class, contract number, the contract's file, and until when it is delivered, as a day or as a number of days from today. Where a row
does not say them, the contract is dated today, the order can be placed for 30 days, and the credit codes are those of this office's
directory. Each row is held against the ledger: share, least contract, class, admission, days and what the voucher has left.

The contract's file stays in this office and is committed to, and a file an order is written, which the enterprise signs first, then
the provider. It names both parties and their wallets as the ledger has them today, so that nobody else signs it by mistake; the
policy's name of the service class can be given in a column service class's name. If a wallet is changed before both have signed, draft
again: the file then names the new one, and the order keeps its number. An order that comes of a match names it in a column match. If anything is wrong, all of it is named with line and column, and nothing is kept. Drafting the same again finds the
same files.`,
    zh: `表格（CSV 或 Excel）每份服务合同一行：双创券编号、服务机构编号、使用券额、合同金额、服务类别、合同编号、合同文件，以及交付期限（日期）
或交付天数（自今日起）。未填写时，合同日期为今日，订单可在 30 日内登记，信用代码取自本单位名录。逐行与账本核对：抵用比例、最低合同金额、
服务类别、入库状态、日期和券面余额。

合同文件保存在本单位并生成承诺值，每笔订单写入一个文件，先由企业、再由服务机构签署。
文件载明双方名称及账本上当前的钱包，以免误用他人账户签署；可在“服务类别名称”列填写政策所用的类别名称。双方签署前如更换钱包，
再次生成即可更新，订单编号不变。由对接产生的订单，在“对接编号”列填写对接编号。如有问题，按行、列逐一列出，不保存任何内容。
同样的材料再次生成，得到的仍是同一文件。`,
  },
  arguments: { file: needed("FILE", { en: "the table: .csv or .xlsx", zh: "表格文件：.csv 或 .xlsx" }) },
  options: {
    out: optional("--out <folder>", {
      en: "where to write the drafts (default: beside the table)",
      zh: "草稿的存放文件夹（默认与表格相同）",
    }),
  },
  examples: [
    {
      line: "tongdui order draft contracts.xlsx --out orders",
      text: { en: "Draft an order for each contract of a table:", zh: "按表格为每份合同生成订单：" },
    },
    {
      line: "tongdui order draft contracts.xlsx --dry-run",
      text: { en: "Only check, and keep nothing:", zh: "只核对，不保存任何内容：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/draft/draftOrders.ts")).draftOrders,
});
