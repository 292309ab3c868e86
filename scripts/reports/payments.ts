/** `report payments`: the payments with what the bank did of each, or the orders in them. */
import type { PaymentItem, PaymentRecord } from "../../client/replay/payments.ts";
import { formatVoucher } from "../../client/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { referenceOf } from "../payments/reference.ts";
import { defineSheet, type Entry, type Sheet } from "../tables/sheet.ts";
import { settlementKey } from "./acts.ts";
import { reportOfDistrict, type OfDistrict } from "./district.ts";
import type { Line } from "./give.ts";
import type { LedgerView } from "./view.ts";
import { holderOf, partyLabel, sumsOf, TOTAL } from "./words.ts";

export const PAYMENTS = defineSheet({
  title: { en: "Payments", zh: "拨付批次清单" },
  columns: {
    payment: { heading: { en: "Payment", zh: "批次号" }, kind: "text" },
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    openedOn: { heading: { en: "Opened on", zh: "建立日" }, kind: "day" },
    state: { heading: { en: "State", zh: "状态" }, kind: "text" },
    orders: { heading: { en: "Orders", zh: "订单数" }, kind: "count" },
    total: { heading: { en: "Total", zh: "总额" }, kind: "amount" },
    paid: { heading: { en: "Paid", zh: "已付" }, kind: "amount" },
    returned: { heading: { en: "Returned", zh: "退汇" }, kind: "amount" },
    waiting: { heading: { en: "At the bank", zh: "待银行处理" }, kind: "amount" },
    settledOn: { heading: { en: "Last settled on", zh: "最近结算日" }, kind: "day" },
  },
});

export const PAYMENT_ORDERS = defineSheet({
  title: { en: "Orders in payments", zh: "拨付批次明细" },
  columns: {
    payment: { heading: { en: "Payment", zh: "批次号" }, kind: "text" },
    reference: { heading: { en: "Reference", zh: "附言" }, kind: "text" },
    district: { heading: { en: "District", zh: "所属区" }, kind: "text" },
    voucher: { heading: { en: "Voucher", zh: "券编号" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业" }, kind: "text" },
    provider: { heading: { en: "Provider", zh: "服务机构" }, kind: "text" },
    amount: { heading: { en: "Amount", zh: "金额" }, kind: "amount" },
    state: { heading: { en: "State", zh: "状态" }, kind: "text" },
    openedOn: { heading: { en: "Opened on", zh: "建立日" }, kind: "day" },
    settledOn: { heading: { en: "Settled on", zh: "结算日" }, kind: "day" },
    order: { heading: { en: "Order", zh: "订单编号" }, kind: "hash" },
  },
});

const WAITING: Text = { en: "at the bank", zh: "待银行处理" };
const PARTLY: Text = { en: "partly settled", zh: "部分结算" };
const CLOSED: Text = { en: "closed", zh: "已结清" };
const PAID: Text = { en: "paid", zh: "已付" };
const RETURNED: Text = { en: "returned", zh: "退汇" };

/** A line a payment, in the order of their numbers, with a total. */
export function paymentLines(view: LedgerView, district: bigint | undefined): Line<typeof PAYMENTS>[] {
  const rows = paymentsOf(view, district).map(([payment, { home, items, open }]) => {
    const days = items.map(({ order }) => view.settledOn.get(settlementKey(payment, order)) ?? 0);
    return {
      payment: String(payment),
      district: view.districtName(home),
      openedOn: view.openedOn.get(payment),
      state: open === 0 ? CLOSED : open === items.length ? WAITING : PARTLY,
      orders: items.length,
      total: sumOf(items),
      paid: sumOf(items.filter(({ settled }) => settled?.paid === true)),
      returned: sumOf(items.filter(({ settled }) => settled?.paid === false)),
      waiting: sumOf(items.filter(({ settled }) => settled === undefined)),
      settledOn: Math.max(...days) || undefined,
    };
  });
  if (rows.length === 0) return [];
  const orders = rows.reduce((sum, row) => sum + row.orders, 0);
  const total = { payment: TOTAL, orders, ...sumsOf(rows, ["total", "paid", "returned", "waiting"]) };
  return [...rows.map((cells) => ({ cells })), { total: true, cells: total }];
}

/** A line an order of each payment, with a total; an order that was returned stands in each payment that it was in. */
export function paymentOrderLines(view: LedgerView, district: bigint | undefined): Line<typeof PAYMENT_ORDERS>[] {
  const rows = paymentsOf(view, district).flatMap(([payment, { home, items }]) =>
    items.map(({ order, amount, settled }, place): Entry<typeof PAYMENT_ORDERS> => {
      const { voucher = 0n, provider = 0n } = view.state.orders.orders.get(order)?.state ?? {};
      return {
        payment: String(payment),
        reference: referenceOf(payment, place),
        district: view.districtName(home),
        voucher: formatVoucher(voucher),
        enterprise: partyLabel(view, "enterprise", holderOf(view, voucher)),
        provider: partyLabel(view, "provider", provider),
        amount,
        state: settled === undefined ? WAITING : settled.paid ? PAID : RETURNED,
        openedOn: view.openedOn.get(payment),
        settledOn: view.settledOn.get(settlementKey(payment, order)),
        order,
      };
    }),
  );
  if (rows.length === 0) return [];
  return [...rows.map((cells) => ({ cells })), { total: true, cells: { payment: TOTAL, ...sumsOf(rows, ["amount"]) } }];
}

function paymentsOf({ state }: LedgerView, district: bigint | undefined): [bigint, PaymentRecord][] {
  return [...state.payments.payments].filter(([, { home }]) => district === undefined || home === district);
}

function sumOf(items: readonly PaymentItem[]): bigint {
  return items.reduce((sum, { amount }) => sum + amount, 0n);
}

export interface PaymentsInput extends OfDistrict {
  /** A row an order instead of a row a payment. */
  readonly orders: boolean;
}

export async function reportPayments(input: PaymentsInput, context: Context): Promise<Answer> {
  return reportOfDistrict<Sheet>(input, context, (view, district) =>
    input.orders
      ? { sheet: PAYMENT_ORDERS, lines: paymentOrderLines(view, district) }
      : { sheet: PAYMENTS, lines: paymentLines(view, district) },
  );
}
