import { parseVoucher } from "../../../client/ids.ts";
import { parseYuan } from "../../../client/money.ts";
import { defineCommand, needed, optional, several, type Declaration } from "../../cli/define.ts";
import { count } from "../options.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "check",
    text: {
      en: "which programs pay for a contract, how much and until when",
      zh: "查询哪些项目可抵用某项合同、金额与期限",
    },
    more: {
      en: `Worked out from the programs' own terms, which the ledger applies, on the ledger's today. Of a program that does not fit
every reason is said. What a Bureau decides beside the terms, it decides: nobody has a right to a voucher.
Give --enterprise, or --district for one that is not registered yet and --issued for what its actual controller's firms were
issued this year.`,
      zh: `按账本所执行的项目条款、以账本当日计算；不符合的项目逐条说明原因。条款以外的事项由科技局决定，符合条件并不等于必定获得。
请用 --enterprise 指定企业；尚未登记的企业请用 --district 指定所在区，并用 --issued 给出其实际控制人名下企业本年度已获发放的金额。`,
    },
    options: {
      enterprise: optional("--enterprise <party>", {
        en: "who asks: its id, or its credit code if this office knows it",
        zh: "咨询企业：编号，或统一社会信用代码（须在本单位名录中）",
      }),
      district: optional("--district <number>", { en: "or only where it is", zh: "或仅指定所在区" }, count(1, 65_535)),
      issued: optional(
        "--issued <yuan>",
        {
          en: "with --district: what all firms of its controller were issued this year",
          zh: "与 --district 同用：同一实际控制人名下企业本年度已获发放的金额（元）",
        },
        parseYuan,
      ),
      serviceClass: needed(
        "--class <number>",
        { en: "service class, as the policy numbers them", zh: "服务类别编号（见政策文件）" },
        count(0, 255),
      ),
      value: needed("--value <yuan>", { en: "what the contract is worth", zh: "合同金额（元）" }, parseYuan),
      amount: optional(
        "--amount <yuan>",
        { en: "what the voucher is to pay; else as much as there is", zh: "拟抵用金额（元）；未填则按最高可抵用金额" },
        parseYuan,
      ),
      provider: optional("--provider <party>", {
        en: "from whom it wants to order: its id or credit code",
        zh: "拟委托的服务机构：编号或统一社会信用代码",
      }),
      vouchers: several(
        "--voucher <voucher>",
        { en: "also a voucher that the enterprise holds", zh: "另查该企业持有的双创券" },
        parseVoucher,
      ),
    },
    examples: [
      {
        line: "tongdui policy check --enterprise 2-1 --class 1 --value 160,000.00",
        text: { en: "What enterprise 2-1 can get for a contract:", zh: "企业 2-1 就某项合同可获得的抵用：" },
      },
      {
        line: "tongdui policy check --district 2 --class 2 --value 30,000.00 --provider P1-1 --lang zh",
        text: { en: "A firm that is not registered yet, with one provider:", zh: "尚未登记的企业与指定服务机构：" },
      },
    ],
    work: async () => (await import("../../consultation/check.ts")).checkPolicy,
  }),
];
