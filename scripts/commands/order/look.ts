import { defineCommand, optional, word } from "../../cli/define.ts";
import { parseVoucher } from "../../../client/ids.ts";
import { count, order } from "../options.ts";
import { output } from "../report/options.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show an order, what it waits for and its history", zh: "查看订单、等待事项及经过" },
  more: {
    en: `An order is named by its id or its short number as the tables print it (0x3f2a9c1b…a9a5; four digits after 0x are enough where only one
order begins so), by its voucher, or by its draft or the file of one of its signatures. Of a voucher with several orders all are told, and
the one that is open is shown in full. Reasons and proofs are said in words where this office keeps them.`,
    zh: `订单可用编号、表格中的短编号（0x3f2a9c1b…a9a5，开头不重复时 0x 后四位即可）、双创券编号、草稿或任一签名文件指明。
双创券有多笔订单时全部列出，并显示其中未核销的一笔。本单位留存的理由和交付说明一并显示。`,
  },
  arguments: { order },
  examples: [
    {
      line: "tongdui order show 0x3f2a9c1b",
      text: { en: "By the beginning of its short number:", zh: "按短编号开头部分：" },
    },
    { line: "tongdui order show 3-000017", text: { en: "The orders of a voucher:", zh: "某双创券的订单：" } },
  ],
  work: async () => (await import("../../orders/look/show.ts")).showOrder,
});

export const list = defineCommand({
  words: "list",
  text: { en: "list orders, what each waits for, with totals", zh: "列出订单、等待事项及合计" },
  options: {
    voucher: optional("--voucher <id>", { en: "on this voucher alone", zh: "只列该双创券的订单" }, parseVoucher),
    enterprise: optional("--enterprise <enterprise>", {
      en: "of this enterprise alone: its id, as in 2-15, or its credit code",
      zh: "只列该企业：企业编号（例如 2-15）或统一社会信用代码",
    }),
    provider: optional("--provider <provider>", {
      en: "with this provider alone: its id, as in P2-1, or its credit code",
      zh: "只列该服务机构：编号（例如 P2-1）或统一社会信用代码",
    }),
    stage: optional(
      "--stage <stage>",
      {
        en: "only those that are placed, claimed, redeemed, paying, paid, cancelled or rejected",
        zh: "仅列某一状态：placed 已登记、claimed 已申请、redeemed 已核销、paying 支付中、paid 已拨付、cancelled 已取消、rejected 已驳回",
      },
      word("placed", "claimed", "redeemed", "paying", "paid", "cancelled", "rejected"),
    ),
    district: optional("--district <number>", { en: "of one home district", zh: "只列某一所属区" }, count(1, 65_535)),
    ...output,
  },
  examples: [
    {
      line: "tongdui order list --stage claimed",
      text: { en: "Claims that wait for an answer:", zh: "待答复的核销申请：" },
    },
    {
      line: "tongdui order list --provider P2-1 --to 订单.xlsx",
      text: { en: "All orders with a provider, for Excel:", zh: "某服务机构的全部订单，导出 Excel：" },
    },
  ],
  work: async () => (await import("../../orders/look/list.ts")).listOrders,
});
