/** The orders that drew on the voucher, each with what became of it. */
import { Link } from "wouter";
import type { VoucherOrder, VoucherPageAnswer, VoucherPayment } from "../app/answers.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Day } from "../ui/Day.tsx";
import { dayText } from "../ui/dayText.ts";
import { Empty } from "../ui/Notice.tsx";
import { orderState } from "../ui/states.ts";
import { Table } from "../ui/Table.tsx";
import { useTexts } from "./useTexts.ts";

export function Orders({ voucher }: { readonly voucher: VoucherPageAnswer }) {
  const say = useSay();
  const texts = useTexts();
  if (voucher.orders.length === 0) {
    return <Empty>{say({ en: "No order has been placed on it.", zh: "尚未登记订单。" })}</Empty>;
  }
  return (
    <Table<VoucherOrder>
      caption={say({ en: "Orders on this voucher", zh: "使用本券的订单" })}
      captionHidden
      columns={[
        {
          key: "provider",
          head: say({ en: "Provider", zh: "服务机构" }),
          cell: ({ provider }) => <Link href={`/providers/${provider}`}>{say(texts.provider(provider))}</Link>,
        },
        {
          key: "service",
          head: say({ en: "Service", zh: "服务类别" }),
          cell: ({ serviceClass }) => say(texts.serviceClass(voucher.program, serviceClass)),
        },
        {
          key: "amount",
          head: say({ en: "From the voucher", zh: "用券金额" }),
          figure: true,
          cell: ({ amount }) => <Amount fen={amount} />,
        },
        {
          key: "contract",
          head: say({ en: "Contract", zh: "合同金额" }),
          figure: true,
          cell: ({ contractValue }) => <Amount fen={contractValue} />,
        },
        {
          key: "state",
          head: say({ en: "State", zh: "状态" }),
          cell: (order) => <State order={order} />,
        },
        {
          key: "payment",
          head: say({ en: "Payment", zh: "拨付" }),
          cell: (order) => say(paymentText(order, voucher.payments)),
        },
      ]}
      rows={voucher.orders}
      rowKey={({ order }) => order}
    />
  );
}

function State({ order: { stage, deliverBy, noticeEnd } }: { readonly order: VoucherOrder }) {
  const say = useSay();
  const open = stage === "Placed" || stage === "Claimed";
  return (
    <>
      <Badge state={orderState(stage)} />
      {open && (
        <small className="beneath">
          {say({ en: "Delivery by ", zh: "交付期限 " })}
          <Day day={deliverBy} />
        </small>
      )}
      {noticeEnd !== null && (
        <small className="beneath">
          {say({ en: "Public notice through ", zh: "公示至 " })}
          <Day day={noticeEnd} />
        </small>
      )}
    </>
  );
}

/** What the bank did, as the Finance office recorded it. */
function paymentText({ order, payment }: VoucherOrder, payments: readonly VoucherPayment[]): Text {
  if (payment === null) return { en: "Not yet", zh: "尚未拨付" };
  const item = payments.findLast((one) => one.order === order && one.payment === payment);
  const batch = { en: `payment ${payment}`, zh: `第 ${payment} 批次` };
  if (item?.settledOn == null) return { en: `In ${batch.en}, under way`, zh: `${batch.zh}，办理中` };
  const on = { en: dayText(item.settledOn, "en"), zh: dayText(item.settledOn, "zh") };
  return item.paid === true
    ? { en: `Recorded as paid on ${on.en}, ${batch.en}`, zh: `${on.zh}登记拨付（${batch.zh}）` }
    : { en: `Returned by the bank on ${on.en}, ${batch.en}`, zh: `${on.zh}银行退回（${batch.zh}）` };
}
