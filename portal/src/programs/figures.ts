/** The figures of a budget, what they are called and what they mean. */
import type { Text } from "../../../client/text/text.ts";

export const FIGURES = ["approved", "issued", "locked", "redeemed", "paid", "returned", "available"] as const;
export type Figure = (typeof FIGURES)[number];

export const BUDGET: Readonly<Record<Figure, { readonly name: Text; readonly means: Text }>> = {
  approved: {
    name: { en: "Approved", zh: "已批准" },
    means: {
      en: "The budget: set by Finance, confirmed by a second officer.",
      zh: "预算总额，由财政提出、另一名经办人员确认。",
    },
  },
  issued: {
    name: { en: "Issued", zh: "已发放" },
    means: { en: "The face values of all vouchers so far.", zh: "迄今全部双创券的面额合计。" },
  },
  locked: {
    name: { en: "Locked", zh: "已锁定" },
    means: { en: "Set aside for orders under way.", zh: "为办理中的订单预留的金额。" },
  },
  redeemed: {
    name: { en: "Spent", zh: "已核销" },
    means: {
      en: "For services that were delivered and accepted, paid or about to be paid.",
      zh: "已交付并验收的服务，包括已拨付和待拨付的。",
    },
  },
  paid: {
    name: { en: "Paid", zh: "已拨付" },
    means: { en: "What the bank has paid out to providers.", zh: "银行已付给服务机构的金额。" },
  },
  returned: {
    name: { en: "Returned", zh: "已收回" },
    means: { en: "What expired or revoked vouchers gave back.", zh: "过期或撤销的双创券退回的金额。" },
  },
  available: {
    name: { en: "Available", zh: "可用余额" },
    means: {
      en: "What can still be issued: approved, less what is spent and what living vouchers may still draw.",
      zh: "尚可发放的金额：已批准金额减去已核销金额及有效双创券尚可使用的金额。",
    },
  },
};
