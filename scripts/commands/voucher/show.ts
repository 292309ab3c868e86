import { defineCommand, optional, word } from "../../cli/define.ts";
import { parseProgram } from "../../../client/ids.ts";
import { output } from "../report/options.ts";
import { voucher } from "./voucher.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show one voucher", zh: "查看一张双创券" },
  more: {
    en: "Whose it is, what remains of it, its last days, and what waits for a second officer.",
    zh: "显示所属企业、余额、各项期限，以及待第二名经办人确认的事项。",
  },
  arguments: { voucher },
  examples: [
    { line: "tongdui voucher show 1-000001", text: { en: "The first of program 1:", zh: "第 1 号项目的第一张：" } },
  ],
  work: async () => (await import("../../vouchers/show.ts")).showVoucher,
});

export const history = defineCommand({
  words: "history",
  text: { en: "everything that happened to a voucher, in order", zh: "查看一张双创券的全部变更" },
  more: {
    en: `Each change with its day, amount, list, order or reason, and who sent it. The changes are replayed from the first one on: the last line
says whether they give exactly what the ledger holds, so that none is missing and none is made up. Exit code 5 if they do not.`,
    zh: "逐项列出变更日期、金额、所涉名单、订单或理由及经办账户，并从第一项起重放：最后一行说明结果是否与账本记录完全一致，即无遗漏、无虚构。不一致时退出码为 5。",
  },
  arguments: { voucher },
  examples: [
    { line: "tongdui voucher history 1-000001", text: { en: "From its issue on:", zh: "自发放起的全部变更：" } },
  ],
  work: async () => (await import("../../vouchers/history/history.ts")).voucherHistory,
});

export const list = defineCommand({
  words: "list",
  text: { en: "list vouchers, with totals", zh: "列出双创券及合计" },
  options: {
    program: optional("--program <id>", { en: "of this program alone", zh: "只列该项目" }, parseProgram),
    enterprise: optional("--enterprise <enterprise>", {
      en: "of this enterprise alone: its id, as in 2-15, or its credit code",
      zh: "只列该企业：企业编号（例如 2-15）或统一社会信用代码",
    }),
    status: optional(
      "--status <status>",
      {
        en: "only those that are active, used-up, frozen, due (to be expired), revoked or expired",
        zh: "仅列某一状态：active 有效、used-up 已用完、frozen 冻结中、due 已到期待处理、revoked 已撤销、expired 已过期",
      },
      word("active", "used-up", "frozen", "due", "revoked", "expired"),
    ),
    ...output,
  },
  examples: [
    { line: "tongdui voucher list --program 1", text: { en: "Those of program 1:", zh: "第 1 号项目的双创券：" } },
    {
      line: "tongdui voucher list --enterprise 2-15 --status active --to 双创券.xlsx",
      text: { en: "What an enterprise can still use, for Excel:", zh: "某企业仍可使用的双创券，导出 Excel：" },
    },
  ],
  work: async () => (await import("../../vouchers/list.ts")).listVouchers,
});
