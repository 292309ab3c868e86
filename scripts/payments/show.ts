/** `payment show`: a payment with its orders. */
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { shortHex } from "../../client/text/ids.ts";
import { ORDER_STAGE } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { ORDER_STAGES } from "../../client/orderWord.ts";
import { counted } from "../../client/text/counted.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { Directory } from "../registers/directory.ts";
import { paymentOf, type PaymentItem } from "./payment.ts";

export async function showPayment({ payment: id }: { readonly payment: number }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const payment = await paymentOf(open, id);
    const directory = await Directory.open(open);
    const left = payment.items.filter((item) => item.open).length;
    const rows = payment.items.map((item) => [
      item.reference,
      shortHex(item.order),
      formatVoucher(item.state.voucher),
      directory.byId("provider", item.state.provider)?.name ?? formatProvider(item.state.provider),
      formatFen(item.amount),
      sayState(item, id),
    ]);
    return {
      data: {
        payment: id,
        district: payment.home,
        total: payment.total,
        paid: payment.paid,
        openedBy: payment.openedBy,
        orders: payment.items.map(({ reference, order, amount, state, open: waits }) => ({
          reference,
          order,
          amount,
          voucher: formatVoucher(state.voucher),
          provider: formatProvider(state.provider),
          stage: state.stage,
          waits,
        })),
      },
      parts: [
        {
          en: `Payment ${id} of district ${payment.home}: ${counted(payment.items.length, "order")}, ${formatFen(payment.total)}; ${formatFen(payment.paid)} paid, ${counted(left, "order")} wait${left === 1 ? "s" : ""} for the bank. Opened by ${payment.openedBy}.`,
          zh: `拨付批次 ${id}（第 ${payment.home} 区）：${payment.items.length} 笔，合计 ${formatFen(payment.total)}；已付 ${formatFen(payment.paid)}，${left} 笔等待银行。由 ${payment.openedBy} 建立。`,
        },
        {
          head: [
            { en: "Reference", zh: "附言" },
            { en: "order", zh: "订单" },
            { en: "voucher", zh: "双创券" },
            { en: "provider", zh: "服务机构" },
            { en: "amount", zh: "金额" },
            { en: "state", zh: "状态" },
          ],
          figures: [4],
          rows,
        },
      ],
    };
  });
}

/** What became of an order in this payment; it may be in another one by now. */
function sayState({ open, state }: PaymentItem, id: number): Text {
  if (open) return { en: "waits for the bank", zh: "等待银行" };
  if (state.stage === "Paid" && state.payment === id) return { en: "paid", zh: "已付" };
  const now = ORDER_STAGE[ORDER_STAGES.indexOf(state.stage)];
  return { en: `returned; now ${now?.en ?? ""}`, zh: `退汇；现状：${now?.zh ?? ""}` };
}
