import { parseProvider } from "../../../client/ids.ts";
import { defineCommand, flag, needed, optional, several } from "../../cli/define.ts";
import { notice, nullifierPasswordFile, reason, report } from "../options.ts";
import { party } from "./provider.ts";

export const importing = defineCommand({
  words: "import",
  text: { en: "propose the providers of a table for admission (Operator)", zh: "按名单推荐服务机构入库（运营机构）" },
  more: {
    en: `The table is CSV or Excel, with headings in Chinese or English:
  required   服务机构名称 (provider name) · 统一社会信用代码 (credit code) · 钱包地址 (wallet) · 实际控制人标识 (controller)
             所属区 (district) · 服务类别 (service classes) · 有效期起 (valid from) · 有效期止 (valid through)
  optional   英文名称 (english name) · 注册地址 (address) · 所属行业 (industry) · 成立日期 (founded)

Every row is checked first. If one is wrong, all that is wrong is listed with line and column, and nothing is sent. What is
proposed already is not proposed again. Each provider's own Bureau then countersigns or declines.`,
    zh: `名单为 CSV 或 Excel 文件，列名可用中文或英文：
  必填   服务机构名称（provider name）· 统一社会信用代码（credit code）· 钱包地址（wallet）· 实际控制人标识（controller）
         所属区（district）· 服务类别（service classes）· 有效期起（valid from）· 有效期止（valid through）
  选填   英文名称（english name）· 注册地址（address）· 所属行业（industry）· 成立日期（founded）

先逐行检查：只要有一行有误，就按行、列列出全部问题，不发送任何内容。已推荐的不会重复推荐。之后由服务机构所在区科技局会签或不予入库。`,
  },
  arguments: { file: needed("FILE", { en: "the table: .csv or .xlsx", zh: "名单文件：.csv 或 .xlsx" }) },
  options: { report, nullifierPasswordFile },
  examples: [
    {
      line: "tongdui provider import 服务机构.xlsx",
      text: { en: "Propose all of a table:", zh: "推荐名单中的全部机构：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/importProviders.ts")).importProviders,
});

export const countersign = defineCommand({
  words: "countersign",
  text: {
    en: "compare a proposed provider with what is in hand, and countersign it (its own Bureau)",
    zh: "核对并会签推荐的服务机构（所在区科技局）",
  },
  more: {
    en: `Take in the profile and controller documents that the Operator exported (tongdui document import), and give its table with
--table if you have it. A name is confirmed by the profile only: without it nothing is countersigned unless --without-profile is
given, and then the name is not kept. Credit code and controller are compared by their marks, which are made anew under the
consortium's key; then the profile's commitment and, with the table, district, wallet, service classes and validity. It is said what
was compared and what could not be. If anything differs, nothing is countersigned.`,
    zh: `请先用 tongdui document import 导入运营机构移交的资料和实际控制人文件；有名单的，一并用 --table 提供。名称只能由资料确认：没有资料的
不予会签；加 --without-profile 的可以会签，但不保存名称。统一社会信用代码和实际控制人按联盟密钥重新计算查重码后核对；再核对资料承诺值；
提供名单时，还核对所属区、钱包、服务类别和有效期。核对了哪些、未能核对哪些，均会列出。只要有一处不一致，即不会签。`,
  },
  arguments: { party },
  options: {
    table: optional("--table <file>", {
      en: "the table from which the Operator proposed it: .csv or .xlsx",
      zh: "运营机构推荐时所用的名单：.csv 或 .xlsx",
    }),
    withoutProfile: flag("--without-profile", {
      en: "countersign though nothing in hand confirms the name",
      zh: "没有资料、名称未经确认，仍然会签",
    }),
    nullifierPasswordFile,
    noticeEnd: notice.noticeEnd,
    noticeDays: notice.noticeDays,
  },
  examples: [
    {
      line: "tongdui provider countersign P1-1 --notice-days 5",
      text: { en: "A public notice of five working days begins:", zh: "开始五个工作日的公示：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/countersign.ts")).countersign,
});

export const decline = defineCommand({
  words: "decline",
  text: { en: "decline a proposed provider (its own Bureau)", zh: "不予入库（所在区科技局）" },
  arguments: { party },
  options: { reason: needed(reason.form, reason.text) },
  examples: [
    {
      line: 'tongdui provider decline P1-2 --reason "No laboratory at the address"',
      text: { en: "It may be proposed anew later:", zh: "以后可以重新推荐：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../registers/oneOfficer.ts")).declineProvider,
});

export const admit = defineCommand({
  words: "admit",
  text: { en: "admit providers after their public notice (anyone)", zh: "公示期满后办理入库（任何人）" },
  arguments: {
    providers: several("PROVIDER", { en: "ids, as in P1-1", zh: "服务机构编号，例如 P1-1" }, parseProvider),
  },
  options: { due: flag("--due", { en: "all whose notice is over", zh: "全部公示期满者" }) },
  examples: [{ line: "tongdui provider admit --due", text: { en: "Everybody who is due:", zh: "办理全部到期者：" } }],
  acts: true,
  work: async () => (await import("../../registers/admission.ts")).admit,
});
