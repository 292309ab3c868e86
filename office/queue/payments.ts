/** Payments that the bank has not answered for. */
import { formatFen } from "../../client/money.ts";
import { dayIn, type PaymentRow } from "./indexReader.ts";
import { fact, isSame, type Sight, type Waiting } from "./waiting.ts";

/** Whoever opened one does not settle it. */
export async function paymentsToSettle({ district, index, person }: Sight): Promise<Waiting[]> {
  const open = await index.all<PaymentRow>(`/payments?state=open&district=${district}`);
  return open
    .filter(({ openedBy }) => !isSame(openedBy, person.account))
    .map(({ payment, orders, open: left, total, openedOn }) => ({
      id: `settlePayment ${payment}`,
      kind: "settlePayment",
      duty: "finance",
      district,
      title: { en: `Record the bank's answer to payment ${payment}`, zh: `登记拨付批次 ${payment} 的银行回执` },
      facts: [
        fact("Orders", "订单数", String(orders)),
        fact("Not answered", "尚无回执", String(left)),
        fact("In all", "合计", formatFen(BigInt(total))),
        fact("Opened on", "开立日", openedOn),
      ],
      since: dayIn(openedOn),
      due: null,
      offers: [{ part: "payments", name: "settle", args: [payment, { need: "bank", payment }] }],
    }));
}
