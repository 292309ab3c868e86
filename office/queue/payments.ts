/** Payments that the bank has not answered for. */
import { searchLogs } from "../../client/deploy/logs.ts";
import { formatProvider, formatVoucher } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { orderState } from "../../client/orderState.ts";
import { dayIn, type PaymentRow } from "./indexReader.ts";
import { fact, isSame, type OrderAtBank, type Sight, type Waiting } from "./waiting.ts";

/** Whoever opened one does not settle it. */
export async function paymentsToSettle({ district, index, person, at }: Sight): Promise<Waiting[]> {
  const open = await index.all<PaymentRow>(`/payments?state=open&district=${district}`);
  return Promise.all(
    open
      .filter(({ openedBy }) => !isSame(openedBy, person.account))
      .map(async ({ payment, orders, open: left, total, openedOn }) => ({
        id: `settlePayment ${payment}`,
        kind: "settlePayment",
        duty: "finance" as const,
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
        offers: [
          {
            part: "payments" as const,
            name: "settle",
            args: [payment, { need: "bank" as const, payment, orders: await ordersAtBank(at, payment) }],
          },
        ],
      })),
  );
}

/** Those that wait, by the references under which the bank's list has them: `TD12-3` is the third one of payment 12. */
async function ordersAtBank({ ledger, nodes, deployment }: Sight["at"], payment: number): Promise<OrderAtBank[]> {
  const { address, block: from } = deployment.contracts.payments;
  const { interface: abi } = ledger.payments;
  const event = abi.getEvent("OrderInPayment");
  const topics = abi.encodeFilterTopics(event, [payment]) as string[];
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  const orders = await Promise.all(
    logs.map(async (log, place) => {
      const { order } = abi.decodeEventLog(event, log.data, log.topics) as unknown as { readonly order: string };
      const { stage, payment: its, voucher, provider, amount } = await orderState(ledger, order);
      const told = { order, reference: `TD${payment}-${place + 1}`, voucher: formatVoucher(voucher) };
      const isOpen = stage === "Paying" && its === payment;
      return isOpen ? [{ ...told, provider: formatProvider(provider), amount: String(amount) }] : [];
    }),
  );
  return orders.flat();
}
