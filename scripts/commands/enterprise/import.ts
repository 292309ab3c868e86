import { defineCommand, needed } from "../../cli/define.ts";
import { district, nullifierPasswordFile, report } from "../options.ts";

export const importing = defineCommand({
  words: "import",
  text: { en: "register the enterprises of a table", zh: "按名单登记企业" },
  more: {
    en: `The table is CSV or Excel, with headings in Chinese or English:
  required   企业名称 (name) · 统一社会信用代码 (credit code) · 钱包地址 (wallet) · 实际控制人标识 (controller)
  optional   英文名称 (english name) · 注册地址 (address) · 所属行业 (industry) · 成立日期 (founded)

The controller is identified by a credit code, or by the identity or passport number of a person, because names repeat. Names and
numbers stay in this office; the ledger gets commitments, and marks under the consortium's nullifier key.

Every row is checked first. If one is wrong, all that is wrong is listed with line and column, and nothing is sent. What is
registered already is not registered again: the report gives its id. Run again after an interruption, it goes on from there.`,
    zh: `名单为 CSV 或 Excel 文件，列名可用中文或英文：
  必填   企业名称（name）· 统一社会信用代码（credit code）· 钱包地址（wallet）· 实际控制人标识（controller）
  选填   英文名称（english name）· 注册地址（address）· 所属行业（industry）· 成立日期（founded）

姓名可能重复，因此实际控制人须以统一社会信用代码、身份证号或护照号标识。名称和号码只保存在本单位；账本仅记录承诺值，以及用联盟查重密钥计算的查重标识。

先逐行检查：只要有一行有误，就按行、列列出全部问题，不发送任何内容。已登记的企业不会重复登记，报告中给出其编号。中断后重新运行，即从中断处继续。`,
  },
  arguments: {
    file: needed("FILE", { en: "the table: .csv or .xlsx", zh: "名单文件：.csv 或 .xlsx" }),
  },
  options: { report, district, nullifierPasswordFile },
  examples: [
    {
      line: "tongdui enterprise import 企业名单.xlsx --dry-run",
      text: { en: "Check a table, and send nothing:", zh: "只检查名单，不发送：" },
    },
    {
      line: "tongdui enterprise import 企业名单.xlsx --report 登记结果.xlsx",
      text: { en: "Register, and write the ids into a report:", zh: "登记，并将编号写入报告：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/importEnterprises.ts")).importEnterprises,
});
