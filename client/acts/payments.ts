/** Payments and claw-backs: contracts/Payments.sol. */
import type { ActsOfPart } from "./form.ts";
import { withdrawProposal } from "./shared.ts";

export const PAYMENT_ACTS: ActsOfPart = {
  open: {
    title: { en: "Open a payment", zh: "开立拨付批次" },
    args: { home: "district", ids: "count" },
    en: "A payment of {home} is opened for the orders below ({ids}, all or none); you confirm that they were reviewed. Only an open payment is given to the bank.",
    zh: "{home}：就以下 {ids} 笔订单开立拨付批次（全部成功或全部不开立）；您确认已审核。仅开立的批次可交银行。",
    each: { of: "ids", args: { each: "order" }, en: "Order {each}.", zh: "订单 {each}。" },
  },
  settle: {
    title: { en: "Record the bank's answer", zh: "登记银行回执" },
    args: { id: "payment", items: "count" },
    en: "Payment {id}: what the bank did is recorded for the orders below ({items}, all or none).",
    zh: "拨付批次 {id}：登记以下 {items} 笔订单的银行处理结果（全部成功或全部不登记）。",
    each: {
      of: "items",
      args: {
        order: "order",
        paid: {
          no: { en: "returned by the bank; it can be paid again", zh: "银行退回，可再次拨付" },
          yes: { en: "paid, for good", zh: "已拨付，不可更改" },
        },
        receipt: "hash",
      },
      en: "Order {order}: {paid}. The bank's receipt is kept as {receipt}.",
      zh: "订单 {order}：{paid}。银行回单以 {receipt} 留存。",
    },
  },
  clawBack: {
    title: { en: "Propose a claw-back", zh: "提出追回" },
    args: { id: "order", amount: "fen", reason: "hash" },
    en: "It is proposed that the provider of order {id} pays {amount} back; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出由订单 {id} 的服务机构退还 {amount}，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmClawBack: {
    title: { en: "Order a claw-back", zh: "确认追回" },
    args: { id: "order", amount: "fen", reason: "hash" },
    en: "The provider of order {id} has to pay {amount} back. The reason is kept as {reason}.",
    zh: "责令订单 {id} 的服务机构退还 {amount}。理由以 {reason} 留存。",
  },
  recover: {
    title: { en: "Record money that came back", zh: "登记追回到账" },
    args: { id: "order", amount: "fen", receipt: "hash" },
    en: "For order {id}, {amount} came back from the provider. The receipt is kept as {receipt}.",
    zh: "订单 {id}：服务机构已退还 {amount}。回单以 {receipt} 留存。",
  },
  writeOff: {
    title: { en: "Propose to write off", zh: "提出核减追回" },
    args: { id: "order", amount: "fen", reason: "hash" },
    en: "It is proposed to give up {amount} of what is to come back for order {id}; the Approver has to confirm it. The reason is kept as {reason}.",
    zh: "提出核减订单 {id} 的待追回金额 {amount}，须经审批人确认。理由以 {reason} 留存。",
  },
  confirmWriteOff: {
    title: { en: "Confirm a write-off", zh: "确认核减追回" },
    args: { id: "order", amount: "fen", reason: "hash" },
    en: "{amount} of what was to come back for order {id} is given up. The reason is kept as {reason}.",
    zh: "核减订单 {id} 的待追回金额 {amount}。理由以 {reason} 留存。",
  },
  withdrawProposal,
};
